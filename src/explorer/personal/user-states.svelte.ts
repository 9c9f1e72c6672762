/**
 * What the user did with each corpus, as this tab and the other tabs of the page know it. A change is
 * true here at once; it is kept by itself, beside what other tabs changed meanwhile, and stays here
 * and is tried again until it is. What could not be kept, or is being written, outlives the tab.
 */
import type { Corpus } from '../../corpus/paper';
import type { KeptLibrary } from '../../engine/kept-library';
import { messageOf, type Failure, type Result } from '../../foundation/result';
import { blankUserState, type UserState } from '../../storage/schema';
import {
  changesBetween,
  isNoChange,
  noChanges,
  withChanges,
  type UserChanges,
} from '../../storage/user-changes';

/** Where it is kept. */
export type UserStateStore = Pick<KeptLibrary<Corpus>, 'userState' | 'changeUserState'>;

/** How tabs tell each other that there is something new of a corpus. */
export interface TabNews {
  tell(corpusId: string): void;
  /** Called with the id of a corpus when another tab has kept something of it. */
  onNews(hear: (corpusId: string) => void): void;
}

/** What outlives this tab. */
export interface TabMemory {
  /** What an earlier page of this tab wrote. */
  read(): string | null;
  write(text: string | null): void;
  /** Hands over what tabs that are gone have written, each once. */
  onLeftBehind?(take: (text: string) => void): void;
}

export interface UserStatesParts {
  readonly store: UserStateStore;
  readonly news?: TabNews;
  readonly memory?: TabMemory;
  /** Called before the first change is kept. */
  readonly onFirstChange?: () => void;
  /** Milliseconds before what could not be kept is tried again. */
  readonly patience?: number;
}

interface Known {
  /** As it is kept; null until it was read. */
  stored: UserState | null;
  /** Changes that are not kept yet, oldest first. */
  unsaved: readonly UserChanges[];
}

export class UserStates {
  /** Why the latest changes are not kept; null while all of them are. */
  notKept = $state.raw<Failure | null>(null);
  /** Called when another tab, or keeping, has changed what is known of a corpus. */
  onChanged: (corpusId: string) => void = () => undefined;

  readonly #parts: UserStatesParts;
  readonly #known = new Map<string, Known>();
  /** What is being written, by corpus. */
  readonly #drafts = new Map<string, UserChanges>();
  /** Reading and writing in turn: an answer never overtakes a later one. */
  #turn: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = false;

  constructor(parts: UserStatesParts) {
    this.#parts = parts;
    this.#recall(parts.memory?.read() ?? null);
    parts.news?.onNews((corpusId) => {
      if (this.#known.get(corpusId)?.stored) void this.read(corpusId);
    });
    if (this.#known.size > 0) void this.retry();
    parts.memory?.onLeftBehind?.((text) => {
      this.#recall(text);
      this.#remember();
      void this.retry();
    });
  }

  /** What is known at this moment, with what is not kept yet. */
  now(corpusId: string): UserState {
    const known = this.#known.get(corpusId);
    return known
      ? known.unsaved.reduce(withChanges, known.stored ?? blankUserState)
      : blankUserState;
  }

  /** Reads what is kept; where that fails, what was known before stays. */
  async read(corpusId: string): Promise<UserState> {
    await this.#inTurn(async () => {
      const read = await answer(() => this.#parts.store.userState(corpusId));
      if (read.ok) this.#of(corpusId).stored = read.value;
      else this.notKept = read.error;
    });
    this.onChanged(corpusId);
    return this.now(corpusId);
  }

  /** Makes a change: true at once, kept as soon as can be. */
  change(corpusId: string, changes: UserChanges): void {
    if (isNoChange(changes)) return;
    if (!this.#asked) this.#parts.onFirstChange?.();
    this.#asked = true;
    const known = this.#of(corpusId);
    known.unsaved = [...known.unsaved, changes];
    this.#remember();
    void this.#keep(corpusId);
  }

  /** Remembers what is not a change yet, should this tab end before it is; null when there is nothing. */
  draft(corpusId: string, changes: UserChanges | null): void {
    if (changes === null && !this.#drafts.delete(corpusId)) return;
    if (changes !== null) this.#drafts.set(corpusId, changes);
    this.#remember();
  }

  /** What was done with one corpus goes with its papers to another, unless something was done there. */
  async takeAlong(from: string, to: string): Promise<void> {
    const there = await this.read(to);
    if (!isNoChange(changesBetween(blankUserState, there))) return;
    this.change(to, changesBetween(blankUserState, await this.read(from)));
    await this.#turn;
  }

  /** A corpus was deleted: nothing of it is to be kept any more. */
  forget(corpusId: string): void {
    this.#known.delete(corpusId);
    this.#drafts.delete(corpusId);
    this.#remember();
  }

  /** Tries again to keep what could not be kept. */
  async retry(): Promise<void> {
    for (const [corpusId, { unsaved }] of this.#known)
      if (unsaved.length > 0) await this.#keep(corpusId);
  }

  #of(corpusId: string): Known {
    const known = this.#known.get(corpusId) ?? { stored: null, unsaved: [] };
    this.#known.set(corpusId, known);
    return known;
  }

  async #keep(corpusId: string): Promise<void> {
    await this.#inTurn(async () => {
      const known = this.#known.get(corpusId);
      const making = known?.unsaved ?? [];
      if (known === undefined || making.length === 0) return;
      const kept = await answer(() => this.#parts.store.changeUserState(corpusId, making));
      if (!kept.ok) {
        this.notKept = kept.error;
        this.#tryLater();
        return;
      }
      known.stored = kept.value;
      known.unsaved = known.unsaved.slice(making.length);
      this.#remember();
      if ([...this.#known.values()].every(({ unsaved }) => unsaved.length === 0))
        this.notKept = null;
      this.#parts.news?.tell(corpusId);
      this.onChanged(corpusId);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.retry(), this.#parts.patience ?? 15_000);
  }

  #remember(): void {
    const ids = new Set([...this.#known.keys(), ...this.#drafts.keys()]);
    const unsaved = [...ids].flatMap((corpusId): Remembered[number][] => {
      const draft = this.#drafts.get(corpusId);
      const changes = [...(this.#known.get(corpusId)?.unsaved ?? []), ...(draft ? [draft] : [])];
      return changes.length > 0 ? [[corpusId, changes]] : [];
    });
    this.#parts.memory?.write(unsaved.length > 0 ? JSON.stringify([version, unsaved]) : null);
  }

  /** Takes up what an earlier page could not keep, or had not finished. */
  #recall(text: string | null): void {
    for (const [corpusId, unsaved] of recalled(text)) {
      const known = this.#of(corpusId);
      // An earlier page knew fewer kinds of change.
      const changes = unsaved.map((some) => ({ ...noChanges, ...some }));
      known.unsaved = [...known.unsaved, ...changes];
    }
  }
}

/** Of what is remembered; another one is left for whoever wrote it. */
const version = 1;

type Remembered = readonly (readonly [
  corpusId: string,
  unsaved: readonly Partial<UserChanges>[],
])[];

/** What an earlier page could not keep. */
function recalled(text: string | null): Remembered {
  if (text === null) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isRemembered(parsed)) return [];
    return parsed[1];
  } catch {
    return [];
  }
}

/** Only pages of this address write there, so that the version says it all. */
function isRemembered(parsed: unknown): parsed is readonly [number, Remembered] {
  return Array.isArray(parsed) && parsed[0] === version && Array.isArray(parsed[1]);
}

async function answer<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ask();
  } catch (thrown) {
    return {
      ok: false,
      error: {
        code: 'not-kept-unanswered',
        message: 'What you do is not being kept at the moment.',
        remedy: 'It stays in this tab and is tried again; save the workspace before you close it.',
        detail: messageOf(thrown),
      },
    };
  }
}
