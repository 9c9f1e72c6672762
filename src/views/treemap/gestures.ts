/**
 * Pointers to intentions: hovering, tapping, double-tapping and pinching, for mouse, pen and finger.
 */

export interface GestureListeners {
  /** A mouse or pen moved over the view. */
  readonly onMove: (event: PointerEvent) => void;
  readonly onLeave: () => void;
  /** A click or a single tap; `finger` when touched. */
  readonly onTap: (event: PointerEvent, finger: boolean) => void;
  /** A double tap, or two fingers spread around the event's point. */
  readonly onZoomIn: (event: PointerEvent) => void;
  /** Two fingers pinched together. */
  readonly onZoomOut: () => void;
  /** Whether a tap there would open a paper: only then is a second tap waited for. */
  readonly isPaper: (event: PointerEvent) => boolean;
}

/** Milliseconds within which a second tap makes a double tap. */
const doubleTap = 260;
/** CSS pixels a pointer may stray and still tap. */
const stray = 10;
/** Ratio of finger distances that makes a pinch. */
const spread = 1.25;

/** Listens until the returned function is called. */
export function watchGestures(element: HTMLElement, listeners: GestureListeners): () => void {
  const stop = new AbortController();
  const down = new Map<number, PointerEvent>();
  const latest = new Map<number, PointerEvent>();
  let pinched = false;
  let waiting: { event: PointerEvent; timer: ReturnType<typeof setTimeout> } | null = null;

  const on = (type: string, listener: (event: PointerEvent) => void) => {
    element.addEventListener(type, (event) => event instanceof PointerEvent && listener(event), {
      signal: stop.signal,
    });
  };

  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (down.size === 0) pinched = false;
    down.set(event.pointerId, event);
    latest.set(event.pointerId, event);
  });
  on('pointermove', (event) => {
    if (down.has(event.pointerId)) latest.set(event.pointerId, event);
    if (event.pointerType !== 'touch') listeners.onMove(event);
    else if (!pinched && down.size === 2) pinch();
  });
  on('pointerleave', (event) => {
    if (event.pointerType !== 'touch') listeners.onLeave();
  });
  on('pointercancel', forget);
  on('pointerup', (event) => {
    const start = down.get(event.pointerId);
    const wasPinch = pinched || down.size > 1;
    forget(event);
    if (start === undefined || wasPinch || distance(start, event) > stray) return;
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
      listeners.onZoomIn(
        new PointerEvent('pointermove', {
          clientX: (first.clientX + second.clientX) / 2,
          clientY: (first.clientY + second.clientY) / 2,
        }),
      );
    } else {
      listeners.onZoomOut();
    }
  }

  return () => {
    stop.abort();
    if (waiting !== null) clearTimeout(waiting.timer);
  };
}

function distance(a: PointerEvent, b: PointerEvent): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
