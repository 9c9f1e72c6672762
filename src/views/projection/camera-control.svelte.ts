/** Moving the camera: by hand (d3-zoom: wheel, drag, pinch, double click) and by flights. */
import { easeCubicInOut } from 'd3-ease';
import { select } from 'd3-selection';
import { zoom, ZoomTransform, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom';
import {
  boundsOf,
  cameraFor,
  flight,
  resized,
  type Bounds,
  type Camera,
  type Insets,
  type Size,
} from './camera';

/** How far one may zoom out and in, as factors of the camera that shows everything. */
const zoomRange = [0.5, 400] as const;
const flightMilliseconds = 380;
/** Room for names at the upper and lower edge. */
const insets: Insets = { top: 12, bottom: 12 };
/** How far outside the layout the middle of the view may go. */
const wandering = 1.6;

export class CameraControl {
  camera = $state.raw<Camera>({ k: 1, x: 0, y: 0 });
  size = $state.raw<Size>({ width: 0, height: 0 });
  /** Whether a plain drag moves the camera; otherwise it is left to the drawing tools. */
  dragMoves: (event: MouseEvent | TouchEvent) => boolean = () => true;

  readonly #reducedMotion: () => boolean;
  #element: HTMLElement | null = null;
  #zoom: ZoomBehavior<HTMLElement, unknown> | null = null;
  #bounds: Bounds = boundsOf(new Float32Array());
  /** Whether the user looks at a part of their choice, which a resize or new positions must keep. */
  #chosen = false;
  #frame = 0;

  constructor(reducedMotion: () => boolean) {
    this.#reducedMotion = reducedMotion;
  }

  /** Listens on the element that shows the map; returns how to stop. */
  attach(element: HTMLElement): () => void {
    this.#element = element;
    this.#zoom = zoom<HTMLElement, unknown>()
      .filter((event: MouseEvent | TouchEvent) => this.#mayZoom(event))
      .translateExtent([
        [-wandering, -wandering],
        [wandering, wandering],
      ])
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        if (event.sourceEvent) {
          this.#chosen = true;
          cancelAnimationFrame(this.#frame);
        }
        const { k, x, y } = event.transform;
        this.camera = { k, x, y };
      });
    select(element).call(this.#zoom);
    return () => {
      cancelAnimationFrame(this.#frame);
      select(element).on('.zoom', null);
      this.#element = null;
      this.#zoom = null;
    };
  }

  #mayZoom(event: MouseEvent | TouchEvent): boolean {
    if (event.type === 'wheel') return true;
    if ('touches' in event && event.touches.length > 1) return true;
    return !event.ctrlKey && !('button' in event && event.button !== 0) && this.dragMoves(event);
  }

  /** The view has a new size: keeps showing what it showed. */
  resize(size: Size): void {
    const before = this.size;
    this.size = size;
    if (this.#chosen && before.width > 0) {
      this.#limit();
      this.#set(resized(this.camera, before, size));
    } else {
      this.#goHome();
    }
  }

  /** The layout has new bounds: shows all of it, unless the user looks at a part. */
  rebound(bounds: Bounds): void {
    this.#bounds = bounds;
    if (!this.#chosen) this.#goHome();
  }

  /** Flies to where everything is in view. */
  fit(): void {
    this.#fly(cameraFor(this.#bounds, this.size, insets));
    this.#chosen = false;
  }

  /** Flies to where `bounds` fill the view. */
  frame(bounds: Bounds): void {
    this.#chosen = true;
    this.#fly(cameraFor(bounds, this.size, insets));
  }

  /** Zooms about a point of the view (its middle by default). */
  zoomBy(factor: number, at = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const { k, x, y } = this.camera;
    const [least, most] = this.#zoom?.scaleExtent() ?? [k, k];
    const next = Math.max(least, Math.min(most, k * factor));
    const ratio = next / k;
    this.#chosen = true;
    this.#fly({ k: next, x: at.x - ratio * (at.x - x), y: at.y - ratio * (at.y - y) }, 160);
  }

  /** Moves the camera just enough to have (x, y) of the layout well in view. */
  reveal(x: number, y: number): void {
    const { k } = this.camera;
    const { width, height } = this.size;
    const border = Math.min(width, height) * 0.12;
    const at = { x: k * x + this.camera.x, y: k * y + this.camera.y };
    const shift = (value: number, most: number) =>
      value < border ? border - value : value > most - border ? most - border - value : 0;
    const [dx, dy] = [shift(at.x, width), shift(at.y, height)];
    if (dx === 0 && dy === 0) return;
    this.#chosen = true;
    this.#fly({ k, x: this.camera.x + dx, y: this.camera.y + dy }, 160);
  }

  #goHome(): void {
    if (this.size.width === 0) return;
    this.#limit();
    this.#set(cameraFor(this.#bounds, this.size, insets));
  }

  #limit(): void {
    const home = cameraFor(this.#bounds, this.size, insets).k;
    this.#zoom?.scaleExtent([home * zoomRange[0], home * zoomRange[1]]);
  }

  #set(camera: Camera): void {
    cancelAnimationFrame(this.#frame);
    if (!this.#element || !this.#zoom) return;
    const transform = new ZoomTransform(camera.k, camera.x, camera.y);
    select(this.#element).call((target) => this.#zoom?.transform(target, transform));
  }

  /** A flight that anything newer interrupts. */
  #fly(to: Camera, milliseconds = flightMilliseconds): void {
    if (this.size.width === 0) return;
    if (this.#reducedMotion()) {
      this.#set(to);
      return;
    }
    const path = flight(this.camera, to, this.size);
    const start = performance.now();
    const step = (now: number) => {
      const share = Math.max(0, Math.min(1, (now - start) / milliseconds));
      this.#set(path(easeCubicInOut(share)));
      if (share < 1) this.#frame = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(step);
  }
}
