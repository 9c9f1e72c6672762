// `npm run test:e2e -- [file or --grep title]`: tests of the built page, which is built again only
// when something that it is made of has changed. Arguments go to Playwright.
import { spawnSync } from 'node:child_process';
import { isBuilt, markBuilt } from './build-stamp.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';

ensureInstalled();
const { ensureChromium, findHeadlessShell } = await import('./chromium.mjs');
const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
if (!isBuilt()) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], options);
  if (status !== 0) process.exit(status ?? 1);
  markBuilt();
}
try {
  await ensureChromium(findHeadlessShell);
  const args = ['--no-install', 'playwright', 'test', ...process.argv.slice(2)];
  process.exit(spawnSync('npx', args, options).status ?? 1);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
