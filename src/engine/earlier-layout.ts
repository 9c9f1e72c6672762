/**
 * Papers added to a corpus are placed into the map that people already know, and topics that hardly
 * change by them keep their names. That map's layout and names are found by the keys they were kept
 * under, which follow from the papers that were there before.
 */
import type { EarlierNames } from '../clustering/carried-names';
import type { Layout } from '../projection/layout';

/** The layout of a corpus before papers were added to it. */
export interface EarlierLayout {
  /** What it is kept under. */
  readonly key: string;
  /** How many of its papers were laid out together; the others were placed among them. */
  readonly laidOut: number;
  readonly layout: Layout;
  /** What its topics were called; null where that is not kept. */
  readonly names: (EarlierNames & { readonly key: string }) | null;
}

/** What the layout and the names of one map are kept under. */
export interface EarlierKeys {
  readonly layout: string;
  readonly tree: string;
  readonly topics: string;
}

/** Most of a map that may consist of papers placed into it later; beyond, it is laid out afresh. */
const mostPlaced = 1 / 3;

/**
 * The sizes of the corpus whose layouts lead to the present one: first the papers laid out together,
 * then each state into which others were placed. Empty where the present papers are to be laid out
 * afresh, because nothing was added or because more than a third of them would only be placed.
 *
 * @param additions papers there were before each addition, ascending
 * @param n papers there are now
 */
export function earlierSizes(additions: readonly number[], n: number): number[] {
  let sizes: number[] = [];
  for (const size of [...additions, n]) {
    const [first] = sizes;
    const tooMany = first === undefined || size - first > mostPlaced * size;
    sizes = tooMany ? [size] : [...sizes, size];
  }
  return sizes.slice(0, -1);
}

/** A map whose parts need not be known to name its layout. */
export interface LayoutNamer {
  /** The keys the map may be kept under, the best first, given the layout it was placed into. */
  keys(size: number, earlier: EarlierLayout | null): readonly EarlierKeys[];
  /** The layout kept under a key. */
  layout(key: string): Promise<Layout | undefined>;
  /** The names of a map of so many papers, whose layout is kept. */
  names(keys: EarlierKeys, size: number): Promise<EarlierLayout['names']>;
}

/** The layout that the first of the papers had before the last addition, if it is kept. */
export async function findEarlierLayout(
  sizes: readonly number[],
  { keys: keysOf, layout: keptLayout, names }: LayoutNamer,
): Promise<EarlierLayout | null> {
  let earlier: EarlierLayout | null = null;
  for (const size of sizes) {
    let found: EarlierLayout | null = null;
    for (const keys of keysOf(size, earlier)) {
      const layout = await keptLayout(keys.layout);
      if (layout?.positions.length !== 2 * size) continue;
      const laidOut = sizes[0] ?? size;
      found = { key: keys.layout, laidOut, layout, names: await names(keys, size) };
      break;
    }
    if (found === null) return null;
    earlier = found;
  }
  return earlier;
}
