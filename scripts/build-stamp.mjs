// Whether the built page in dist/ is that of the files as they are now.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const stamp = `${root}/.cache/built`;
/** All that a build reads. */
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'svelte.config.js', 'package-lock.json', 'scripts']; // prettier-ignore
const leftOut = /\.test\.ts$|\/testing\/|\/generated\//u;

function* filesIn(path) {
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* filesIn(join(path, name));
}

function state() {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of filesIn(join(root, source)))
      if (!leftOut.test(file)) hash.update(`${file}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/** Whether nothing that the build reads has changed since {@link markBuilt}. */
export function isBuilt() {
  return (
    existsSync(`${root}/dist/index.html`) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === state()
  );
}

/** Remembers that dist/ was built from the files as they are now. */
export function markBuilt() {
  mkdirSync(`${root}/.cache`, { recursive: true });
  writeFileSync(stamp, state());
}
