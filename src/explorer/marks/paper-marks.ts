/**
 * How every paper stands on the map, in one value that all views draw: made by a pure function of what
 * is asked for, so that no view has an opinion of its own.
 */
import { leavesOf, rootOf, type Dendrogram } from '../../clustering/dendrogram';
import { leafCounts } from '../../clustering/leaf-counts';
import type { Neighbours } from '../../clustering/neighbours';
import { clausesOf, type Asked, type Clause, type ClauseOf, type FacetFilter } from './asked';

/** What can be true of a paper, as bits. */
export const flag = {
  /** Put aside: not asked for. */
  faint: 1,
  /** Outside the topic on show: faint where all of the corpus is in view. */
  outside: 2,
  /** Left out by a filter that hides: not drawn. */
  absent: 4,
  /** One of those asked for, where not all are. */
  sought: 8,
  /** One of those asked for by a search, or chosen together. */
  found: 16,
  outlined: 32,
} as const;

/** What a picture shows of the marks: all but what moves with the pointer over it. */
export interface DrawnMarks {
  /** The flags of each leaf; length n. The same array as long as nothing else is asked. */
  readonly flags: Uint8Array;
  /** The flags that any leaf has. */
  readonly any: number;
  /** The only leaves that stand out for now: a paper pointed at and those like it. Null for no such. */
  readonly near: ReadonlySet<number> | null;
  /** Leaf of the paper that is open. */
  readonly selected: number | null;
}

export interface PaperMarks extends DrawnMarks {
  /** Leaves asked for, best first; null where all are. */
  readonly sought: readonly number[] | null;
  /** How many of the papers under a node are asked for; null where all that are drawn are. */
  readonly soughtIn: ((node: number) => number) | null;
  /** Leaf under the pointer or the keyboard's cursor. */
  readonly hovered: number | null;
}

/** How a paper is drawn. */
export type Standing = 'shown' | 'faint' | 'absent';

/** How a leaf is drawn where all of the corpus is in view. */
export function standing({ flags, near }: DrawnMarks, leaf: number): Standing {
  const flagged = flags[leaf] ?? 0;
  if ((flagged & flag.absent) !== 0) return 'absent';
  const isFaded = near ? !near.has(leaf) : (flagged & (flag.faint | flag.outside)) !== 0;
  return isFaded ? 'faint' : 'shown';
}

/** Whether a leaf of the topic on show is drawn faint. */
export function isFaint({ flags, near }: DrawnMarks, leaf: number): boolean {
  return near ? !near.has(leaf) : ((flags[leaf] ?? 0) & flag.faint) !== 0;
}

/** How many leaves have any of some flags. */
export function countFlagged({ flags, any }: DrawnMarks, some: number): number {
  return (any & some) === 0
    ? 0
    : flags.reduce((count, flagged) => count + Number((flagged & some) !== 0), 0);
}

/** The marks of a map on which nothing is asked for. */
export function noMarks(n: number): PaperMarks {
  return {
    flags: new Uint8Array(n),
    any: 0,
    near: null,
    sought: null,
    soughtIn: null,
    selected: null,
    hovered: null,
  };
}

/** Answers to the clauses of a question. */
export interface Answers {
  /** Papers on the map. */
  readonly n: number;
  /** Leaves that the search found, best first; null while there is no answer. */
  readonly found: readonly number[] | null;
  /** 1 for each leaf that a clause holds for; length n. Null where it cannot be asked of these papers. */
  readonly holds: (
    clause: ClauseOf<'chosen' | 'facet' | 'focus' | 'outline' | 'pointed'>,
  ) => Uint8Array | null;
}

/** What is drawn of the hierarchy. */
export interface Drawn {
  readonly tree: Dendrogram;
  /** The same without the papers that a filter hides; nodes keep their numbers. */
  readonly drawnTree: Dendrogram;
  /** The topic on show. */
  readonly root: number;
}

export interface MarkedMap extends Answers {
  /** Null while there is no map. */
  readonly drawn: Drawn | null;
  readonly neighbours: Neighbours | null;
}

/** Leaves asked for by the choosing clauses, best first; null where all are. */
export function soughtLeaves(
  clauses: readonly Clause[],
  { n, found, holds }: Answers,
): readonly number[] | null {
  const masks = ([...of('chosen'), ...of('facet'), ...of('focus')] as const).flatMap(
    (clause) => holds(clause) ?? [],
  );
  const ranked = clausesOf(clauses, 'query').length > 0 ? found : null;
  if (masks.length === 0) return ranked;
  const passes = (leaf: number) => masks.every((mask) => mask[leaf] === 1);
  if (ranked) return ranked.filter(passes);
  const leaves: number[] = [];
  for (let leaf = 0; leaf < n; leaf++) if (passes(leaf)) leaves.push(leaf);
  return leaves;

  function of<K extends Clause['kind']>(kind: K) {
    return clausesOf(clauses, kind);
  }
}

/** 1 for each leaf that some facet filter leaves out; null where there is no filter. */
export function leftOutLeaves(
  filters: readonly FacetFilter[],
  holding: (filter: FacetFilter) => Uint8Array | null,
): Uint8Array | null {
  const masks = filters.flatMap((filter) => holding(filter) ?? []);
  const [first] = masks;
  return first ? first.map((_, leaf) => (masks.every((mask) => mask[leaf] === 1) ? 0 : 1)) : null;
}

/** The marks of a question: how each paper stands, and what is marked on it. */
export function marksOf(asked: Asked, map: MarkedMap): PaperMarks {
  return pointedAt(stillMarks(asked, map), asked, map);
}

/** {@link marksOf} without what moves with the pointer: made anew only when something else is asked. */
export function stillMarks({ clauses }: Asked, map: MarkedMap): PaperMarks {
  const { n, drawn, holds } = map;
  const flags = new Uint8Array(n);
  const sought = soughtLeaves(clauses, map);
  const [pointed] = clausesOf(clauses, 'pointed');
  if (pointed) standOut(flags, leavesPointedAt(pointed, clauses, map));
  else if (sought) standOut(flags, sought);
  const isSearched = clausesOf(clauses, 'query').length > 0 && map.found !== null;
  if (sought && (isSearched || clausesOf(clauses, 'chosen').length > 0))
    for (const leaf of sought) flags[leaf] = (flags[leaf] ?? 0) | flag.found;
  for (const clause of clausesOf(clauses, 'outline')) raise(flags, holds(clause), flag.outlined);
  if (drawn) putOutside(flags, drawn, clauses, map);
  return {
    ...noMarks(0),
    flags,
    any: flags.reduce((all, flagged) => all | flagged, 0),
    sought,
    soughtIn: drawn && sought && soughtCounts(drawn.drawnTree, sought),
  };
}

/** Still marks with the paper that is open and the one pointed at; takes no time however many papers. */
export function pointedAt(
  still: PaperMarks,
  { clauses }: Asked,
  { neighbours }: Pick<MarkedMap, 'neighbours'>,
): PaperMarks {
  const [selected] = clausesOf(clauses, 'selected');
  const [hovered] = clausesOf(clauses, 'hovered');
  return {
    ...still,
    near: hovered?.similar && neighbours ? similarTo(hovered.leaf, neighbours) : null,
    selected: selected?.leaf ?? null,
    hovered: hovered?.leaf ?? null,
  };
}

/** A paper and its nearest in the space of the vectors. */
function similarTo(paper: number, { k, indices }: Neighbours): ReadonlySet<number> {
  return new Set([paper, ...indices.subarray(paper * k, (paper + 1) * k)]);
}

/** All but some leaves are put aside. */
function standOut(flags: Uint8Array, leaves: Iterable<number>): void {
  flags.fill(flag.faint);
  for (const leaf of leaves) flags[leaf] = flag.sought;
}

/** Leaves with a value that is pointed at, of those that the filters of other facets let pass. */
function leavesPointedAt(
  pointed: ClauseOf<'pointed'>,
  clauses: readonly Clause[],
  answers: Answers,
): readonly number[] {
  const others = clausesOf(clauses, 'facet').filter(
    ({ filter }) => filter.facet !== pointed.filter.facet,
  );
  const having = answers.holds(pointed);
  const passing = soughtLeaves(others, answers);
  const leaves = passing ?? Array.from({ length: answers.n }, (_, leaf) => leaf);
  return leaves.filter((leaf) => having?.[leaf] === 1);
}

function raise(flags: Uint8Array, mask: Uint8Array | null, raised: number): void {
  mask?.forEach((is, leaf) => {
    if (is === 1) flags[leaf] = (flags[leaf] ?? 0) | raised;
  });
}

/** Marks the papers outside the topic on show, and those that a filter hides. */
function putOutside(
  flags: Uint8Array,
  { tree, drawnTree, root }: Drawn,
  clauses: readonly Clause[],
  answers: Answers,
): void {
  if (tree.n !== flags.length) return;
  if (drawnTree === tree && tree.size[root] === tree.n) return;
  const inside = new Uint8Array(tree.n);
  for (const leaf of leavesOf(drawnTree, root)) inside[leaf] = 1;
  inside.forEach((is, leaf) => {
    if (is === 0) flags[leaf] = (flags[leaf] ?? 0) | flag.outside;
  });
  if (drawnTree === tree) return;
  const filters = clausesOf(clauses, 'facet').map(({ filter }) => filter);
  const holding = (filter: FacetFilter) => answers.holds({ kind: 'facet', filter });
  raise(flags, leftOutLeaves(filters, holding), flag.absent);
}

function soughtCounts(tree: Dendrogram, sought: readonly number[]): PaperMarks['soughtIn'] {
  return sought.length === tree.size[rootOf(tree)] ? null : leafCounts(tree, sought);
}
