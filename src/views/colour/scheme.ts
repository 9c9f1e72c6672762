/**
 * Colour schemes: what a colour stands for. A scheme gives every node of the dendrogram its swatch
 * (leaves are papers) and the legend that explains it; treemap, projection and lists share one.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import { swatchFor, type Swatch, type SwatchOf, type Theme } from './swatch';
import { nodeDepths, treeHues } from './tree-colours';

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
    };

export interface ColourScheme {
  readonly swatchOf: SwatchOf;
  readonly legend: Legend;
}

export interface TreeSchemeInput {
  readonly tree: Dendrogram;
  /** The node on which the view stands: depth of nesting is counted from it. */
  readonly root: number;
  readonly theme: Theme;
}

/** Hues are rounded to this many degrees, so that few different colours are ever set. */
const hueStep = 3;

/** By topic: Tree Colors. */
export function topicScheme({ tree, root, theme }: TreeSchemeInput): ColourScheme {
  const hues = treeHues(tree);
  const depths = nodeDepths(tree);
  const base = depths[root] ?? 0;
  const known = new Map<number, Swatch>();
  return {
    swatchOf(node) {
      const depth = Math.min(Math.max((depths[node] ?? 0) - base, 0), 15);
      const hue = Math.round((hues[node] ?? 0) / hueStep) * hueStep;
      const key = hue * 16 + depth;
      let swatch = known.get(key);
      if (swatch === undefined) known.set(key, (swatch = swatchFor(hue, depth, theme)));
      return swatch;
    },
    legend: {
      kind: 'tree',
      title: 'Topic',
      note: 'Topics near each other in the hierarchy have like hues; deeper ones are stronger.',
    },
  };
}
