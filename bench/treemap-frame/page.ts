/** The page of the frame bench: a treemap, and functions that animate it and time every frame. */
import { flushSync, mount } from 'svelte';
import { cutBySize } from '../../src/clustering/cut';
import { rootOf } from '../../src/clustering/dendrogram';
import { transitionMilliseconds } from '../../src/views/treemap/transition';
import { madeUpCorpus } from '../../e2e/gallery/corpora';
import Stage from './Stage.svelte';

export interface Motion {
  readonly name: string;
  /** Milliseconds from the request to the end of its layout: the part before the first frame. */
  readonly start: number;
  /** Milliseconds of script in each frame of the animation. */
  readonly frames: number[];
}

export const motions = ['zoom in', 'zoom out', 'slider up', 'slider down'] as const;

declare global {
  interface Window {
    /** Shows a made-up corpus of so many papers. */
    showTreemap: (papers: number) => Promise<void>;
    /** Plays one motion to its end; they follow one another in the order of `motions`. */
    playMotion: (name: (typeof motions)[number]) => Promise<Motion>;
  }
}

let frames: number[] = [];
const request = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  request((now) => {
    const began = performance.now();
    callback(now);
    frames.push(performance.now() - began);
  });

const settled = () =>
  new Promise<void>((done) => setTimeout(done, transitionMilliseconds * 2 + 400));

window.showTreemap = async (papers) => {
  const target = document.getElementById('stage');
  if (target === null) throw new Error('The bench page has no stage.');
  const corpus = madeUpCorpus(papers);
  const { tree } = corpus;
  const stage = mount(Stage, { target, props: { corpus } });
  await settled();
  const whole = rootOf(tree);
  const [largest = whole] = cutBySize(tree, whole, 8).sort(
    (a, b) => (tree.size[b] ?? 0) - (tree.size[a] ?? 0),
  );
  const views = {
    'zoom in': [largest, 8],
    'zoom out': [null, 8],
    'slider up': [null, 20],
    'slider down': [null, 8],
  } as const;
  window.playMotion = async (name) => {
    const [node, clusters] = views[name];
    frames = [];
    const began = performance.now();
    flushSync(() => stage.show(node, clusters));
    const start = performance.now() - began;
    await settled();
    return { name, start, frames };
  };
};
