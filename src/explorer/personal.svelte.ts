/**
 * What the user made of a corpus: names given to topics, stars, notes, a reading list. Every change
 * is kept on this device and can be taken back.
 */
import { blankUserState, type UserState } from '../storage/schema';
import type { Library } from './ports';

interface Change {
  /** What was done, as the end of "Undo …". */
  readonly label: string;
  readonly before: UserState;
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
  #corpusId: string | null = null;

  constructor(library: Library) {
    this.#library = library;
  }

  /** What the last change was, as the end of "Undo …"; null when there is none. */
  get undoable(): string | null {
    return this.changes.at(-1)?.label ?? null;
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
    this.#change('renaming', { ...this.state, topicNames });
  }

  toggleStar(paper: string): void {
    const starred = this.state.starred.includes(paper)
      ? this.state.starred.filter((id) => id !== paper)
      : [...this.state.starred, paper];
    this.#change('star', { ...this.state, starred });
  }

  note(paper: string, text: string): void {
    const { [paper]: before, ...others } = this.state.notes;
    if (text === (before ?? '')) return;
    const notes = text.trim() === '' ? others : { ...others, [paper]: text };
    this.#change('note', { ...this.state, notes });
  }

  undo(): void {
    const last = this.changes.at(-1);
    if (!last) return;
    this.changes = this.changes.slice(0, -1);
    this.state = last.before;
    void this.#keep();
  }

  #change(label: string, next: UserState): void {
    this.changes = [...this.changes, { label, before: this.state }].slice(-remembered);
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
