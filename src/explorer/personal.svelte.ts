/**
 * What the user made of a corpus: names given to topics, stars, read marks, notes, a reading list.
 * Every change is kept on this device and can be taken back.
 */
import { blankUserState, type UserState } from '../storage/schema';
import type { Library } from './ports';

export interface Change {
  /** What was done, as the end of "Undo …". */
  readonly label: string;
  /** Id of the paper it was done to; null for a topic, and for several papers. */
  readonly paper: string | null;
  readonly before: UserState;
  readonly after: UserState;
}

/** What is kept about one paper as a yes or no. */
export interface Marks {
  readonly starred: boolean;
  readonly read: boolean;
  readonly listed: boolean;
  readonly noted: boolean;
}

/** A mark that many papers can be given at once. */
export type Mark = 'starred' | 'read' | 'listed';

/** Where each mark is kept, and what giving and taking it is called. */
const markings = {
  starred: { list: 'starred', on: 'the star', off: 'removing the star' },
  read: { list: 'read', on: 'marking as read', off: 'marking as unread' },
  listed: {
    list: 'readingList',
    on: 'adding to the reading list',
    off: 'removing from the reading list',
  },
} as const;

/** Changes that can be taken back. */
const remembered = 100;

export class Personal {
  state = $state.raw<UserState>(blankUserState);
  /** Oldest first. */
  changes = $state.raw<readonly Change[]>([]);
  /** Changes taken back that can be made again, the one taken back first at the front. */
  undone = $state.raw<readonly Change[]>([]);
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

  /** The change taken back last; null when there is none to make again. */
  get next(): Change | null {
    return this.undone.at(-1) ?? null;
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
    this.undone = [];
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
    this.mark('starred', [paper], !this.#starred.has(paper));
  }

  toggleRead(paper: string): void {
    this.mark('read', [paper], !this.read.has(paper));
  }

  /** Adds a paper to the end of the reading list, or takes it off. */
  toggleListed(paper: string): void {
    this.mark('listed', [paper], !this.#listed.has(paper));
  }

  /** Gives papers a mark or takes it from them, as one change; those it is true of already stay. */
  mark(mark: Mark, papers: readonly string[], on: boolean): void {
    const { list, on: giving, off: taking } = markings[mark];
    const marked = this.state[list];
    const has = new Set(marked);
    const changed = new Set(papers.filter((paper) => has.has(paper) !== on));
    const [first] = changed;
    if (first === undefined) return;
    const many = changed.size > 1 ? ` (${changed.size.toLocaleString('en')} papers)` : '';
    this.#change(`${on ? giving : taking}${many}`, changed.size > 1 ? null : first, {
      ...this.state,
      [list]: on ? [...marked, ...changed] : marked.filter((paper) => !changed.has(paper)),
    });
  }

  /**
   * Moves a paper of the reading list before or after others.
   *
   * @param to position in the list, counted from 0; beyond its ends is at its ends
   */
  moveListed(paper: string, to: number): void {
    const { readingList } = this.state;
    const from = readingList.indexOf(paper);
    const place = Math.max(0, Math.min(readingList.length - 1, to));
    if (from < 0 || from === place) return;
    const moved = readingList.toSpliced(from, 1).toSpliced(place, 0, paper);
    this.#change('moving in the reading list', paper, { ...this.state, readingList: moved });
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
    this.undone = [...this.undone, last];
    this.state = last.before;
    void this.#keep();
  }

  /** Makes the change taken back last again. */
  redo(): void {
    const { next } = this;
    if (!next) return;
    this.undone = this.undone.slice(0, -1);
    this.changes = [...this.changes, next].slice(-remembered);
    this.state = next.after;
    void this.#keep();
  }

  #change(label: string, paper: string | null, after: UserState): void {
    const change = { label, paper, before: this.state, after };
    this.changes = [...this.changes, change].slice(-remembered);
    this.undone = [];
    this.state = after;
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
