/** A part of the page's code that is loaded when it is first wanted, or when there is time for it. */
import { isSuperseded, newerVersion } from '../../engine/newer-version';
import { failure, messageOf, success, type Failure, type Result } from '../../foundation/result';

export type LaterState<T> =
  | { readonly kind: 'away' }
  | { readonly kind: 'coming' }
  | { readonly kind: 'here'; readonly part: T }
  | { readonly kind: 'failed'; readonly failure: Failure };

export class LaterPart<T> {
  state = $state.raw<LaterState<T>>({ kind: 'away' });
  /** As the start of a sentence, such as "The keyboard help". */
  readonly name: string;

  readonly #load: () => Promise<T>;
  #coming: Promise<void> | null = null;

  /** @param load imports the code; rejects where it cannot be fetched */
  constructor(name: string, load: () => Promise<T>) {
    this.name = name;
    this.#load = load;
  }

  /** Loads the part unless it is here; settles when it is or has failed. Where it failed, once more. */
  want(): Promise<void> {
    if (this.state.kind === 'here') return Promise.resolve();
    this.#coming ??= this.#fetch().finally(() => (this.#coming = null));
    return this.#coming;
  }

  /** The part once it is here, or why it could not be loaded. */
  async get(): Promise<Result<T>> {
    await this.want();
    const { state, name } = this;
    if (state.kind === 'here') return success(state.part);
    return failure(state.kind === 'failed' ? state.failure : notLoaded(name, state.kind));
  }

  async #fetch(): Promise<void> {
    this.state = { kind: 'coming' };
    try {
      this.state = { kind: 'here', part: await this.#load() };
    } catch (thrown) {
      const failure = (await isSuperseded()) ? newerVersion : notLoaded(this.name, thrown);
      this.state = { kind: 'failed', failure };
    }
  }
}

function notLoaded(name: string, thrown: unknown): Failure {
  return {
    code: 'part-not-loaded',
    message: `${name} could not be loaded.`,
    remedy:
      'Check the connection and try again; if that does not help, reload the page: what you see is kept in its address.',
    detail: messageOf(thrown),
  };
}

/** Loads parts one after the other when the browser has nothing else to do. */
export function loadWhenIdle(parts: readonly LaterPart<unknown>[]): void {
  const [next, ...others] = parts;
  if (!next) return;
  const idle: (work: () => void) => void =
    'requestIdleCallback' in globalThis ? requestIdleCallback : (work) => setTimeout(work, 200);
  idle(() => void next.want().then(() => loadWhenIdle(others)));
}
