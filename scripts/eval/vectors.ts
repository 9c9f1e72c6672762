/** `npm run eval -- vectors`: scores every encoder on every set, at every size. */
import { readFileSync, writeFileSync } from 'node:fs';
import { divideCorpora, type EvaluationSet } from './corpora';
import { testedEncoders, type TestedEncoder } from './encoders';
import { keptScore } from './kept-scores';
import { linguistics, review, type LinguisticsName } from './outside';
import { qualityTables, summarise, type QualityRow, type ReviewRow } from './report';
import { meanPrecision } from './review';
import type { Score } from './score';
import { drawSubsets } from './subsets';

/**
 * Papers per draw, and draws of that size. 81 papers and 30 draws are the protocol of MTEB's
 * ArXivHierarchicalClusteringP2P.
 */
const SIZES: readonly (readonly [n: number, draws: number])[] = [
  [81, 30],
  [200, 20],
  [600, 5],
  [1500, 1],
  [6000, 1],
];
const TABLES_BEGIN = '<!-- tables: written by npm run eval -->';
const TABLES_END = '<!-- /tables -->';
const PAGE = 'docs/quality.md';

/**
 * Writes `docs/quality.json` and the tables of `docs/quality.md`. Scores are kept under `.cache/eval`.
 *
 * @param largest larger draws are left out
 */
export async function evaluateVectors(largest: number): Promise<void> {
  const encoders = await testedEncoders();
  const rows: QualityRow[] = [];
  for (const set of await reportedSets()) {
    for (const [n, draws] of SIZES) {
      if (n > Math.min(largest, set.papers.length)) continue;
      const scored = await scoresOf(set, n, draws, encoders);
      rows.push(...summarise(set.name, n, scored));
      for (const row of rows.slice(-encoders.length)) console.log(JSON.stringify(row));
    }
  }
  const reviews = await reviewRows(encoders);
  writeFileSync('docs/quality.json', `${JSON.stringify([...rows, ...reviews], null, 2)}\n`);
  const page = readFileSync(PAGE, 'utf8');
  const [head = '', , tail = ''] = page.split(new RegExp(`(${TABLES_BEGIN}[^]*${TABLES_END})`));
  const tables = qualityTables(rows, reviews);
  writeFileSync(PAGE, `${head}${TABLES_BEGIN}\n\n${tables}\n${TABLES_END}${tail}`);
}

async function reportedSets(): Promise<EvaluationSet[]> {
  const arxiv = divideCorpora().sets.filter(({ part }) => part === 'report');
  const names: readonly LinguisticsName[] = ['acl-tasks', 'naacl-2024-tasks'];
  const outside = names.map(async (name) => ({ name, fine: null, ...(await linguistics(name)) }));
  return [...arxiv, ...(await Promise.all(outside))];
}

/** The scores of every encoder on the same draws. */
async function scoresOf(
  set: EvaluationSet,
  n: number,
  draws: number,
  encoders: readonly TestedEncoder[],
): Promise<ReadonlyMap<TestedEncoder, readonly Score[]>> {
  const scored = new Map<TestedEncoder, Score[]>(encoders.map((encoder) => [encoder, []]));
  for (const subset of drawSubsets(set, n, draws)) {
    for (const [encoder, scores] of scored) {
      scores.push(await keptScore(await encoder.encode(subset.papers, subset.seed), subset));
    }
  }
  return scored;
}

async function reviewRows(encoders: readonly TestedEncoder[]): Promise<ReviewRow[]> {
  const { papers, included } = await review();
  const rows: ReviewRow[] = [];
  for (const { name, encode } of encoders) {
    const precision = meanPrecision(await encode(papers, 1), included);
    rows.push({ set: 'review', n: papers.length, encoder: name, meanPrecision: precision });
  }
  return rows;
}
