// `npm start`: installs what is missing, builds the page, serves it, prints its address.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '4173' },
    host: { type: 'string', default: 'localhost' },
  },
});

ensureInstalled();
const build = spawnSync('npm', ['run', '--silent', 'build'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (build.status !== 0) {
  console.error(
    '\nThe page could not be built: the reason is above.\n' +
      'If dependencies look broken, remove node_modules and run npm start again.',
  );
  process.exit(1);
}
const { serve } = await import('./serve.mjs');
try {
  const address = await serve({ port: Number(values.port), host: values.host, exact: false });
  console.log(`\nPapergrove is at ${address}  (Ctrl+C stops it)`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
