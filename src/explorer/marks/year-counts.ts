/**
 * Papers per year. All charts of a map have one axis, the years of all its papers, so that topics can
 * be held against each other.
 */

export interface YearCount {
  readonly year: number;
  readonly count: number;
}

/** The first and the last year there is a paper of. */
export interface YearAxis {
  readonly from: number;
  readonly to: number;
}

/** The axis of papers of these years, NaN where unknown; null where none is known. */
export function yearAxis(years: Iterable<number>): YearAxis | null {
  let from = Infinity;
  let to = -Infinity;
  for (const year of years) {
    if (Number.isNaN(year)) continue;
    from = Math.min(from, year);
    to = Math.max(to, year);
  }
  return from > to ? null : { from, to };
}

/**
 * Papers per year among `leaves`, for every year of the axis.
 *
 * @param years year of each paper, NaN where unknown; length n
 * @param axis without it, from the first to the last year among `leaves`; empty where none has one
 */
export function countYears(
  years: ArrayLike<number>,
  leaves: ArrayLike<number>,
  axis?: YearAxis,
): YearCount[] {
  const span = axis ?? yearAxis(Array.from(leaves, (leaf) => years[leaf] ?? Number.NaN));
  if (!span) return [];
  const counts = Array.from({ length: span.to - span.from + 1 }, (_, step) => ({
    year: span.from + step,
    count: 0,
  }));
  for (let i = 0; i < leaves.length; i++) {
    const of = counts[(years[leaves[i] ?? 0] ?? Number.NaN) - span.from];
    if (of) of.count++;
  }
  return counts;
}

/** Whether some of so many are most of them, or of a length: two thirds. */
const isMost = (some: number, all: number) => 3 * some >= 2 * all;

/**
 * When papers are from, in words: "mostly 2023–2024", the shortest run of years that holds two thirds
 * of them; of several as short, the one that holds most, then the latest. Where that is no shorter
 * than two thirds of the axis, "spread over 2015–2024". Empty where no year is known.
 *
 * @param years every year of the axis, in order
 */
export function mostlyFrom(years: readonly YearCount[]): string {
  const total = years.reduce((sum, { count }) => sum + count, 0);
  const first = years.findIndex(({ count }) => count > 0);
  const last = years.findLastIndex(({ count }) => count > 0);
  if (total === 0) return '';
  if (first === last) return `all from ${years[first]?.year}`;
  let best = { from: first, to: last, papers: total };
  let from = first;
  let papers = 0;
  for (let to = first; to <= last; to++) {
    papers += years[to]?.count ?? 0;
    while (isMost(papers - (years[from]?.count ?? 0), total)) papers -= years[from++]?.count ?? 0;
    if (!isMost(papers, total)) continue;
    const longer = to - from - (best.to - best.from);
    if (longer < 0 || (longer === 0 && papers >= best.papers)) best = { from, to, papers };
  }
  const length = best.to - best.from + 1;
  if (length > 2 && isMost(length, years.length)) return `spread over ${run(years, first, last)}`;
  return `mostly ${run(years, best.from, best.to)}`;
}

function run(years: readonly YearCount[], from: number, to: number): string {
  const [start, end] = [years[from]?.year, years[to]?.year];
  return start === end ? `${start}` : `${start}–${end}`;
}
