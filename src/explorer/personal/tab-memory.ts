/** What this tab remembers beyond its end, and how it hears of the other tabs of the page. */
import type { TabMemory, TabNews } from './user-states.svelte';

const name = 'papergrove-notes';
/** Where a tab keeps which place is its own. */
const keyName = 'papergrove-tab';

/** What tells a live tab from one that is gone, whose notes another may take up: `navigator.locks`. */
interface Locks {
  request(
    name: string,
    options: LockOptions,
    use: (lock: Lock | null) => unknown,
  ): Promise<unknown>;
}

/** The part of a window that is used. */
export interface TabView {
  readonly localStorage: Storage;
  readonly sessionStorage: Storage;
  readonly navigator: { readonly locks?: Locks };
}

/**
 * A place of this tab's own, which outlives it; where tabs cannot tell whether another is gone, one
 * that outlives a reload. A browser that refuses both gives one that forgets.
 */
export function tabMemory(view: TabView): TabMemory {
  const { locks } = view.navigator;
  const place = locks === undefined ? null : storageOf(() => view.localStorage);
  const tab = storageOf(() => view.sessionStorage);
  if (locks === undefined || place === null || tab === null) return rememberedIn(tab, name);
  return new LastingMemory(locks, place, tab);
}

class LastingMemory implements TabMemory {
  readonly #locks: Locks;
  readonly #place: Storage;
  readonly #tab: Storage;
  #key: string;
  #text: string | null = null;
  #isHeld = false;

  constructor(locks: Locks, place: Storage, tab: Storage) {
    this.#locks = locks;
    this.#place = place;
    this.#tab = tab;
    this.#key = tab.getItem(keyName) ?? this.#newKey();
  }

  read(): string | null {
    // Earlier versions wrote to the tab's own storage.
    return rememberedIn(this.#place, this.#key).read() ?? rememberedIn(this.#tab, name).read();
  }

  write(text: string | null): void {
    this.#text = text;
    rememberedIn(this.#place, this.#key).write(text);
    rememberedIn(this.#tab, name).write(null);
    if (text !== null && !this.#isHeld) void this.#hold();
  }

  onLeftBehind(take: (text: string) => void): void {
    const keys = Array.from({ length: this.#place.length }, (_, i) => this.#place.key(i) ?? '');
    for (const key of keys)
      if (key.startsWith(`${name}:`) && key !== this.#key)
        void this.#locks.request(key, { ifAvailable: true }, (lock) => {
          if (lock === null) return;
          const text = this.#place.getItem(key);
          if (text !== null) take(text);
          this.#place.removeItem(key);
        });
  }

  /** Says that this tab lives, for as long as it does. A copy of a tab has the key of the first. */
  async #hold(): Promise<void> {
    this.#isHeld = true;
    await this.#locks.request(this.#key, { ifAvailable: true }, (lock) =>
      lock === null ? undefined : new Promise<void>(() => undefined),
    );
    this.#key = this.#newKey();
    this.#isHeld = false;
    this.write(this.#text);
  }

  #newKey(): string {
    const key = `${name}:${crypto.randomUUID()}`;
    rememberedIn(this.#tab, keyName).write(key);
    return key;
  }
}

/** A storage, or null where the browser refuses it. */
function storageOf(get: () => Storage): Storage | null {
  try {
    const storage = get();
    storage.getItem(name);
    return storage;
  } catch {
    return null;
  }
}

function rememberedIn(place: Storage | null, key: string): TabMemory {
  return {
    read: () => place?.getItem(key) ?? null,
    write: (text) => {
      try {
        if (text === null) place?.removeItem(key);
        else place?.setItem(key, text);
      } catch {
        // What does not fit is still in memory.
      }
    },
  };
}

/** The other tabs of the page in this browser; none where tabs cannot speak to each other. */
export function tabNews(): TabNews {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null;
  return {
    tell: (corpusId) => channel?.postMessage(corpusId),
    onNews: (hear) => {
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') hear(data);
      });
    },
  };
}
