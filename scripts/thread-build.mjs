// Builds what the command that makes sites runs beside itself (`scripts/site/side-thread.ts`) into one
// file of plain JavaScript: Node starts no thread from TypeScript.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './paths.mjs';

await build({
  root,
  // The page's own configuration builds the page.
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: join(root, 'scripts', 'site', 'side-thread.ts'),
    target: 'node20',
    outDir: 'dist/thread',
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'side-thread.mjs', codeSplitting: false } },
  },
});
