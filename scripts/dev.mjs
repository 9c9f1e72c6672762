// `npm run dev`: installs what is missing, makes the assets, and serves the page with live reload.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';

ensureInstalled();
const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
const assets = spawnSync('npm', ['run', '--silent', 'assets'], options);
if (assets.status !== 0) process.exit(assets.status ?? 1);
process.exit(spawnSync('npx', ['vite', ...process.argv.slice(2)], options).status ?? 1);
