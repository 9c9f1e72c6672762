/** Finds a worker that hangs: while something is asked of it, it must answer now and then. */

/** Looks at the worker during the longest silence allowed. */
const looks = 12;

/**
 * Asks a worker for a sign of life, in turn, while it is watched. Only looks are counted, not time:
 * a machine that sleeps, or a page that the browser has put aside, takes no looks, and a worker that
 * slept as well is given its whole time again.
 */
export class Heartbeat {
  readonly #ping: () => Promise<unknown>;
  readonly #silence: number;
  readonly #onSilence: (seconds: number) => void;
  /** Calls that wait for an answer. */
  #waiting = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Looks since the worker last gave a sign. */
  #missed = 0;
  #isAsked = false;

  /**
   * @param ping asks the worker; what it rejects with is of no interest here
   * @param silence milliseconds
   * @param onSilence is told once how long nothing was heard; the heartbeat has ended then
   */
  constructor(ping: () => Promise<unknown>, silence: number, onSilence: (seconds: number) => void) {
    this.#ping = ping;
    this.#silence = silence;
    this.#onSilence = onSilence;
  }

  /** Something is asked of the worker. */
  watch(): void {
    this.#waiting++;
    if (this.#timer !== undefined) return;
    this.#missed = 0;
    this.#timer = setInterval(() => this.#look(), this.#silence / looks);
  }

  /** It was answered. */
  leave(): void {
    this.#waiting--;
    if (this.#waiting === 0) this.end();
  }

  /** Watches no more. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    if (this.#missed >= looks) {
      this.end();
      this.#onSilence(Math.round(this.#silence / 1000));
      return;
    }
    this.#missed++;
    if (this.#isAsked) return;
    this.#isAsked = true;
    const heard = (): void => {
      this.#isAsked = false;
      this.#missed = 0;
    };
    this.#ping().then(heard, heard);
  }
}
