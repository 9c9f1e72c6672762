/**
 * Colour schemes: what a colour stands for. A scheme gives every node of the dendrogram its swatch
 * (leaves are papers) and the legend that explains it; treemap, projection and lists share one.
 */
import { isLeaf, leavesOf, rootOf, type Dendrogram } from '../../clustering/dendrogram';
import { categoryColours, missingColour, otherColour, rampOf, safeSwatch } from './palettes';
import {
  neutralSwatch,
  swatchFor,
  valueSwatch,
  type Swatch,
  type SwatchOf,
  type Theme,
} from './swatch';
import { nodeDepths, shareOfRange, treeHues } from './tree-colours';

/** What a legend shows. */
export type Legend =
  | { readonly kind: 'tree'; readonly title: string; readonly note: string }
  | {
      readonly kind: 'categories';
      readonly title: string;
      readonly entries: readonly {
        readonly label: string;
        readonly colour: string;
        readonly count: number;
      }[];
    }
  | {
      readonly kind: 'ramp';
      readonly title: string;
      readonly colours: readonly string[];
      readonly from: string;
      readonly to: string;
      /** Papers without a number; null where all have one. */
      readonly missing: { readonly label: string; readonly colour: string } | null;
    };

export interface ColourScheme {
  readonly swatchOf: SwatchOf;
  readonly legend: Legend;
}

/** Which colours stand for topics: all hues, or those that any colour vision tells apart. */
export type TopicPalette = 'hues' | 'safe';

export interface SchemeInput {
  readonly tree: Dendrogram;
  /** The topic on show: from it depth of nesting is counted, and hues are spread under it. */
  readonly root: number;
  readonly theme: Theme;
}

/** Hues are rounded to this many degrees, so that few different colours are ever set. */
const hueStep = 3;

/**
 * By topic: Tree Colors, or the safe palette over the same places, spread over what is under the
 * root; what lies outside is nearly grey.
 */
export function topicScheme({
  tree,
  root,
  theme,
  palette = 'hues',
}: SchemeInput & { readonly palette?: TopicPalette }): ColourScheme {
  const hues = treeHues(tree, root);
  const depthOf = depthsBelow(tree, root);
  const outside = remember((_, depth) => neutralSwatch(depth, theme));
  const swatch = remember((step, depth) => {
    const hue = step * hueStep;
    return palette === 'safe'
      ? safeSwatch(shareOfRange(hue), depth, theme)
      : swatchFor(hue, depth, theme);
  });
  return {
    swatchOf: (node) => {
      const hue = hues[node] ?? NaN;
      const depth = depthOf(node);
      return Number.isNaN(hue) ? outside(0, depth) : swatch(Math.round(hue / hueStep), depth);
    },
    legend: {
      kind: 'tree',
      title: 'Topic',
      note:
        palette === 'safe'
          ? 'Neighbours in the hierarchy look alike: blue at its beginning, yellow at its end.'
          : 'Topics near each other in the hierarchy have like hues; deeper ones are stronger.',
    },
  };
}

/** By depth in the hierarchy: outliers hang high, dense topics deep. */
export function depthScheme({ tree, root, theme }: SchemeInput): ColourScheme {
  const depths = nodeDepths(tree);
  let deepest = 1;
  for (const leaf of leavesOf(tree, rootOf(tree))) deepest = Math.max(deepest, depths[leaf] ?? 0);
  return rampScheme({
    tree,
    root,
    theme,
    title: 'Depth in the hierarchy',
    valueOf: (paper) => depths[paper] ?? 0,
    range: [0, deepest],
  });
}

/** Categories with a colour of their own; the others share one. */
const mostCategories = categoryColours.length;

/**
 * By a facet with few values: the most frequent have their own colours, the others share grey.
 *
 * @param valueOf the paper's value, null when it has none
 */
export function categoryScheme(
  input: SchemeInput & {
    readonly title: string;
    readonly valueOf: (paper: number) => string | null;
  },
): ColourScheme {
  const { tree, theme, valueOf } = input;
  const counts = new Map<string, number>();
  let missing = 0;
  for (let paper = 0; paper < tree.n; paper++) {
    const value = valueOf(paper);
    if (value === null) missing++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const own = ranked.slice(0, mostCategories);
  const swatches = new Map(
    own.map(([value], index) => [
      value,
      valueSwatch(categoryColours[index] ?? otherColour[theme], theme),
    ]),
  );
  const other = valueSwatch(otherColour[theme], theme);
  const none = valueSwatch(missingColour[theme], theme);
  const entries = own.map(([label, count]) => ({
    label,
    colour: swatches.get(label)?.mark ?? other.mark,
    count,
  }));
  const others = ranked.slice(mostCategories).reduce((sum, [, count]) => sum + count, 0);
  if (others > 0) {
    const label = `${ranked.length - mostCategories} others`;
    entries.push({ label, colour: other.mark, count: others });
  }
  if (missing > 0) entries.push({ label: 'Not given', colour: none.mark, count: missing });
  return {
    swatchOf: byPaper(input, (paper) => {
      const value = valueOf(paper);
      return value === null ? none : (swatches.get(value) ?? other);
    }),
    legend: { kind: 'categories', title: input.title, entries },
  };
}

/** Steps of a ramp, so that few different colours are ever set. */
const rampSteps = 24;

/**
 * By a number: a year, a count, a search score.
 *
 * @param valueOf the paper's number, null when it has none
 * @param range least and largest value; taken from the papers when absent
 */
export function rampScheme(
  input: SchemeInput & {
    readonly title: string;
    readonly valueOf: (paper: number) => number | null;
    readonly range?: readonly [number, number];
    /** What the ends of the ramp are called; the numbers themselves when absent. */
    readonly ends?: readonly [string, string];
    /** What papers without a number are called. */
    readonly without?: string;
  },
): ColourScheme {
  const { tree, theme, valueOf } = input;
  const [least, largest] = input.range ?? rangeOf(tree.n, valueOf);
  const [from, to] = input.ends ?? [String(Math.round(least)), String(Math.round(largest))];
  const ramp = rampOf(theme);
  const none = valueSwatch(missingColour[theme], theme);
  const swatches = Array.from({ length: rampSteps + 1 }, (_, step) =>
    valueSwatch(ramp(step / rampSteps), theme),
  );
  return {
    swatchOf: byPaper(input, (paper) => {
      const value = valueOf(paper);
      if (value === null) return none;
      const share = largest > least ? (value - least) / (largest - least) : 1;
      return swatches[Math.round(Math.min(1, Math.max(0, share)) * rampSteps)] ?? none;
    }),
    legend: {
      kind: 'ramp',
      title: input.title,
      colours: swatches.filter((_, step) => step % 6 === 0).map(({ mark }) => mark),
      from,
      to,
      missing: tree.order.some((paper) => valueOf(paper) === null)
        ? { label: input.without ?? 'Not given', colour: none.mark }
        : null,
    },
  };
}

function rangeOf(n: number, valueOf: (paper: number) => number | null): [number, number] {
  let least = Infinity;
  let largest = -Infinity;
  for (let paper = 0; paper < n; paper++) {
    const value = valueOf(paper);
    if (value === null) continue;
    least = Math.min(least, value);
    largest = Math.max(largest, value);
  }
  return least <= largest ? [least, largest] : [0, 0];
}

/** Papers by their own colour, frames neutral. */
function byPaper(
  { tree, root, theme }: SchemeInput,
  ofPaper: (paper: number) => Swatch,
): (node: number) => Swatch {
  const depthOf = depthsBelow(tree, root);
  const frame = remember((_, depth) => neutralSwatch(depth, theme));
  return (node) => (isLeaf(tree, node) ? ofPaper(node) : frame(0, depthOf(node)));
}

function depthsBelow(tree: Dendrogram, root: number): (node: number) => number {
  const depths = nodeDepths(tree);
  const base = depths[root] ?? 0;
  return (node) => Math.max((depths[node] ?? 0) - base, 0);
}

/** Makes each swatch once: a view asks for thousands per frame. */
function remember(make: (step: number, depth: number) => Swatch) {
  const known = new Map<number, Swatch>();
  return (step: number, depth: number): Swatch => {
    const key = step * 65_536 + depth;
    let swatch = known.get(key);
    if (swatch === undefined) known.set(key, (swatch = make(step, depth)));
    return swatch;
  };
}
