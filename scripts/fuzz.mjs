// `npm run fuzz [-- cases]`: 10,000 damaged files, addresses and workspace files each, or as many as
// asked for. fast-check prints the seed and the smallest case of what fails: make it a test.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';

ensureInstalled();
const { status } = spawnSync(
  'npx',
  [
    '--no-install',
    'vitest',
    'run',
    '--project=pure',
    '--testTimeout=3600000',
    'src/corpus/damaged-files.test.ts',
    'src/explorer/address/address-text.test.ts',
    'src/engine/workspace.test.ts',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PAPERGROVE_FUZZ_CASES: process.argv[2] ?? '10000' },
  },
);
process.exit(status ?? 1);
