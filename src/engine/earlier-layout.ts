/**
 * Papers added to a corpus are placed into the map that people already know. That map's layout is
 * found by the key it was kept under, which follows from the papers that were there before.
 */
import type { Layout } from '../projection/layout';

/** The layout of a corpus before papers were added to it. */
export interface EarlierLayout {
  /** What it is kept under. */
  readonly key: string;
  /** How many of its papers were laid out together; the others were placed among them. */
  readonly laidOut: number;
  readonly layout: Layout;
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
  /** The keys the layout may be kept under, the best first, given the layout it was placed into. */
  layoutKeys(size: number, earlier: EarlierLayout | null): readonly string[];
  /** The layout kept under a key. */
  layout(key: string): Promise<Layout | undefined>;
}

/** The layout that the first of the papers had before the last addition, if it is kept. */
export async function findEarlierLayout(
  sizes: readonly number[],
  { layoutKeys, layout: keptLayout }: LayoutNamer,
): Promise<EarlierLayout | null> {
  let earlier: EarlierLayout | null = null;
  for (const size of sizes) {
    let found: EarlierLayout | null = null;
    for (const key of layoutKeys(size, earlier)) {
      const layout = await keptLayout(key);
      if (layout?.positions.length !== 2 * size) continue;
      found = { key, laidOut: sizes[0] ?? size, layout };
      break;
    }
    if (found === null) return null;
    earlier = found;
  }
  return earlier;
}
