/** What the user did that can be taken back and made again, one after the other. */

export interface Change {
  /** What was done, as the end of "Undo …". */
  readonly label: string;
  /** Id of the paper it was done to; null for a topic, several papers, or what is on show. */
  readonly paper: string | null;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Whether the change still stands as it was made; absent where nothing else can change it. */
  readonly stands?: () => boolean;
  /** The same once it is taken back: whether it can still be made again. */
  readonly isUndone?: () => boolean;
}

/** Changes that can be taken back. */
const remembered = 100;

export class Undoing {
  /** Oldest first. */
  #changes = $state.raw<readonly Change[]>([]);
  /** Changes taken back that can be made again, the one taken back last at the end. */
  #undone = $state.raw<readonly Change[]>([]);

  /** The last change that still stands; null when there is none to take back. */
  readonly last: Change | null = $derived.by(
    () => this.#changes.findLast((change) => change.stands?.() ?? true) ?? null,
  );

  /** The change taken back last; null when there is none to make again. */
  readonly next: Change | null = $derived.by(() => {
    const next = this.#undone.at(-1);
    return next && (next.isUndone?.() ?? true) ? next : null;
  });

  /** Whether nothing was done yet. */
  get isEmpty(): boolean {
    return this.#changes.length === 0;
  }

  /** Notes a change that was made. */
  record(change: Change): void {
    this.#changes = [...this.#changes, change].slice(-remembered);
    this.#undone = [];
  }

  /** Takes back the last change that still stands; those after it are forgotten. */
  undo(): void {
    const { last } = this;
    if (!last) return;
    this.#changes = this.#changes.slice(0, this.#changes.lastIndexOf(last));
    this.#undone = [...this.#undone, last];
    last.undo();
  }

  /** Makes the change taken back last again. */
  redo(): void {
    const { next } = this;
    if (!next) return;
    this.#undone = this.#undone.slice(0, -1);
    this.#changes = [...this.#changes, next].slice(-remembered);
    next.redo();
  }

  /** Forgets everything. */
  clear(): void {
    this.#changes = [];
    this.#undone = [];
  }
}
