/** When the tour begins by itself; apart from its steps, which most visits never load. */

/** What is known of the reader when the tour might begin. */
export interface Newcomer {
  /** Whether the tour was seen through or skipped. */
  readonly tourSeen: boolean;
  /** Whether the visit began at a view that somebody wanted to be seen. */
  readonly cameByLink: boolean;
  /** Whether papers of the reader's own are open or kept on this device; null while that is not known. */
  readonly hasPapers: boolean | null;
}

/** Whether the tour begins unasked: only for whoever is here for the first time, with nothing else in mind. */
export function tourBegins({ tourSeen, cameByLink, hasPapers }: Newcomer): boolean {
  return !tourSeen && !cameByLink && hasPapers === false;
}
