/** What became of everything in the files: said before any work starts, and adding up. */

/** A record, or a whole file, that could not be used. */
export interface Refusal {
  readonly file: string;
  /** Line where it begins, counted from 1; null where the format has no lines. */
  readonly line: number | null;
  /** Why, as one sentence. */
  readonly reason: string;
}
