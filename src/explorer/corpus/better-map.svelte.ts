/**
 * A better map of the same papers that comes while the reader looks at the first: it waits until it is
 * wanted, so that nothing moves that somebody looks at.
 */
import type { Neighbours } from '../../clustering/neighbours';
import type { PaperMap } from '../../engine/map';
import type { Undoing } from '../personal/undoing.svelte';

export interface BetterMapParts {
  /** The map on show. */
  readonly map: () => PaperMap | null;
  /** Puts a map in the place of the one on show. */
  readonly show: (map: PaperMap) => void;
  readonly undoing: Undoing;
}

export class BetterMap {
  /** The map that waits; null while none does. */
  waiting = $state.raw<PaperMap | null>(null);

  /** Whether the reader has begun to look at the map on show. */
  #isLookedAt = false;
  readonly #parts: BetterMapParts;

  constructor(parts: BetterMapParts) {
    this.#parts = parts;
  }

  /** The reader has begun to look: points, presses, goes somewhere. */
  lookAt(): void {
    if (this.#parts.map()) this.#isLookedAt = true;
  }

  /** Another map is asked for, which may replace the one on show. */
  reset(): void {
    this.#isLookedAt = false;
    this.waiting = null;
  }

  /**
   * Hears of a map that is made.
   *
   * @returns whether it waits, and so is not to be shown yet
   */
  holds(next: PaperMap): boolean {
    const now = this.#parts.map();
    const isBetter =
      now !== null &&
      !now.settled &&
      next.settled &&
      next.key !== now.key &&
      next.tree.n === now.tree.n;
    if (!isBetter || !this.#isLookedAt) return false;
    this.waiting = next;
    return true;
  }

  /** Shows the map that waits, in a way that can be taken back. */
  show(): void {
    const { waiting } = this;
    const { map, show, undoing } = this.#parts;
    const before = map();
    if (!waiting || !before) return;
    this.waiting = null;
    show(waiting);
    undoing.record({
      label: 'the better map',
      paper: null,
      undo: () => show(before),
      redo: () => show(waiting),
      stands: () => map()?.key === waiting.key,
      isUndone: () => map()?.key === before.key,
    });
  }
}

/** Nearest papers that are compared. */
const nearest = 10;

/**
 * How far two maps of the same papers differ: the part of each paper's nearest papers that are others
 * on the second, 0 to 1, the mean over all papers.
 */
export function changedNeighbours(before: Neighbours, next: Neighbours): number {
  const k = Math.min(nearest, before.k, next.k);
  const n = Math.min(before.n, next.n);
  if (k === 0 || n === 0) return 0;
  let changed = 0;
  for (let paper = 0; paper < n; paper++) {
    const old = before.indices.subarray(paper * before.k, paper * before.k + k);
    for (let rank = 0; rank < k; rank++)
      if (!old.includes(next.indices[paper * next.k + rank] ?? -1)) changed++;
  }
  return changed / (n * k);
}
