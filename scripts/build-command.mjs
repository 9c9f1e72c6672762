// Makes `bin/papergrove.mjs`, the command of the package, with every library it needs inside: who
// installs the package gets no other. npm would ignore our `overrides` there, and fetch 288 MB of native
// code that nothing here runs.
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { commit } from './commit.mjs';
import { licences } from './licences.mjs';
import { root } from './paths.mjs';

/** Builds the command into `bin/`, one folder below the root as the scripts are. */
export async function buildCommand() {
  await build({
    root,
    // The page's own configuration builds the page.
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __PAPERGROVE_COMMIT__: JSON.stringify(commit()) },
    plugins: [licences().write],
    ssr: { noExternal: true },
    build: {
      ssr: 'scripts/papergrove.ts',
      target: 'node20',
      outDir: 'bin',
      emptyOutDir: true,
      rolldownOptions: {
        output: { entryFileNames: 'papergrove.mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  await chmod(join(root, 'bin', 'papergrove.mjs'), 0o755);
}

if (import.meta.filename === process.argv[1]) await buildCommand();
