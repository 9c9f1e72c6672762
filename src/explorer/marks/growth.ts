/** Whether a topic has grown: whether more of its papers are recent than of all papers. */
import type { YearCount } from './year-counts';

export interface Growth {
  /** `steady` where chance alone would often make as large a difference. */
  readonly kind: 'grew' | 'shrank' | 'steady';
  /** The first of the years that count as recent. */
  readonly since: number;
  /** Share of the topic's papers that are recent, 0 to 1. */
  readonly share: number;
  /** The same of all papers, greater than 0 and less than 1. */
  readonly usual: number;
  /** How far the share is above the usual one, in standard deviations of chance; negative below. */
  readonly deviations: number;
}

/** The recent years hold at least this share of all papers. */
const recentShare = 1 / 3;
/** Standard deviations beyond which a share is not put down to chance: 95 of 100 lie within. */
const beyondChance = 1.96;
/** Fewer papers than these tell nothing. */
const fewest = 5;

/**
 * The first of the recent years: the shortest run of last years that holds a third of all papers.
 *
 * @param all every year of the map, in order
 * @returns null where no year is known, or all would be recent
 */
export function recentSince(all: readonly YearCount[]): number | null {
  const total = all.reduce((sum, { count }) => sum + count, 0);
  let held = 0;
  for (let at = all.length - 1; at >= 0; at--) {
    held += all[at]?.count ?? 0;
    if (held > 0 && held >= recentShare * total)
      return held < total ? (all[at]?.year ?? null) : null;
  }
  return null;
}

/**
 * How the recent share of a topic stands against that of all papers; the bound is the normal
 * approximation of the binomial.
 *
 * @param years papers of the topic in every year of the map
 * @param all papers of the map in every year
 * @returns null where fewer than five of its papers have a year, or nothing can be told apart
 */
export function growthOf(years: readonly YearCount[], all: readonly YearCount[]): Growth | null {
  const since = recentSince(all);
  const total = years.reduce((sum, { count }) => sum + count, 0);
  if (since === null || total < fewest) return null;
  const recentOf = (counts: readonly YearCount[]) =>
    counts.reduce((sum, { year, count }) => (year >= since ? sum + count : sum), 0);
  const usual = recentOf(all) / all.reduce((sum, { count }) => sum + count, 0);
  const share = recentOf(years) / total;
  const deviations = (share - usual) / Math.sqrt((usual * (1 - usual)) / total);
  const kind = Math.abs(deviations) < beyondChance ? 'steady' : deviations > 0 ? 'grew' : 'shrank';
  return { kind, since, share, usual, deviations };
}
