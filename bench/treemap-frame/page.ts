/** The page of the frame bench: a treemap of one engine, and functions that animate it and time every frame. */
import { transitionMilliseconds } from '../../src/views/treemap/transition';
import { madeUpCorpus } from '../../e2e/gallery/corpora';
import { draw, type Drawing, type Engine, type Step } from './drawings';

export interface Motion {
  /** Milliseconds from the request to the end of its layout: the part before the first frame. */
  readonly start: number;
  /** Milliseconds of script in each frame of the animation. */
  readonly frames: number[];
}

declare global {
  interface Window {
    /** Shows a made-up corpus of so many papers; resolves to the milliseconds to its first picture. */
    showTreemap: (papers: number, engine: Engine) => Promise<number>;
    /** Plays one motion to its end. */
    playMotion: (step: Step) => Promise<Motion>;
  }
}

/** Milliseconds of script by the frame they were in: an engine may ask for several calls in one. */
let frames = new Map<number, number>();
const request = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) =>
  request((now) => {
    const began = performance.now();
    callback(now);
    frames.set(now, (frames.get(now) ?? 0) + performance.now() - began);
  });

const settled = () =>
  new Promise<void>((done) => setTimeout(done, transitionMilliseconds * 2 + 400));

window.showTreemap = async (papers, engine) => {
  const target = document.getElementById('stage');
  if (target === null) throw new Error('The bench page has no stage.');
  const corpus = madeUpCorpus(papers);
  const began = performance.now();
  const drawing: Drawing = await draw(engine, corpus, target);
  const first = performance.now() - began;
  await settled();
  window.playMotion = async (step) => {
    frames = new Map();
    const asked = performance.now();
    drawing.play(step);
    const start = performance.now() - asked;
    await settled();
    return { start, frames: [...frames.values()] };
  };
  return first;
};
