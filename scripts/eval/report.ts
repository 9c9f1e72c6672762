/** The evaluation as rows for scripts and as tables for people. */
import type { Score } from './score';
import { meanOfThree } from './score';

export interface QualityRow extends Score {
  readonly set: string;
  readonly n: number;
  readonly encoder: string;
  /** Mean of `pAtK`, `kmeansNmi` and `wardNmi`. */
  readonly mean: number;
  /** Standard deviation of that mean over the subsets; null where there is one subset only. */
  readonly spread: number | null;
  readonly subsets: number;
}

/** The mean row of one encoder's scores on several subsets. */
export function summarise(
  set: string,
  n: number,
  encoder: string,
  scores: readonly Score[],
): QualityRow {
  const mean = (pick: (score: Score) => number): number =>
    round(scores.reduce((sum, score) => sum + pick(score), 0) / scores.length);
  const centre = mean(meanOfThree);
  const variance =
    scores.reduce((sum, score) => sum + (meanOfThree(score) - centre) ** 2, 0) /
    (scores.length - 1);
  return {
    set,
    n,
    encoder,
    pAtK: mean((score) => score.pAtK),
    kmeansNmi: mean((score) => score.kmeansNmi),
    wardNmi: mean((score) => score.wardNmi),
    homogeneity: mean((score) => score.homogeneity),
    completeness: mean((score) => score.completeness),
    mean: centre,
    spread: scores.length > 1 ? round(Math.sqrt(variance)) : null,
    subsets: scores.length,
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

const digits = (value: number): string => value.toFixed(3).replace(/^0/, '');

/** One table of means by size, with spread, and one with every measure, per set. */
export function qualityTables(rows: readonly QualityRow[]): string {
  const out: string[] = [];
  for (const set of new Set(rows.map((row) => row.set))) {
    const ofSet = rows.filter((row) => row.set === set);
    out.push(
      `### ${set}`,
      '',
      'Mean of P@10, k-means NMI and Ward NMI, ± standard deviation over subsets:',
      '',
      ...bySize(
        ofSet,
        ({ mean, spread }) => digits(mean) + (spread === null ? '' : ` ± ${digits(spread)}`),
      ),
      '',
      'Every measure (P@10 / k-means NMI / Ward NMI / Ward homogeneity / completeness):',
      '',
      ...bySize(ofSet, ({ pAtK, kmeansNmi, wardNmi, homogeneity, completeness }) =>
        [pAtK, kmeansNmi, wardNmi, homogeneity, completeness].map(digits).join(' / '),
      ),
      '',
    );
  }
  return out.join('\n');
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
