/**
 * How good are the vectors? Scores every encoder on labelled corpora by what a map needs of it:
 * that neighbours belong together and that clusters are the subjects people would name.
 *
 *     npm run eval -- [--largest=<papers>]
 *
 * writes `docs/quality.json` and the tables of `docs/quality.md`. Scores are kept under `.cache/eval`.
 * `--largest` leaves out larger subsets.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { compositions, SubsetVectors } from './eval/compositions';
import { divideCorpora } from './eval/corpora';
import { keptScore } from './eval/kept-scores';
import { qualityTables, summarise, type QualityRow } from './eval/report';
import type { Score } from './eval/score';
import { drawSubsets } from './eval/subsets';

if (process.argv[2] === 'names') {
  await import('./eval/names');
  process.exit(0);
}
if (process.argv[2] === 'search') {
  await import('./eval/search');
  process.exit(0);
}

/** Papers per subset, and how many subsets of that size. */
const SIZES: readonly (readonly [n: number, subsets: number])[] = [
  [70, 10],
  [200, 8],
  [600, 5],
  [1500, 1],
  [6000, 1],
];
const TABLES_BEGIN = '<!-- tables: written by npm run eval -->';
const TABLES_END = '<!-- /tables -->';
const PAGE = 'docs/quality.md';

function option(name: string, otherwise: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given === undefined ? otherwise : Number(given.slice(name.length + 3));
}

const log = (message: string): void => console.log(message);
const largest = option('largest', 6000);
const open = await SubsetVectors.opener();
const rows: QualityRow[] = [];
for (const set of divideCorpora().sets.filter(({ part }) => part === 'report')) {
  for (const [n, count] of SIZES) {
    if (n > largest) continue;
    const scores = new Map<string, Score[]>();
    for (const subset of drawSubsets(set, n, count)) {
      const vectors = open(subset);
      for (const [encoder, composition] of compositions) {
        const composed = await vectors.compose(composition);
        const all = scores.get(encoder) ?? [];
        all.push(await keptScore(composed, subset.labels, subset.seed));
        scores.set(encoder, all);
      }
    }
    for (const [encoder, all] of scores) {
      const row = summarise(set.name, n, encoder, all);
      rows.push(row);
      log(`${set.name} ${n} ${encoder}: ${row.mean} ± ${row.spread ?? '–'}`);
    }
  }
}
writeFileSync('docs/quality.json', `${JSON.stringify(rows, null, 2)}\n`);
const page = readFileSync(PAGE, 'utf8');
const [head = '', , tail = ''] = page.split(new RegExp(`(${TABLES_BEGIN}[^]*${TABLES_END})`));
writeFileSync(PAGE, `${head}${TABLES_BEGIN}\n\n${qualityTables(rows)}\n${TABLES_END}${tail}`);
