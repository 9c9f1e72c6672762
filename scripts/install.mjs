// Makes sure the dependencies are installed and are those of the lockfile. Uses Node alone, because
// it runs before anything is installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

const stamp = `${root}/node_modules/.papergrove-lock`;

/** Stops with a sentence when this Node cannot run the tools. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Papergrove needs Node 20.19 or newer; this is ${process.versions.node}.\n` +
      'Install a newer Node (https://nodejs.org) and run the same command again.',
  );
  process.exit(1);
}

/** Installs from the lockfile unless that very lockfile is installed already. */
export function ensureInstalled() {
  requireNode();
  const lock = createHash('sha256')
    .update(readFileSync(`${root}/package-lock.json`))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing dependencies (npm ci) …');
  // Development dependencies build the page, so they are wanted whatever NODE_ENV says. No package's
  // own script needs to run, and none is let.
  const options = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', ['ci', ...options], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      '\nThe dependencies could not be installed: npm’s own words are above.\n' +
        'Check that the npm registry can be reached (npm ping), then run the same command again.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
