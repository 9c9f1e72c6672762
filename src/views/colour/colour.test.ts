import { lab, rgb } from 'd3-color';
import { describe, expect, it } from 'vitest';
import { childrenOf, rootOf } from '../../clustering/dendrogram';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { contrastOf, luminanceOf, withContrast } from './contrast';
import { categoryScheme, depthScheme, rampScheme, topicScheme } from './scheme';
import { neutrals, type Theme } from './swatch';
import { hueRange, nodeDepths, treeHues } from './tree-colours';

const themes: readonly Theme[] = ['light', 'dark'];
const tree = treeOfShape(200, shapes.natural, 5);
const root = rootOf(tree);

describe('contrast', () => {
  it('is 21 between black and white, 1 between equals', () => {
    expect(contrastOf('#000', '#fff')).toBeCloseTo(21, 5);
    expect(contrastOf('#777', '#777')).toBe(1);
    expect(luminanceOf('#ff0000')).toBeCloseTo(0.2126, 4);
  });

  it('moves a colour until it can be read, and no further than needed', () => {
    const moved = withContrast('#888888', '#999999');
    expect(contrastOf(moved, '#999999')).toBeGreaterThanOrEqual(4.5);
    expect(withContrast('#000000', '#ffffff')).toBe('#000000');
  });
});

describe('Tree Colors', () => {
  it('splits the range of hues: children stay within their parent, apart from each other', () => {
    const hues = treeHues(tree);
    for (let node = root; node >= tree.n; node--) {
      const [a, b] = childrenOf(tree, node);
      if (a === undefined || b === undefined) continue;
      expect(hues[a] ?? 0).toBeLessThan(hues[b] ?? 0);
    }
    expect(Math.min(...hues)).toBeGreaterThan(hueRange.from);
    expect(Math.max(...hues)).toBeLessThan(hueRange.to);
  });

  it('makes leaves that are near in the tree near in hue', () => {
    const hues = treeHues(tree);
    const inOrder = Array.from(tree.order, (leaf) => hues[leaf] ?? 0);
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
  });

  it('counts depth from the root', () => {
    const depths = nodeDepths(tree);
    expect(depths[root]).toBe(0);
    for (const child of childrenOf(tree, root)) expect(depths[child]).toBe(1);
  });
});

describe.each(themes)('every scheme in the %s theme', (theme) => {
  const input = { tree, root, theme };
  const schemes = {
    topic: topicScheme(input),
    'topic, safe': topicScheme({ ...input, palette: 'safe' }),
    depth: depthScheme(input),
    category: categoryScheme({
      ...input,
      title: 'Category',
      valueOf: (paper) => (paper % 11 === 0 ? null : `c${paper % 10}`),
    }),
    year: rampScheme({ ...input, title: 'Year', valueOf: (paper) => 1990 + (paper % 30) }),
  };

  it.each(Object.entries(schemes))('has text that can be read: %s', (_, { swatchOf }) => {
    for (let node = 0; node < 2 * tree.n - 1; node++) {
      const { fill, ink, tile, tileInk, tileMuted, mark } = swatchOf(node);
      expect(contrastOf(ink, fill)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(tileInk, tile)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(tileMuted, tile)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(mark, neutrals[theme].ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it('keeps the accent for selection', () => {
    for (let node = 0; node < 2 * tree.n - 1; node++) {
      expect(distance(schemes.topic.swatchOf(node).mark, neutrals[theme].accent)).toBeGreaterThan(
        15,
      );
    }
  });

  it('shows nested frames apart at any depth', () => {
    const chain = treeOfShape(40, shapes.chain);
    const { swatchOf } = topicScheme({ tree: chain, root: rootOf(chain), theme });
    for (let node = rootOf(chain); node > chain.n; node--) {
      expect(swatchOf(node).fill).not.toBe(swatchOf(node - 1).fill);
    }
  });
});

describe('legends', () => {
  it('list the most frequent values first and count every paper once', () => {
    const { legend } = categoryScheme({
      tree,
      root,
      theme: 'light',
      title: 'Category',
      valueOf: (paper) => (paper < 20 ? null : paper < 100 ? 'many' : `c${paper % 12}`),
    });
    if (legend.kind !== 'categories') throw new Error('not a list');
    expect(legend.entries[0]).toMatchObject({ label: 'many', count: 80 });
    expect(legend.entries.at(-1)).toMatchObject({ label: 'Not given', count: 20 });
    expect(legend.entries.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    expect(new Set(legend.entries.map(({ colour }) => colour)).size).toBe(legend.entries.length);
  });

  it('name the ends of a ramp', () => {
    const { legend } = rampScheme({
      tree,
      root,
      theme: 'light',
      title: 'Year',
      valueOf: (paper) => (paper === 3 ? null : 2000 + (paper % 20)),
    });
    expect(legend).toMatchObject({ kind: 'ramp', from: '2000', to: '2019' });
  });
});

describe('colour blindness', () => {
  /** Full dichromacy (Machado, Oliveira & Fernandes, IEEE TVCG 2009, table 1, severity 1). */
  const visions = {
    protanopia: [
      0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
    ],
    deuteranopia: [
      0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
    ],
  };

  function seen(colour: string, matrix: readonly number[]): string {
    const { r, g, b } = rgb(colour);
    const linear = [r, g, b].map((c) => ((c / 255 + 0.055) / 1.055) ** 2.4);
    const channel = (row: number) => {
      const value = linear.reduce((sum, part, at) => sum + part * (matrix[3 * row + at] ?? 0), 0);
      return 255 * (1.055 * Math.max(0, value) ** (1 / 2.4) - 0.055);
    };
    return rgb(channel(0), channel(1), channel(2)).formatHex();
  }

  it.each(Object.entries(visions))('leaves categories apart: %s', (_, matrix) => {
    const eight = treeOfShape(8, shapes.even);
    for (const theme of themes) {
      const scheme = categoryScheme({
        tree: eight,
        root: rootOf(eight),
        theme,
        title: 'Category',
        valueOf: (paper) => `c${paper}`,
      });
      const colours = Array.from(eight.order, (leaf) => seen(scheme.swatchOf(leaf).mark, matrix));
      colours.forEach((first, index) => {
        for (const second of colours.slice(index + 1)) {
          expect(distance(first, second)).toBeGreaterThan(10);
        }
      });
    }
  });

  it.each(Object.entries(visions))(
    'leaves eight topics of the safe palette apart: %s',
    (_, matrix) => {
      const even = treeOfShape(8, shapes.even);
      for (const theme of themes) {
        const scheme = topicScheme({ tree: even, root: rootOf(even), theme, palette: 'safe' });
        const colours = Array.from(even.order, (leaf) => seen(scheme.swatchOf(leaf).mark, matrix));
        colours.forEach((first, index) => {
          for (const second of colours.slice(index + 1))
            expect(distance(first, second)).toBeGreaterThan(5);
        });
      }
    },
  );
});

/** Difference in CIELAB; 2.3 is just noticeable. */
function distance(first: string, second: string): number {
  const a = lab(first);
  const b = lab(second);
  return Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b);
}
