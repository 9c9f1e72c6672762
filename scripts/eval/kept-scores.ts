/** Scores are kept under what they were made from, so that an evaluation can be interrupted. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vectors } from '../../src/embedding/encoder';
import { score, type Score } from './score';
import type { Subset } from './subsets';

/** Part of every key: to be raised when the measures change. */
const VERSION = 2;
const FOLDER = join('.cache', 'eval', 'scores');

/** {@link score}, from the cache when these vectors have been scored against these labels before. */
export async function keptScore(vectors: Vectors, subset: Subset): Promise<Score> {
  const { data } = vectors;
  const { seed, labels, fine } = subset;
  const key = createHash('sha256')
    .update(JSON.stringify([VERSION, seed, vectors.d, labels, fine]))
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
  const file = join(FOLDER, `${key.slice(0, 32)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Score;
  const fresh = await score(vectors, labels, fine, seed);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify(fresh));
  return fresh;
}
