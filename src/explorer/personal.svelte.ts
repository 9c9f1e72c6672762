/**
 * What the user made of a corpus: names given to topics, stars, read marks, notes, a reading list.
 * Every change is kept on this device and can be taken back.
 */
import { blankUserState, type UserState } from '../storage/schema';
import type { Library } from './ports';
import type { Undoing } from './undoing.svelte';

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

export class Personal {
  state = $state.raw<UserState>(blankUserState);
  /** Whether the last change could be kept. */
  kept = $state(true);

  readonly #library: Library;
  readonly #undoing: Undoing;
  readonly #starred = $derived(new Set(this.state.starred));
  readonly #listed = $derived(new Set(this.state.readingList));
  /** Ids of the papers marked as read. */
  readonly read: ReadonlySet<string> = $derived.by(() => new Set(this.state.read));
  #corpusId: string | null = null;

  /** @param undoing hears of every change */
  constructor(library: Library, undoing: Undoing) {
    this.#library = library;
    this.#undoing = undoing;
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
    this.#undoing.clear();
    try {
      const state = await this.#library.userState(corpusId);
      if (this.#corpusId === corpusId && this.#undoing.isEmpty) this.state = state;
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

  #change(label: string, paper: string | null, after: UserState): void {
    const before = this.state;
    this.#undoing.record({
      label,
      paper,
      undo: () => this.#set(before),
      redo: () => this.#set(after),
    });
    this.#set(after);
  }

  #set(state: UserState): void {
    this.state = state;
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
