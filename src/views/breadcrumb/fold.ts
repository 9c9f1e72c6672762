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

/** Shows at most `room` steps (at least 2): the first and as many of the last as there is room for. */
export function fold(steps: readonly Step[], room: number): Folded {
  if (steps.length <= room) return { first: steps, hidden: [], last: [] };
  const tail = Math.max(1, room - 2);
  return {
    first: steps.slice(0, 1),
    hidden: steps.slice(1, -tail),
    last: steps.slice(-tail),
  };
}
