/**
 * Failure as a value. Anything that can go wrong because of the user's input, the machine or the
 * network returns a {@link Result}; exceptions are left for programming errors.
 */

/** A failure a person can act on. */
export interface Failure {
  /** Stable identifier for tests and for choosing a presentation, e.g. `corpus-empty`. */
  readonly code: string;
  /** One sentence that says what happened, naming the file or the thing. */
  readonly message: string;
  /** One sentence that says what the user can do about it. */
  readonly remedy: string;
  /** Technical detail (a stack, a status line), shown on request only. */
  readonly detail?: string;
}

export type Result<T, E extends Failure = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function success<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function failure<E extends Failure>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** The message of anything thrown, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
