/**
 * What the user made of a corpus: names given to topics, stars, read marks, notes, a reading list.
 * Every change is kept on this device and can be taken back.
 */
import { untrack } from 'svelte';
import type { Failure } from '../../foundation/result';
import { blankUserState, type TopicPapers, type UserState } from '../../storage/schema';
import {
  changesBetween,
  isNoChange,
  noChanges,
  withChanges,
  type TextChange,
  type UserChanges,
} from '../../storage/user-changes';
import type { Undoing } from './undoing.svelte';
import type { UserStates } from './user-states.svelte';

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

  readonly #states: UserStates;
  readonly #undoing: Undoing;
  readonly #starred = $derived(new Set(this.state.starred));
  readonly #listed = $derived(new Set(this.state.readingList));
  /** Ids of the papers marked as read. */
  readonly read: ReadonlySet<string> = $derived.by(() => new Set(this.state.read));
  /** Told apart by what they say: a star changes no name, and nothing with a name in it is made anew. */
  readonly #namesText = $derived(JSON.stringify([this.state.topicNames, this.state.topicPapers]));
  /** The names given to topics, and the papers of these. */
  readonly named: Pick<UserState, 'topicNames' | 'topicPapers'> = $derived(
    this.#namesText === '' ? blankUserState : untrack(() => this.state),
  );
  #corpusId: string | null = null;

  /** @param undoing hears of every change */
  constructor(states: UserStates, undoing: Undoing) {
    this.#states = states;
    this.#undoing = undoing;
    states.onChanged = (corpusId) => {
      if (corpusId === this.#corpusId) this.state = states.now(corpusId);
    };
  }

  /** Why the last changes are not kept; null while they are. */
  get notKept(): Failure | null {
    return this.#states.notKept;
  }

  marksOf(paper: string): Marks {
    return {
      starred: this.#starred.has(paper),
      read: this.read.has(paper),
      listed: this.#listed.has(paper),
      noted: Object.hasOwn(this.state.notes, paper),
    };
  }

  /** Takes up what is kept of a corpus. */
  async enter(corpusId: string): Promise<void> {
    this.#corpusId = corpusId;
    this.state = this.#states.now(corpusId);
    this.#undoing.clear();
    await this.#states.read(corpusId);
  }

  /**
   * Names a topic; an empty name goes back to the one its papers give.
   *
   * @param papers of the topic, by which it is found on other maps
   * @param former what a name that this one takes the place of is kept under
   */
  renameTopic(key: string, name: string, papers: TopicPapers, former = key): void {
    const after = name.trim();
    if (after === (this.state.topicNames[former] ?? '') && former === key) return;
    const gone = former === key ? [] : [[former, null] as const];
    this.#change('renaming', null, {
      topicNames: [...gone, [key, after === '' ? null : after]],
      topicPapers: [...gone, [key, after === '' ? null : papers]],
    });
  }

  /** Forgets a name whose topic is not on the map. */
  forgetName(key: string): void {
    this.#change('forgetting a name', null, {
      topicNames: [[key, null]],
      topicPapers: [[key, null]],
    });
  }

  /** Notes the papers of topics that were named in an earlier version, which kept only the names. */
  notePapers(topics: readonly (readonly [key: string, papers: TopicPapers])[]): void {
    const fresh = topics.filter(
      ([key]) => key in this.state.topicNames && !(key in this.state.topicPapers),
    );
    if (fresh.length > 0) this.#make({ ...noChanges, topicPapers: fresh });
  }

  /** Has topics named without a word or phrase, or with it again. */
  hideWord(word: string, hidden = true): void {
    this.#change(hidden ? `hiding “${word}” in names` : `showing “${word}” in names again`, null, {
      hiddenWords: [[word.toLowerCase(), hidden]],
    });
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
    const after = on ? [...marked, ...changed] : marked.filter((paper) => !changed.has(paper));
    this.#change(
      `${on ? giving : taking}${many}`,
      changed.size > 1 ? null : first,
      changesBetween(this.state, { ...this.state, [list]: after }),
    );
  }

  /**
   * Moves a paper of the reading list before or after others.
   *
   * @param to position in the list, counted from 0; beyond its ends is at its ends
   */
  moveListed(paper: string, to: number): void {
    const { readingList } = this.state;
    const from = readingList.indexOf(paper);
    const at = Math.max(0, Math.min(readingList.length - 1, to));
    if (from < 0 || from === at) return;
    const others = readingList.toSpliced(from, 1);
    const place = { after: others[at - 1] ?? null };
    this.#change('moving in the reading list', paper, { readingList: [[paper, place]] });
  }

  /**
   * Writes a note; one of nothing but space is none.
   *
   * @param from the note as it was when writing began, if another tab may have changed it since
   */
  note(paper: string, text: string, from = this.state.notes[paper] ?? ''): void {
    this.#draft(null);
    const change = noteChange(text, from);
    if (change !== null) this.#change('the note', paper, { notes: [[paper, change]] });
  }

  /** A note that is still being written: a change only if this tab ends before it is one. */
  draftNote(paper: string, text: string, from: string): void {
    const change = noteChange(text, from);
    this.#draft(change && { ...noChanges, notes: [[paper, change]] });
  }

  #draft(changes: UserChanges | null): void {
    if (this.#corpusId !== null) this.#states.draft(this.#corpusId, changes);
  }

  /** Saves a search under a name, its own words where that is empty; null forgets it. */
  saveSearch(query: string, name: string | null): void {
    const asked = query.trim();
    const before = this.state.searches[asked];
    if (asked === '' || (name === null && before === undefined)) return;
    const kept = before === undefined ? 'saving a search' : 'renaming a search';
    const label = name === null ? 'forgetting a search' : kept;
    this.#change(label, null, { searches: [[asked, name === null ? null : name.trim() || asked]] });
  }

  #change(label: string, paper: string | null, made: Partial<UserChanges>): void {
    const before = this.state;
    const changes = { ...noChanges, ...made };
    const after = withChanges(before, changes);
    const back = changesBetween(after, before);
    if (isNoChange(back)) return;
    this.#undoing.record({
      label,
      paper,
      // Only what was changed is taken back: another tab may have changed the rest.
      undo: () => this.#make(back),
      redo: () => this.#make(changesBetween(before, after)),
    });
    this.#make(changes);
  }

  #make(changes: UserChanges): void {
    const corpusId = this.#corpusId;
    if (corpusId === null) return;
    this.#states.change(corpusId, changes);
    this.state = this.#states.now(corpusId);
  }
}

/** Null where there is none. */
function noteChange(text: string, from: string): TextChange | null {
  const to = text.trim() === '' ? null : text;
  const before = from === '' ? null : from;
  return to === before ? null : { from: before, to };
}
