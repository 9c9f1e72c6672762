/** The browser's address and history, behind an interface so that the explorer runs without them. */
export interface AddressBar {
  /** The present hash with its `#`, or the empty string. */
  read(): string;
  /** How many steps this visit can go back within the page. */
  readonly depth: number;
  /** Leaves the present entry behind and begins a new one. */
  push(hash: string): void;
  /** Changes the present entry. */
  replace(hash: string): void;
  /** Goes to the entry before. */
  back(): void;
  /** Goes to the entry after, if there is one. */
  forward(): void;
  /** Tells when the user moves through the history or edits the address; returns how to stop. */
  onChange(listener: () => void): () => void;
}

interface EntryState {
  readonly depth: number;
}

function depthOf(state: unknown): number {
  const depth = (state as Partial<EntryState> | null)?.depth;
  return typeof depth === 'number' ? depth : 0;
}

/** The real thing: one history entry per zoom, so that the browser's own buttons walk the map. */
export class BrowserAddressBar implements AddressBar {
  readonly #window: Window;

  constructor(view: Window) {
    this.#window = view;
  }

  get depth(): number {
    return depthOf(this.#window.history.state);
  }

  read(): string {
    return this.#window.location.hash;
  }

  push(hash: string): void {
    const state: EntryState = { depth: this.depth + 1 };
    this.#window.history.pushState(state, '', this.#url(hash));
  }

  replace(hash: string): void {
    const state: EntryState = { depth: this.depth };
    this.#window.history.replaceState(state, '', this.#url(hash));
  }

  back(): void {
    this.#window.history.back();
  }

  forward(): void {
    this.#window.history.forward();
  }

  onChange(listener: () => void): () => void {
    this.#window.addEventListener('popstate', listener);
    return () => {
      this.#window.removeEventListener('popstate', listener);
    };
  }

  #url(hash: string): string {
    const { pathname, search } = this.#window.location;
    return pathname + search + hash;
  }
}
