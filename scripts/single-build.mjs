// Builds the page a second time, as one script and one style sheet without anything beside them, for
// maps that are one file (`npm run site -- --single`): browsers load neither modules nor workers from
// beside a file that was opened.
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { commit } from './commit.mjs';
import { root } from './paths.mjs';

/** How the page starts its workers: Vite knows them by the same form. */
const started =
  /new Worker\(new URL\('(?<path>[^']+\.worker\.ts)', import\.meta\.url\), \{\s*type: 'module',\s*name: '(?<name>[^']+)',\s*\}\)/gu;
/** Models are files of a host, and their runtime of 41 MB is more than most maps. */
const leftOut = /embedding\.worker\.ts$/u;

/** Puts the workers into the script that starts them. @returns {import('vite').Plugin} */
function workersInside() {
  return {
    name: 'papergrove:workers-inside',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/u.test(id) || !code.includes('new Worker(')) return null;
      const imports = [];
      const changed = code.replace(started, (_, path, name) => {
        if (leftOut.test(path))
          return "(() => { throw new Error('a map that is one file runs no models'); })()";
        imports.push(`import InlineWorker${imports.length} from '${path}?worker&inline';\n`);
        return `new InlineWorker${imports.length - 1}({ name: '${name}' })`;
      });
      if (changed === code) throw new Error(`${id} starts a worker in a form that is not known`);
      return `${imports.join('')}${changed}`;
    },
  };
}

await build({
  root,
  // The page's own configuration builds a page of many files.
  configFile: false,
  mode: 'single',
  base: './',
  logLevel: 'warn',
  publicDir: false,
  define: { __PAPERGROVE_COMMIT__: JSON.stringify(commit()) },
  plugins: [workersInside(), svelte()],
  worker: {
    // From a file that was opened, Chromium starts no module as a worker.
    format: 'iife',
    plugins: () => [workersInside()],
    rolldownOptions: { output: { codeSplitting: false } },
  },
  build: {
    target: 'es2022',
    outDir: 'dist/single',
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      input: join(root, 'src', 'app', 'main.ts'),
      output: { codeSplitting: false, entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
    },
  },
});
