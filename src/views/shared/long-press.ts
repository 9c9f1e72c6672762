/** A finger that rests on a view asks for what a mouse is shown by hovering. */

/** Milliseconds after which a resting finger is a long press, as on the systems of phones. */
const longPress = 500;
/** CSS pixels a pointer may stray and still rest, or tap. */
export const stray = 10;

/** A place in the window, in CSS pixels. */
export type Place = Pick<PointerEvent, 'clientX' | 'clientY'>;

/** Finds out whether a finger rests; it is told of every pointer of one view. */
export class LongPress {
  readonly #onHold: (at: Place) => void;
  #start: PointerEvent | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  /** @param onHold called once a finger has rested, while it is still down */
  constructor(onHold: (at: Place) => void) {
    this.#onHold = onHold;
  }

  down(event: PointerEvent): void {
    const isSecond = this.#start !== null;
    this.stop();
    this.#held = false;
    if (isSecond || event.pointerType !== 'touch') return;
    this.#start = event;
    this.#timer = setTimeout(() => {
      this.#held = true;
      this.#onHold(event);
    }, longPress);
  }

  move(event: PointerEvent): void {
    const start = this.#start;
    if (start === null || this.#held) return;
    if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > stray)
      this.stop();
  }

  /** The finger was lifted, or is no longer this view's. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#start = null;
  }

  /** Whether the last press was a long one, which opens nothing. */
  get held(): boolean {
    return this.#held;
  }
}
