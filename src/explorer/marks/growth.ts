/** Whether a topic has grown: whether more of its papers are recent than of all papers. */
import { childrenOf, holds, type Dendrogram } from '../../clustering/dendrogram';
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
 * How the recent share of a topic stands against that of all papers.
 *
 * @param years papers of the topic in every year of the map
 * @param all papers of the map in every year
 * @returns null where fewer than five of its papers have a year, or nothing can be told apart
 */
export function growthOf(years: readonly YearCount[], all: readonly YearCount[]): Growth | null {
  const since = recentSince(all);
  const total = totalOf(years);
  if (since === null || total < fewest) return null;
  const usual = recentOf(all, since) / totalOf(all);
  const share = recentOf(years, since) / total;
  const deviations = deviationsOf(share, usual, total);
  const kind = Math.abs(deviations) < beyondChance ? 'steady' : deviations > 0 ? 'grew' : 'shrank';
  return { kind, since, share, usual, deviations };
}

/** Deviations beyond which one of many topics is said to have grown: chance makes fewer than 1 in 700. */
const beyondChanceOfMany = 3;

export interface GrownTopic {
  /** Dendrogram node. */
  readonly node: number;
  /** Its papers with a year. */
  readonly dated: number;
  /** Share of these that are recent, 0 to 1. */
  readonly share: number;
}

/**
 * The topics deeper inside some that grew beyond what chance makes among so many, the surest first; of
 * topics within each other only the surest.
 *
 * @param within nodes whose inner topics are looked at, not they themselves
 * @param years of each leaf, NaN where unknown; length n
 * @param all papers of the map in every year
 */
export function grownInside(
  tree: Dendrogram,
  within: readonly number[],
  years: ArrayLike<number>,
  all: readonly YearCount[],
): GrownTopic[] {
  const since = recentSince(all);
  if (since === null) return [];
  const usual = recentOf(all, since) / totalOf(all);
  // How many of the leaves before each place in the order have a year, and a recent one.
  const dated = new Uint32Array(tree.n + 1);
  const recent = new Uint32Array(tree.n + 1);
  tree.order.forEach((leaf, at) => {
    const year = years[leaf] ?? Number.NaN;
    dated[at + 1] = (dated[at] ?? 0) + (Number.isNaN(year) ? 0 : 1);
    recent[at + 1] = (recent[at] ?? 0) + (year >= since ? 1 : 0);
  });
  const grown: (GrownTopic & { readonly deviations: number })[] = [];
  const waiting = within.flatMap((node) => childrenOf(tree, node));
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const from = tree.start[node] ?? 0;
    const to = from + (tree.size[node] ?? 0);
    const total = (dated[to] ?? 0) - (dated[from] ?? 0);
    if (total < fewest) continue;
    const share = ((recent[to] ?? 0) - (recent[from] ?? 0)) / total;
    const deviations = deviationsOf(share, usual, total);
    if (deviations >= beyondChanceOfMany) grown.push({ node, dated: total, share, deviations });
    waiting.push(...childrenOf(tree, node));
  }
  grown.sort((a, b) => b.deviations - a.deviations || a.node - b.node);
  const kept: GrownTopic[] = [];
  for (const { node, dated: total, share } of grown)
    if (!kept.some((other) => holds(tree, other.node, node) || holds(tree, node, other.node)))
      kept.push({ node, dated: total, share });
  return kept;
}

function totalOf(counts: readonly YearCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function recentOf(counts: readonly YearCount[], since: number): number {
  return counts.reduce((sum, { year, count }) => (year >= since ? sum + count : sum), 0);
}

/** By the normal approximation of the binomial. */
function deviationsOf(share: number, usual: number, total: number): number {
  return (share - usual) / Math.sqrt((usual * (1 - usual)) / total);
}
