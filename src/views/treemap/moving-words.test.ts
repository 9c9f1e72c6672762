import { describe, expect, it } from 'vitest';
import { corpusOf, madeUpTitle } from '../../../e2e/gallery/corpora';
import { cutByHeight } from '../../clustering/cut';
import { childrenOf, rootOf } from '../../clustering/dendrogram';
import { noMarks } from '../../explorer/marks/paper-marks';
import { topicScheme } from '../colour/scheme';
import { neutrals } from '../colour/swatch';
import type { Command } from '../drawing/commands';
import { listSummary } from '../drawing/testing/list-summary';
import { plainMeasure } from '../drawing/text';
import { transitionDrawing } from './drawing';
import { isTile } from './detail';
import { layoutTreemap, type TreemapLayout } from './layout';
import { lookBetween, packedDots, type Look } from './look';
import { shapes, treeOfShape, type Shape } from '../../clustering/testing/tree-of-shape';
import {
  advance,
  beginTransition,
  restingScene,
  transitionMilliseconds,
  type Transition,
} from './transition';

const width = 900;
const height = 600;

/** A map and what the treemap shows of it from a node. */
function mapOf(n: number, shape: Shape, seed: number) {
  const tree = treeOfShape(n, shape, seed);
  const { medoids, texts, topicOf } = corpusOf(tree, madeUpTitle);
  const view = (root: number, clusters: number): TreemapLayout =>
    layoutTreemap({
      tree,
      root,
      frontier: cutByHeight(tree, root, clusters),
      ...{ width, height, coarse: false, detail: 'card', measure: plainMeasure },
      labelOf: (node) => topicOf(node).name,
      textOf: (paper) => texts[paper] ?? { title: '', byline: '', sentence: '' },
      medoidOf: (node) => medoids[node] ?? 0,
    });
  const looks = new Map<number, Look>();
  const look = (root: number): Look => {
    const known = looks.get(root);
    if (known !== undefined) return known;
    const { swatchOf } = topicScheme({ tree, root, theme: 'light' });
    const made: Look = {
      swatchOf,
      ...{ neutrals: neutrals.light, marks: noMarks(n), soughtIn: null, measure: plainMeasure },
      ...{ dots: packedDots(swatchOf, n), from: null },
    };
    looks.set(root, made);
    return made;
  };
  return { tree, view, look };
}

type MadeUp = ReturnType<typeof mapOf>;

/** A frame each 50 ms of the motion between two views, from the first to the last. */
function framesOf({ tree, look }: MadeUp, from: TreemapLayout, to: TreemapLayout) {
  const transition = beginTransition(tree, restingScene(from), to);
  const times = [0];
  while ((times.at(-1) ?? 0) < transitionMilliseconds) {
    times.push(Math.min(transitionMilliseconds, (times.at(-1) ?? 0) + 50));
  }
  return times.map((time) => {
    const eased = advance(transition, time / transitionMilliseconds);
    const present = lookBetween(look(from.root), look(to.root), eased);
    const list = transitionDrawing(tree, transition, present, eased);
    return { time, list, blank: blankShare(list, transition, eased) };
  });
}

/** How strongly the name of each node is seen: of a name in several settings all together. */
function namesSeen(list: readonly Command[]): ReadonlyMap<number, number> {
  const seen = new Map<number, number>();
  const lines = new Map<string, number>();
  for (const command of list) {
    if (command.kind !== 'text' || command.role !== 'name') continue;
    const { node, opacity, x, baseline, clip } = command;
    const inView = x >= -1 && x < width && baseline > 0 && baseline < height + 8;
    const unclipped =
      clip === null || (x < clip.x + clip.width && baseline - 6 < clip.y + clip.height);
    if (!inView || !unclipped) continue;
    // The first line of every setting of a name.
    const setting = `${node} ${opacity}`;
    if (lines.has(setting)) continue;
    lines.set(setting, opacity);
    seen.set(node, (seen.get(node) ?? 0) + opacity);
  }
  return seen;
}

const maps = [
  ['natural', shapes.natural, 70],
  ['even', shapes.even, 300],
  ['skewed', shapes.skewed, 120],
  ['chain', shapes.chain, 60],
  ['large', shapes.natural, 1500],
] as const;

describe.each(maps)('words in a %s map', (_, shape, n) => {
  const motions = [1, 2].flatMap((seed) => {
    const map = mapOf(n, shape, seed);
    const whole = rootOf(map.tree);
    const [larger = whole, smaller = whole] = childrenOf(map.tree, whole);
    const [inner = larger] = childrenOf(map.tree, larger);
    return [
      { map, from: map.view(whole, 8), to: map.view(larger, 8) },
      { map, from: map.view(larger, 8), to: map.view(whole, 8) },
      { map, from: map.view(whole, 8), to: map.view(inner, 6) },
      { map, from: map.view(whole, 5), to: map.view(whole, 12) },
      { map, from: map.view(whole, 12), to: map.view(whole, 5) },
      { map, from: map.view(larger, 8), to: map.view(smaller, 8) },
    ];
  });

  it('stay as long as what they name is there before and after', () => {
    let stayed = 0;
    for (const { map, from, to } of motions) {
      const frames = framesOf(map, from, to);
      const first = namesSeen(frames[0]?.list ?? []);
      const last = namesSeen(frames.at(-1)?.list ?? []);
      const both = [...first.keys()].filter((node) => last.has(node));
      stayed += both.length;
      for (const { time, list } of frames) {
        const seen = namesSeen(list);
        const lost = both.filter((node) => (seen.get(node) ?? 0) < 0.99);
        expect({ time, lost }).toEqual({ time, lost: [] });
      }
    }
    expect(stayed).toBeGreaterThan(20);
  });

  it('leave no tile blank that says something before or after', () => {
    for (const { map, from, to } of motions) {
      for (const { time, blank } of framesOf(map, from, to)) {
        // What was a dot has no words to begin with, and is still small.
        expect({ time, blank: blank > 0.1 ? blank : 0 }).toEqual({ time, blank: 0 });
      }
    }
  });
});

/** The share of the view in tiles that are to say something and say nothing yet, by how they are seen. */
function blankShare(list: readonly Command[], transition: Transition, eased: number): number {
  const { layout, itemRects } = transition.scene;
  const written = new Map<number, number>();
  for (const command of list) {
    if (command.kind !== 'text') continue;
    written.set(command.node, Math.max(written.get(command.node) ?? 0, command.opacity));
  }
  let blank = 0;
  for (const item of layout.texts.keys()) {
    const [x = 0, y = 0, wide = 0, high = 0] = itemRects.subarray(4 * item, 4 * item + 4);
    if (!isTile(wide, high)) continue;
    const seenWide = Math.min(x + wide, width) - Math.max(x, 0);
    const seenHigh = Math.min(y + high, height) - Math.max(y, 0);
    const tile = transition.entering.items[item] === 1 ? eased : 1;
    const words = written.get(layout.papers[item] ?? -1) ?? 0;
    blank += Math.max(0, seenWide) * Math.max(0, seenHigh) * Math.max(0, tile - 3 * words);
  }
  return blank / (width * height);
}

describe('a zoom', () => {
  const map = mapOf(200, shapes.natural, 7);
  const whole = rootOf(map.tree);
  const [larger = whole] = childrenOf(map.tree, whole);
  const frames = framesOf(map, map.view(whole, 8), map.view(larger, 8));

  it('is drawn as it was', () => {
    for (const { time, list } of frames) expect({ time, ...listSummary(list) }).toMatchSnapshot();
  });

  it('takes the name of the topic that is opened to the top, on one way', () => {
    const tops = frames.map(({ list }) =>
      list.flatMap((command) =>
        command.kind === 'text' && command.node === larger && command.role === 'name'
          ? [command.baseline]
          : [],
      ),
    );
    const ways = tops.map(([top = Infinity]) => top);
    expect(ways.at(-1)).toBeLessThan(30);
    for (const [at, top] of ways.entries()) {
      if (at > 0) expect(top).toBeLessThanOrEqual((ways[at - 1] ?? 0) + 1);
    }
  });

  it('spreads the hues anew over what is opened, gradually', () => {
    const colours = frames.map(({ list }) => {
      const [name] = list.filter(
        (command) => command.kind === 'text' && command.node === larger && command.role === 'name',
      );
      return name?.kind === 'text' ? name.colour : '';
    });
    const { ink: before } = map.look(whole).swatchOf(larger);
    const { ink: after } = map.look(larger).swatchOf(larger);
    expect(before).not.toBe(after);
    expect(colours[0]).toBe(before);
    expect(colours.at(-1)).toBe(after);
    expect(new Set(colours).size).toBeGreaterThan(4);
  });
});
