/** Drawing a region with the pointer, from press to release. */
import type { Camera } from './camera';
import { boundsOf } from './camera';
import { cornersOf, extendLasso, type Point, type Region } from './region';

/** What a plain drag does. */
export type Tool = 'move' | 'rectangle' | 'lasso';

/** Pixels a hand moves before a lasso gets its next point, and before a press counts as a region. */
const step = 3;

export class DrawingTool {
  tool = $state<Tool>('move');
  /** The region being drawn, in the layout's units. */
  region = $state.raw<Region | null>(null);

  /** What a drag would draw now: by the chosen tool, or a rectangle while Shift is held. */
  shapeFor(event: MouseEvent | TouchEvent): Region['kind'] | null {
    if (this.tool !== 'move') return this.tool;
    return event.shiftKey ? 'rectangle' : null;
  }

  start(kind: Region['kind'], at: Point): void {
    this.region = kind === 'rectangle' ? { kind, from: at, to: at } : { kind, path: [at] };
  }

  extend(to: Point, camera: Camera): void {
    if (this.region === null) return;
    this.region =
      this.region.kind === 'rectangle'
        ? { ...this.region, to }
        : { ...this.region, path: extendLasso(this.region.path, to, step / camera.k) };
  }

  /** Ends drawing; the region, or null when it was no more than a press. */
  finish(camera: Camera): Region | null {
    const drawn = this.region;
    this.region = null;
    if (drawn === null) return null;
    const { left, right, top, bottom } = boundsOf(Float32Array.from(cornersOf(drawn).flat()));
    return Math.max(right - left, bottom - top) * camera.k < step ? null : drawn;
  }

  cancel(): void {
    this.region = null;
  }
}
