/**
 * Finds the words of scholarly English that say nothing about a topic ("propose", "several",
 * "furthermore", "effective"): frequent words spread evenly over unrelated fields. Evenness is the
 * Kullback–Leibler divergence of a word's rate per field from the uniform distribution.
 *
 * Run: `node scripts/run.mjs scripts/make-general-words.ts <folder of the arXiv corpora>`; writes
 * src/clustering/labels/general-words.ts, the same bytes each time.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { root } from './paths.mjs';

interface Row {
  readonly abstract: string;
  readonly labels: readonly string[];
}

interface Source {
  readonly file: string;
  readonly field: (row: Row) => string;
  readonly rows: number;
  /** A field with fewer papers than this says too little about rates. */
  readonly fieldMinimum: number;
  readonly wordMinimum: number;
  readonly divergence: number;
}

// Thresholds were set by reading the words on either side of them.
const sources: readonly Source[] = [
  {
    file: 'arxiv-allscience-50k.jsonl.gz',
    field: (row) => (row.labels[0] ?? '').split('.')[0] ?? '',
    rows: 50_000,
    fieldMinimum: 800,
    wordMinimum: 150,
    divergence: 0.18,
  },
  {
    file: 'arxiv-cs-100k.jsonl.gz',
    field: (row) => row.labels[0] ?? '',
    rows: 40_000,
    fieldMinimum: 500,
    wordMinimum: 150,
    divergence: 0.31,
  },
];

function generalWords(folder: string, source: Source): string[] {
  const fields = new Map<string, number>();
  const words = new Map<string, Map<string, number>>();
  const lines = gunzipSync(readFileSync(`${folder}/${source.file}`))
    .toString('utf8')
    .trim()
    .split('\n');
  for (const line of lines.slice(0, source.rows)) {
    const row = JSON.parse(line) as Row;
    const field = source.field(row);
    fields.set(field, (fields.get(field) ?? 0) + 1);
    for (const word of new Set(row.abstract.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? [])) {
      const counts = words.get(word) ?? new Map<string, number>();
      counts.set(field, (counts.get(field) ?? 0) + 1);
      words.set(word, counts);
    }
  }
  const large = [...fields].filter(([, papers]) => papers >= source.fieldMinimum);
  const found: string[] = [];
  for (const [word, counts] of words) {
    const total = large.reduce((sum, [field]) => sum + (counts.get(field) ?? 0), 0);
    if (word.length < 3 || total < source.wordMinimum) continue;
    const rates = large.map(([field, papers]) => ((counts.get(field) ?? 0) + 0.5) / papers);
    const sum = rates.reduce((a, b) => a + b, 0);
    const divergence = rates.reduce(
      (kl, rate) => kl + (rate / sum) * Math.log((rate / sum) * rates.length),
      0,
    );
    if (divergence < source.divergence) found.push(word);
  }
  return found;
}

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder that holds the arXiv corpora.');
const words = [...new Set(sources.flatMap((source) => generalWords(folder, source)))].sort();
const lines: string[] = [];
for (const word of words) {
  const last = lines.at(-1);
  if (last !== undefined && last.length + word.length < 95)
    lines[lines.length - 1] = `${last} ${word}`;
  else lines.push(word);
}
writeFileSync(
  `${root}/src/clustering/labels/general-words.ts`,
  `/**
 * ${words.length} words of scholarly English that name no topic, found by scripts/make-general-words.ts in the
 * arXiv metadata (CC0; staeiou/arxiv_archive, Geiger 2020, doi 10.5281/zenodo.1463242): frequent words
 * spread evenly over unrelated fields. Generated: change the script, not this file.
 */
export const generalWords: ReadonlySet<string> = new Set(
  \`
${lines.map((line) => `  ${line}`).join('\n')}
\`
    .trim()
    .split(/\\s+/),
);
`,
);
console.log(`${words.length} words`);
