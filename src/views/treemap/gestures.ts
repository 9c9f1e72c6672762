/**
 * Pointers to intentions: hovering, tapping, double-tapping, holding and pinching, for mouse, pen and
 * finger.
 */
import { LongPress, stray, type Place } from '../shared/long-press';

export type { Place };

export interface GestureListeners {
  /** A mouse or pen moved over the view, or a finger rests on it. */
  readonly onMove: (at: Place) => void;
  /** The pointer left, or a finger came down after one that rested. */
  readonly onLeave: () => void;
  /** A click or a single tap; `finger` when touched. */
  readonly onTap: (at: Place, finger: boolean) => void;
  /** A double tap, or two fingers spread around a place. */
  readonly onZoomIn: (at: Place) => void;
  /** Two fingers pinched together. */
  readonly onZoomOut: () => void;
  /** Whether a tap there would open a paper: only then is a second tap waited for. */
  readonly isPaper: (at: Place) => boolean;
}

/** Milliseconds within which a second tap makes a double tap. */
const doubleTap = 260;
/** Ratio of finger distances that makes a pinch. */
const spread = 1.25;

type PointerEventName =
  'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel' | 'pointerleave';

/** Listens until the returned function is called. */
export function watchGestures(
  element: Pick<HTMLElement, 'addEventListener'>,
  listeners: GestureListeners,
): () => void {
  const stop = new AbortController();
  const down = new Map<number, PointerEvent>();
  const latest = new Map<number, PointerEvent>();
  const resting = new LongPress(listeners.onMove);
  let pinched = false;
  /** Whether more than one finger was down since all were last up: none of them taps then. */
  let several = false;
  let waiting: { event: PointerEvent; timer: ReturnType<typeof setTimeout> } | null = null;

  const on = (type: PointerEventName, listener: (event: PointerEvent) => void) => {
    element.addEventListener(type, listener, { signal: stop.signal });
  };

  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (resting.held) listeners.onLeave();
    resting.down(event);
    several = down.size > 0;
    if (!several) pinched = false;
    down.set(event.pointerId, event);
    latest.set(event.pointerId, event);
  });
  on('pointermove', (event) => {
    if (down.has(event.pointerId)) latest.set(event.pointerId, event);
    resting.move(event);
    if (event.pointerType !== 'touch') listeners.onMove(event);
    else if (!pinched && down.size === 2) pinch();
  });
  on('pointerleave', (event) => {
    if (event.pointerType !== 'touch') listeners.onLeave();
  });
  on('pointercancel', forget);
  on('pointerup', (event) => {
    const start = down.get(event.pointerId);
    forget(event);
    if (start === undefined || several || resting.held || distance(start, event) > stray) return;
    const finger = event.pointerType === 'touch';
    if (waiting !== null) {
      clearTimeout(waiting.timer);
      const second = distance(waiting.event, event) <= 4 * stray;
      waiting = null;
      if (second) {
        listeners.onZoomIn(event);
        return;
      }
    }
    if (finger && listeners.isPaper(event)) {
      const timer = setTimeout(() => {
        waiting = null;
        listeners.onTap(event, finger);
      }, doubleTap);
      waiting = { event, timer };
    } else {
      listeners.onTap(event, finger);
    }
  });

  function forget(event: PointerEvent): void {
    resting.stop();
    down.delete(event.pointerId);
    latest.delete(event.pointerId);
  }

  function pinch(): void {
    const [first, second] = down.values();
    if (first === undefined || second === undefined) return;
    const from = distance(first, second);
    const [one, two] = latest.values();
    if (one === undefined || two === undefined || from === 0) return;
    const ratio = distance(one, two) / from;
    if (ratio < spread && ratio > 1 / spread) return;
    pinched = true;
    if (ratio > 1) {
      listeners.onZoomIn({
        clientX: (first.clientX + second.clientX) / 2,
        clientY: (first.clientY + second.clientY) / 2,
      });
    } else {
      listeners.onZoomOut();
    }
  }

  return () => {
    stop.abort();
    resting.stop();
    if (waiting !== null) clearTimeout(waiting.timer);
  };
}

function distance(a: PointerEvent, b: PointerEvent): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
