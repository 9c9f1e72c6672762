/**
 * What the user made of a corpus: names given to topics, stars, read marks, notes, a reading list.
 * Every change is kept on this device and can be taken back.
 */
import { blankUserState, type UserState } from '../storage/schema';
import type { Library } from './ports';

export interface Change {
  /** What was done, as the end of "Undo …". */
  readonly label: string;
  /** Id of the paper it was done to; null for a topic. */
  readonly paper: string | null;
  readonly before: UserState;
}

/** What is kept about one paper as a yes or no. */
export interface Marks {
  readonly starred: boolean;
  readonly read: boolean;
  readonly listed: boolean;
  readonly noted: boolean;
}

/** Changes that can be taken back. */
const remembered = 100;

export class Personal {
  state = $state.raw<UserState>(blankUserState);
  /** Oldest first. */
  changes = $state.raw<readonly Change[]>([]);
  /** Whether the last change could be kept. */
  kept = $state(true);

  readonly #library: Library;
  readonly #starred = $derived(new Set(this.state.starred));
  readonly #listed = $derived(new Set(this.state.readingList));
  /** Ids of the papers marked as read. */
  readonly read: ReadonlySet<string> = $derived.by(() => new Set(this.state.read));
  #corpusId: string | null = null;

  constructor(library: Library) {
    this.#library = library;
  }

  /** The last change; null when there is none to take back. */
  get last(): Change | null {
    return this.changes.at(-1) ?? null;
  }

  /** What the last change was, as the end of "Undo …"; null when there is none. */
  get undoable(): string | null {
    return this.last?.label ?? null;
  }

  marksOf(paper: string): Marks {
    return {
      starred: this.#starred.has(paper),
      read: this.read.has(paper),
      listed: this.#listed.has(paper),
      noted: paper in this.state.notes,
    };
  }

  /** Takes up what is kept of a corpus. */
  async enter(corpusId: string): Promise<void> {
    this.#corpusId = corpusId;
    this.state = blankUserState;
    this.changes = [];
    try {
      const state = await this.#library.userState(corpusId);
      if (this.#corpusId === corpusId && this.changes.length === 0) this.state = state;
    } catch {
      this.kept = false;
    }
  }

  /** Names a topic; an empty name goes back to the one its papers give. */
  renameTopic(key: string, name: string): void {
    const { [key]: before, ...others } = this.state.topicNames;
    const after = name.trim();
    if (after === (before ?? '')) return;
    const topicNames = after === '' ? others : { ...others, [key]: after };
    this.#change('renaming', null, { ...this.state, topicNames });
  }

  toggleStar(paper: string): void {
    const label = this.#starred.has(paper) ? 'removing the star' : 'the star';
    this.#change(label, paper, { ...this.state, starred: toggled(this.state.starred, paper) });
  }

  toggleRead(paper: string): void {
    const label = this.read.has(paper) ? 'marking as unread' : 'marking as read';
    this.#change(label, paper, { ...this.state, read: toggled(this.state.read, paper) });
  }

  /** Adds a paper to the end of the reading list, or takes it off. */
  toggleListed(paper: string): void {
    const label = this.#listed.has(paper)
      ? 'removing from the reading list'
      : 'adding to the reading list';
    const readingList = toggled(this.state.readingList, paper);
    this.#change(label, paper, { ...this.state, readingList });
  }

  note(paper: string, text: string): void {
    const { [paper]: before, ...others } = this.state.notes;
    if (text === (before ?? '')) return;
    const notes = text.trim() === '' ? others : { ...others, [paper]: text };
    this.#change('the note', paper, { ...this.state, notes });
  }

  undo(): void {
    const { last } = this;
    if (!last) return;
    this.changes = this.changes.slice(0, -1);
    this.state = last.before;
    void this.#keep();
  }

  #change(label: string, paper: string | null, next: UserState): void {
    this.changes = [...this.changes, { label, paper, before: this.state }].slice(-remembered);
    this.state = next;
    void this.#keep();
  }

  async #keep(): Promise<void> {
    if (this.#corpusId === null) return;
    try {
      await this.#library.keepUserState(this.#corpusId, this.state);
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }
}

/** The list without the id, or with it at the end. */
function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
