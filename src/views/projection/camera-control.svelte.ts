/** Moving the camera: by hand (d3-zoom: wheel, drag, pinch, double click) and by flights. */
import { easeCubicInOut } from 'd3-ease';
import { select } from 'd3-selection';
import { zoom, ZoomTransform, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom';
import type { Viewpoint } from '../../explorer/address/viewpoint.svelte';
import {
  boundsOf,
  cameraAt,
  cameraFor,
  flight,
  resized,
  viewpointOf,
  type Bounds,
  type Camera,
  type Insets,
  type Size,
} from './camera';

/** How far one may zoom out and in, as factors of the camera that shows everything. */
const zoomRange = [0.5, 400] as const;
const flightMilliseconds = 380;
/** Room for names at the upper and lower edge. */
export const insets: Insets = { top: 12, bottom: 12 };
/** How far from the middle the view may go, in units of the layout; a fitted one can reach to 2. */
const wandering = 2.4;

export class CameraControl {
  camera = $state.raw<Camera>({ k: 1, x: 0, y: 0 });
  size = $state.raw<Size>({ width: 0, height: 0 });
  /** Whether a plain drag moves the camera; otherwise it is left to the drawing tools. */
  dragMoves: (event: MouseEvent | TouchEvent) => boolean = () => true;
  /** Hears where the user goes; null for where the camera goes by itself. */
  onLook: (viewpoint: Viewpoint | null) => void = () => undefined;

  readonly #reducedMotion: () => boolean;
  #element: HTMLElement | null = null;
  #zoom: ZoomBehavior<HTMLElement, unknown> | null = null;
  #bounds: Bounds = boundsOf(new Float32Array());
  /** Whether the user looks at a part of their choice, which a resize or new positions must keep. */
  #chosen = false;
  /** Whether all there is would be in view if the user had not moved the camera. */
  #showsAll = true;
  /** Where to look from as soon as the view has a size. */
  #wanted: Viewpoint | null = null;
  /** The camera when a gesture began: a click is one that moves nothing. */
  #before: Camera | null = null;
  #frame = 0;
  /** Where the flight that is under way leads, in a view of the present size; null for none. */
  #goal: Goal | null = null;

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
      .on('start', () => (this.#before = this.camera))
      .on('end', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        if (event.sourceEvent && this.camera !== this.#before) this.#tell(this.camera);
      })
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        if (event.sourceEvent) {
          this.#chosen = true;
          this.#stop();
        }
        const { k, x, y } = event.transform;
        const { camera } = this;
        if (k !== camera.k || x !== camera.x || y !== camera.y) this.camera = { k, x, y };
      });
    select(element).call(this.#zoom);
    return () => {
      this.#stop();
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

  /** The view has a new size: keeps showing what it showed, or flies on to what it was to show. */
  resize(size: Size): void {
    const { size: before } = this;
    const goal = this.#goal;
    this.size = size;
    if (this.#chosen && before.width > 0) {
      this.#limit();
      this.#set(resized(this.camera, before, size));
      if (goal !== null) this.#fly(goal);
    } else {
      this.#goHome();
    }
  }

  /** The layout has new bounds: shows all of it, unless the user looks at a part. */
  rebound(bounds: Bounds): void {
    this.#bounds = bounds;
    if (!this.#chosen) this.#goHome();
  }

  /** Flies to where everything is in view, as the user asks. */
  fit(): void {
    const home = () => cameraFor(this.#bounds, this.size, insets);
    this.#fly(home);
    this.#chosen = !this.#showsAll;
    if (this.#showsAll) this.onLook(null);
    else this.#tell(home());
  }

  /** Flies to where `bounds` fill the view; null for all there is. */
  frame(bounds: Bounds | null): void {
    this.#showsAll = bounds === null;
    this.#chosen = bounds !== null;
    this.#wanted = null;
    this.#fly(() => cameraFor(bounds ?? this.#bounds, this.size, insets));
  }

  /** Looks from where a link, or the way back, says. */
  look(viewpoint: Viewpoint): void {
    this.#chosen = true;
    this.#wanted = viewpoint;
    this.#fly(() => cameraAt(viewpoint, this.size));
  }

  /** Zooms about a point of the view (its middle by default). */
  zoomBy(factor: number, at = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const { k, x, y } = this.camera;
    const [least, most] = this.#zoom?.scaleExtent() ?? [k, k];
    const next = Math.max(least, Math.min(most, k * factor));
    const ratio = next / k;
    this.#go({ k: next, x: at.x - ratio * (at.x - x), y: at.y - ratio * (at.y - y) });
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
    this.#go({ k, x: this.camera.x + dx, y: this.camera.y + dy });
  }

  #goHome(): void {
    if (this.size.width === 0) return;
    this.#limit();
    this.#set(
      this.#wanted ? cameraAt(this.#wanted, this.size) : cameraFor(this.#bounds, this.size, insets),
    );
  }

  /** A short flight to where the user wants to be. */
  #go(camera: Camera): void {
    this.#chosen = true;
    const viewpoint = viewpointOf(camera, this.size);
    this.#fly(() => cameraAt(viewpoint, this.size), 160);
    this.#tell(camera);
  }

  #tell(camera: Camera): void {
    this.#wanted = null;
    if (this.size.width > 0) this.onLook(viewpointOf(camera, this.size));
  }

  #limit(): void {
    const home = cameraFor(this.#bounds, this.size, insets).k;
    this.#zoom?.scaleExtent([home * zoomRange[0], home * zoomRange[1]]);
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#goal = null;
  }

  #set(camera: Camera): void {
    this.#stop();
    this.#show(camera);
  }

  #show(camera: Camera): void {
    if (!this.#element || !this.#zoom) return;
    const transform = new ZoomTransform(camera.k, camera.x, camera.y);
    select(this.#element).call((target) => this.#zoom?.transform(target, transform));
  }

  /** A flight that anything newer interrupts, but for a new size of the view. */
  #fly(goal: Goal, milliseconds = flightMilliseconds): void {
    if (this.size.width === 0) return;
    this.#stop();
    if (this.#reducedMotion()) {
      this.#show(goal());
      return;
    }
    this.#goal = goal;
    const path = flight(this.camera, goal(), this.size);
    const start = performance.now();
    const step = (now: number) => {
      const share = Math.max(0, Math.min(1, (now - start) / milliseconds));
      this.#show(path(easeCubicInOut(share)));
      if (share < 1) this.#frame = requestAnimationFrame(step);
      else this.#goal = null;
    };
    this.#frame = requestAnimationFrame(step);
  }
}

/** The camera that is wanted, for the size that the view has when it is asked for. */
type Goal = () => Camera;
