/** The evaluation as rows for scripts and as tables for people. */
import type { TestedEncoder } from './encoders';
import type { Score } from './score';

/** Means over the draws of one set at one size. */
export interface QualityRow {
  readonly set: string;
  readonly n: number;
  readonly encoder: string;
  readonly draws: number;
  readonly v: number;
  /** (v − v of random vectors) / (1 − v of random vectors). */
  readonly vCorrected: number;
  /** Standard error of `vCorrected` over the draws; null where there is one draw only. */
  readonly error: number | null;
  readonly tree: number;
  readonly treeFine: number | null;
  readonly nearest: number;
}

/** The review's one measure. */
export interface ReviewRow {
  readonly set: 'review';
  readonly n: number;
  readonly encoder: string;
  /** See `meanPrecision`. */
  readonly meanPrecision: number;
}

/** One row per encoder; chance is what the random encoder scores on average over the draws. */
export function summarise(
  set: string,
  n: number,
  scored: ReadonlyMap<TestedEncoder, readonly Score[]>,
): QualityRow[] {
  const zero = mean([...scored].find(([{ random }]) => random)?.[1].map(({ v }) => v) ?? []);
  return [...scored].map(([{ name }, scores]): QualityRow => {
    const corrected = scores.map(({ v }) => (v - zero) / (1 - zero));
    const fine = scores.flatMap(({ treeFine }) => treeFine ?? []);
    return {
      set,
      n,
      encoder: name,
      draws: scores.length,
      v: round(mean(scores.map(({ v }) => v))),
      vCorrected: round(mean(corrected)),
      error: scores.length > 1 ? round(standardError(corrected)) : null,
      tree: round(mean(scores.map(({ tree }) => tree))),
      treeFine: fine.length === 0 ? null : round(mean(fine)),
      nearest: round(mean(scores.map(({ nearest }) => nearest))),
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function standardError(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function round(value: number): number {
  // Adding 0 turns -0, which JSON would write as 0 and equality not, into 0.
  return Math.round(value * 10_000) / 10_000 + 0;
}

const digits = (value: number): string =>
  (Math.round(value * 1000) / 1000 + 0)
    .toFixed(3)
    .replace(/^(-?)0/, '$1')
    .replace('-', '−');

/** Per set a table of corrected V with its error, and one with every other measure. */
export function qualityTables(rows: readonly QualityRow[], reviews: readonly ReviewRow[]): string {
  const out: string[] = [];
  for (const set of new Set(rows.map((row) => row.set))) {
    const ofSet = rows.filter((row) => row.set === set);
    out.push(
      `### ${set}`,
      '',
      'V-measure of k-means corrected for chance, ± standard error over the draws:',
      '',
      ...bySize(
        ofSet,
        ({ vCorrected, error }) =>
          digits(vCorrected) + (error === null ? '' : ` ± ${digits(error)}`),
      ),
      '',
      `V-measure as it is / ${treeNames(ofSet)} / nearest ten:`,
      '',
      ...bySize(ofSet, ({ v, tree, treeFine, nearest }) =>
        [v, tree, ...(treeFine === null ? [] : [treeFine]), nearest].map(digits).join(' / '),
      ),
      '',
    );
  }
  out.push(
    '### review',
    '',
    'Mean average precision at finding the papers taken in from one of them:',
    '',
    '| encoder | papers | mean average precision |',
    '|---|---|---|',
    ...reviews.map(
      ({ encoder, n, meanPrecision }) =>
        `| ${encoder} | ${n.toLocaleString('en')} | ${digits(meanPrecision)} |`,
    ),
    '',
  );
  return out.join('\n');
}

function treeNames(rows: readonly QualityRow[]): string {
  return rows.some(({ treeFine }) => treeFine !== null)
    ? 'purity of the tree by archive / by category'
    : 'purity of the tree';
}

/** Lines of a table: encoders down, sizes across. */
function bySize(rows: readonly QualityRow[], cell: (row: QualityRow) => string): string[] {
  const sizes = [...new Set(rows.map(({ n }) => n))];
  const encoders = [...new Set(rows.map(({ encoder }) => encoder))];
  return [
    `| encoder | ${sizes.map((n) => n.toLocaleString('en')).join(' | ')} |`,
    `|---|${sizes.map(() => '---').join('|')}|`,
    ...encoders.map((encoder) => {
      const cells = sizes.map((n) => {
        const row = rows.find((one) => one.n === n && one.encoder === encoder);
        return row ? cell(row) : '–';
      });
      return `| ${encoder} | ${cells.join(' | ')} |`;
    }),
  ];
}
