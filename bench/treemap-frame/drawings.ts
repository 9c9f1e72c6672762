/** The same hierarchy drawn by each engine: ours, the obvious way, and FoamTree. */
import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import { flushSync, mount } from 'svelte';
import { cutBySize } from '../../src/clustering/cut';
import { childrenOf, leavesOf, rootOf } from '../../src/clustering/dendrogram';
import { topicScheme } from '../../src/views/colour/scheme';
import { transitionMilliseconds } from '../../src/views/treemap/transition';
import type { GalleryCorpus } from '../../e2e/gallery/corpora';
import Stage from './Stage.svelte';

export type Engine = 'papergrove' | 'd3-hierarchy' | 'foamtree';

/** What every engine can do; the cut is changed by ours alone. */
export type Step = 'zoom in' | 'zoom out' | 'slider up' | 'slider down';

export interface Drawing {
  /** Begins a motion. */
  play(step: Step): void;
}

/** CSS pixels of the stage, at one device pixel each. */
const size = { width: 1200, height: 800 };

/** The largest of the eight topics that all engines show, into which they zoom. */
function largestTopic({ tree }: GalleryCorpus): number {
  const whole = rootOf(tree);
  const [largest = whole] = cutBySize(tree, whole, 8).sort(
    (a, b) => (tree.size[b] ?? 0) - (tree.size[a] ?? 0),
  );
  return largest;
}

/** @returns once the first picture is drawn */
export async function draw(
  engine: Engine,
  corpus: GalleryCorpus,
  target: HTMLElement,
): Promise<Drawing> {
  if (engine === 'papergrove') return ours(corpus, target);
  return engine === 'foamtree' ? foamTree(corpus, target) : textbook(corpus, target);
}

async function ours(corpus: GalleryCorpus, target: HTMLElement): Promise<Drawing> {
  const largest = largestTopic(corpus);
  const stage = mount(Stage, { target, props: { corpus } });
  const views = {
    'zoom in': [largest, 8],
    'zoom out': [null, 8],
    'slider up': [null, 20],
    'slider down': [null, 8],
  } as const;
  await painted();
  return {
    play: (step) => {
      const [node, clusters] = views[step];
      flushSync(() => stage.show(node, clusters));
    },
  };
}

async function painted(): Promise<void> {
  // The size of the stage is told in one frame and drawn for in the next.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}

interface Box {
  readonly node: number;
  readonly children?: readonly Box[];
}

/** Eight topics of up to 64 parts each, and the papers in them: what a flat library can hold. */
function nested({ tree }: GalleryCorpus): Box {
  const leaf = (node: number): Box => ({ node });
  const part = (node: number): Box => ({ node, children: Array.from(leavesOf(tree, node), leaf) });
  const topic = (node: number): Box =>
    childrenOf(tree, node).length === 0
      ? leaf(node)
      : { node, children: cutBySize(tree, node, 64).map(part) };
  const whole = rootOf(tree);
  return { node: whole, children: cutBySize(tree, whole, 8).map(topic) };
}

/** A zoomable treemap as textbooks have it: squarified by d3-hierarchy, a rectangle per paper and frame. */
function textbook(corpus: GalleryCorpus, target: HTMLElement): Drawing {
  const { tree } = corpus;
  const { swatchOf } = topicScheme({ tree, root: rootOf(tree), theme: 'light' });
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  target.append(canvas);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no 2-D canvas.');
  const root = treemap<Box>().tile(treemapSquarify).size([size.width, size.height]).paddingInner(1)(
    hierarchy(nested(corpus), ({ children }) => children).count(),
  );
  const nodes = root.descendants();
  const largest = nodes.find(({ data }) => data.node === largestTopic(corpus)) ?? root;
  type View = Pick<HierarchyRectangularNode<Box>, 'x0' | 'x1' | 'y0' | 'y1'>;
  let view: View = root;
  const paint = ({ x0, x1, y0, y1 }: View) => {
    const across = size.width / (x1 - x0);
    const down = size.height / (y1 - y0);
    context.clearRect(0, 0, size.width, size.height);
    context.font = '11px sans-serif';
    for (const box of nodes) {
      const x = (box.x0 - x0) * across;
      const y = (box.y0 - y0) * down;
      const width = (box.x1 - box.x0) * across;
      const height = (box.y1 - box.y0) * down;
      if (x > size.width || y > size.height || x + width < 0 || y + height < 0) continue;
      const swatch = swatchOf(box.data.node);
      context.fillStyle = box.children ? swatch.fill : swatch.mark;
      context.fillRect(x, y, width, height);
      if (width > 60 && height > 20) {
        context.fillStyle = swatch.ink;
        context.fillText(corpus.topicOf(box.data.node).name.slice(0, width / 7), x + 4, y + 12);
      }
    }
  };
  paint(view);
  return {
    play: (step) => {
      const from = view;
      view = step === 'zoom in' ? largest : root;
      const to = view;
      let began: number | null = null;
      const frame = (now: number) => {
        began ??= now;
        const share = Math.min(1, (now - began) / transitionMilliseconds);
        const mix = (side: keyof View) => from[side] + (to[side] - from[side]) * share;
        paint({ x0: mix('x0'), x1: mix('x1'), y0: mix('y0'), y1: mix('y1') });
        if (share < 1) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    },
  };
}

/** The part of FoamTree that is used; it brings no types. */
interface Foam {
  zoom(id: string): unknown;
  reset(): unknown;
}

interface FoamModule {
  readonly FoamTree: new (options: Readonly<Record<string, unknown>>) => Foam;
}

function isFoamModule(value: unknown): value is FoamModule {
  return typeof value === 'object' && value !== null && 'FoamTree' in value;
}

async function foamTree(corpus: GalleryCorpus, target: HTMLElement): Promise<Drawing> {
  const address = '/peers/node_modules/@carrotsearch/foamtree/index.js';
  const loaded: unknown = await import(/* @vite-ignore */ address);
  if (!isFoamModule(loaded)) throw new Error('FoamTree is not as it was.');
  const groupOf = ({ node, children }: Box): object => ({
    id: String(node),
    label: corpus.topicOf(node).name,
    weight: corpus.tree.size[node] ?? 1,
    ...(children && { groups: children.map(groupOf) }),
  });
  const data = groupOf(nested(corpus));
  const largest = largestTopic(corpus);
  const foam = await new Promise<Foam>((done) => {
    const made: Foam = new loaded.FoamTree({
      element: target,
      layout: 'squarified',
      stacking: 'flattened',
      // All levels at once, as the others show them, and no animation before the first picture.
      ...{ maxGroupLevelsAttached: 4, maxGroupLevelsDrawn: 4, maxGroupLabelLevelsDrawn: 3 },
      ...{ rolloutDuration: 0, pullbackDuration: 0, fadeDuration: 0 },
      zoomMouseWheelDuration: transitionMilliseconds,
      onRolloutComplete: () => done(made),
      dataObject: data,
    });
  });
  return {
    play: (step) => void (step === 'zoom in' ? foam.zoom(String(largest)) : foam.reset()),
  };
}
