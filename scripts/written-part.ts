/** Documents of which programs write parts: each between two comments that bear its name. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Puts a text in the place of the part that is there, and formats the document.
 *
 * @param path from the root of the repository
 * @throws where the document has no such part
 */
export function writePart(path: string, name: string, text: string): void {
  const file = resolve(path);
  const before = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has no part “${name}”.`);
  const after = `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`;
  writeFileSync(file, after);
  spawnSync('npx', ['--no-install', 'prettier', '--write', path]);
}
