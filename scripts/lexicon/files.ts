/** The lexicon's two files: the lexicon itself, and where it came from. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lexiconPath, writeLexicon, type LexiconWithUses } from '../../src/embedding/lexicon-file';

/** The name of the files, without ending. */
export const lexiconName = basename(lexiconPath, '.bin');

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Writes both files into `folder`: the provenance given, and with it size and checksum. */
export function writeLexiconFiles(
  folder: string,
  lexicon: LexiconWithUses,
  provenance: Readonly<Record<string, unknown>>,
): { readonly bytes: number; readonly sha256: string } {
  const bytes = writeLexicon(lexicon);
  const written = { bytes: bytes.length, sha256: sha256(bytes) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${lexiconName}.bin`), bytes);
  writeFileSync(
    join(folder, `${lexiconName}.json`),
    `${JSON.stringify({ ...provenance, ...written }, null, 2)}\n`,
  );
  return written;
}
