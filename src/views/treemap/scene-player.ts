/**
 * Plays layouts on a canvas: one after another, each moving from what is on screen to the next, at
 * the display's rate. Draws only when something has changed, and a motion may be interrupted by the
 * next layout at any moment.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import type { CanvasBox } from '../drawing/canvas-box';
import type { DotSheet } from '../drawing/dot-sheet';
import { playOnCanvas } from '../drawing/play-on-canvas';
import { useCssPixels, type Canvas, type Surface } from '../drawing/surface';
import { DotMemory } from './dot-memory';
import { sceneDrawing, transitionDrawing } from './drawing';
import type { TreemapLayout } from './layout';
import { lookBetween, packedDots, type Look, type Marking } from './look';
import {
  advance,
  beginTransition,
  restingScene,
  transitionMilliseconds,
  type Scene,
  type Transition,
} from './transition';

/** The part of a canvas element that playing needs. */
export interface Screen {
  width: number;
  height: number;
  getContext(kind: '2d'): Canvas | null;
}

/** The display's clock, as `window` offers it. */
export interface FrameClock {
  requestAnimationFrame(callback: (now: number) => void): number;
  cancelAnimationFrame(request: number): void;
}

export class ScenePlayer {
  readonly #screen: Screen;
  readonly #clock: FrameClock;
  readonly #sheet: DotSheet;
  readonly #onMotion: (moves: boolean) => void;
  readonly #memory = new DotMemory();
  #box: CanvasBox | null = null;
  #marking: Marking | null = null;
  #look: Look | null = null;
  /** Colours before those of `#look`, from which a motion goes to them. */
  #former: Look | null = null;
  #tree: Dendrogram | null = null;
  #scene: Scene | null = null;
  /** `began` is the time of its first frame: time spent on the layout is not taken from the motion. */
  #motion: { readonly state: Transition; began: number | null } | null = null;
  #request = 0;

  /**
   * @param sheet for dots that are too many to be drawn one by one
   * @param onMotion called at every frame with whether another follows
   */
  constructor(
    screen: Screen,
    clock: FrameClock,
    sheet: DotSheet,
    onMotion: (moves: boolean) => void,
  ) {
    this.#screen = screen;
    this.#clock = clock;
    this.#sheet = sheet;
    this.#onMotion = onMotion;
  }

  /**
   * Shows a layout; moves there when `still` is false, a view of the same tree and size is on screen,
   * and there are other frames to show than its own.
   */
  show(tree: Dendrogram, layout: TreemapLayout, still: boolean): void {
    const before = this.#scene;
    if (before?.layout === layout && this.#tree === tree) return;
    const moves =
      before !== null &&
      !still &&
      this.#tree === tree &&
      before.layout.frames !== layout.frames &&
      before.layout.width === layout.width &&
      before.layout.height === layout.height;
    this.#motion = moves ? { state: beginTransition(tree, before, layout), began: null } : null;
    this.#scene = this.#motion?.state.scene ?? restingScene(layout);
    this.#tree = tree;
    this.#mix();
    this.#schedule();
  }

  /** Draws the same scene in other colours, or with other papers marked. */
  mark(marking: Marking): void {
    this.#marking = marking;
    this.#mix();
    this.#schedule();
  }

  /** Finds the colours before the first frame that needs them, which has other things to do. */
  #mix(): void {
    const marking = this.#marking;
    if (marking === null || this.#tree === null) return;
    const { n } = this.#tree;
    const known = this.#look;
    const same = known?.swatchOf === marking.swatchOf && known.dots.length === n;
    const dots = same ? known.dots : packedDots(marking.swatchOf, n);
    // Colours that change as a motion begins change with it; at rest they change at once.
    if (!same) this.#former = known?.dots.length === n ? known : null;
    this.#look = { ...marking, dots, from: null };
  }

  resize(box: CanvasBox): void {
    this.#box = box;
    this.#schedule();
  }

  stop(): void {
    this.#clock.cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  #schedule(): void {
    if (this.#request !== 0) return;
    this.#request = this.#clock.requestAnimationFrame((now) => {
      this.#request = 0;
      this.#draw(now);
    });
  }

  #draw(now: number): void {
    const surface = this.#prepared();
    const look = this.#look;
    const tree = this.#tree;
    if (surface === null || look === null || this.#scene === null || tree === null) return;
    const motion = this.#motion;
    if (motion !== null) {
      motion.began ??= now;
      const progress = (now - motion.began) / transitionMilliseconds;
      if (progress < 1) {
        const eased = advance(motion.state, progress);
        const present = this.#former ? lookBetween(this.#former, look, eased) : look;
        const list = transitionDrawing(tree, motion.state, present, eased, this.#memory);
        playOnCanvas(surface, list);
        this.#onMotion(true);
        this.#schedule();
        return;
      }
      this.#scene = restingScene(motion.state.scene.layout);
      this.#motion = null;
    }
    this.#former = null;
    this.#onMotion(false);
    playOnCanvas(surface, sceneDrawing(tree, this.#scene, look, this.#memory));
  }

  /** The canvas at its present size, empty, with a unit of one CSS pixel; null where there is none. */
  #prepared(): Surface | null {
    const box = this.#box;
    const canvas = this.#screen.getContext('2d');
    if (canvas === null || box === null || box.width === 0) return null;
    if (this.#screen.width !== box.pixelWidth) this.#screen.width = box.pixelWidth;
    if (this.#screen.height !== box.pixelHeight) this.#screen.height = box.pixelHeight;
    const surface = { canvas, box, sheet: this.#sheet };
    useCssPixels(surface);
    canvas.clearRect(0, 0, box.width, box.height);
    return surface;
  }
}
