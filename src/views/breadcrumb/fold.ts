/** A long path made short: its beginning, its end, and what waits between them. */

export interface Step {
  /** Dendrogram node. */
  readonly node: number;
  readonly name: string;
}

export interface Folded {
  readonly first: readonly Step[];
  readonly hidden: readonly Step[];
  readonly last: readonly Step[];
}

/**
 * Shows at most `room` steps (at least 1): the first, where there is room for two, and as many of the
 * last as there is room for.
 */
export function fold(steps: readonly Step[], room: number): Folded {
  if (steps.length <= room) return { first: steps, hidden: [], last: [] };
  const tail = Math.max(1, room - 2);
  const head = room === 1 ? 0 : 1;
  return {
    first: steps.slice(0, head),
    hidden: steps.slice(head, -tail),
    last: steps.slice(-tail),
  };
}
