// Tells the service worker which files a build consists of, once all of them are written.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const worker = 'service-worker.js';

/** What the page cannot start without: small, and kept when the worker is installed. */
const shell =
  /^(?:index\.html|manifest\.webmanifest|icon\.svg|corpora\/.*\.json|assets\/(?!ort-wasm).*\.(?:js|css))$/;
/** What makes new maps offline: large, and kept once the page has done its first work. */
const later = /^(?:lexicon\/.*\.bin|assets\/ort-wasm-simd-threaded-.*)$/;

/** @returns {import('vite').Plugin} */
export function offline() {
  return {
    name: 'papergrove:offline',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      const files = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== worker)
        .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
        .map((path) => path.replaceAll('\\', '/'))
        .sort();
      const hash = createHash('sha256');
      for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(dir, file)));
      const build = {
        version: hash.digest('hex').slice(0, 16),
        shell: files.filter((file) => shell.test(file)),
        later: files.filter((file) => later.test(file) && !shell.test(file)),
      };
      const path = join(dir, worker);
      const source = readFileSync(path, 'utf8');
      if (!source.includes('__PAPERGROVE_BUILD__'))
        throw new Error(`${worker} does not take the list of files`);
      writeFileSync(path, source.replaceAll('__PAPERGROVE_BUILD__', JSON.stringify(build)));
    },
  };
}
