/**
 * What a person did with a corpus as changes to single fields of single papers, so that what several
 * tabs do at the same time can be put together and none undoes what another did.
 *
 * - A mark, a place in the reading list, a topic's or a saved search's name, a word hidden in names: the
 *   change written last stands.
 * - A note is never thrown away unread. A change says which text it took the place of; where that is
 *   no longer the text that is there, both stay.
 */
import type { TopicPapers, UserState } from './schema';

/** By paper id or topic key, in the order in which they are made. */
type Entries<Value> = readonly (readonly [key: string, value: Value])[];

/** A text and the one it takes the place of; null for none. */
export interface TextChange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Where a paper comes to stand in the reading list. */
export interface Place {
  /** The paper before it; null at the top. One that is not in the list stands for its end. */
  readonly after: string | null;
}

/** Plain data: it crosses to a worker, and is written as JSON. */
export interface UserChanges {
  /** Null takes the name back. */
  readonly topicNames: Entries<string | null>;
  /** Null where the name is taken back. */
  readonly topicPapers: Entries<TopicPapers | null>;
  readonly hiddenWords: Entries<boolean>;
  readonly notes: Entries<TextChange>;
  readonly starred: Entries<boolean>;
  readonly read: Entries<boolean>;
  /** Null takes the paper off the list. */
  readonly readingList: Entries<Place | null>;
  /** Null forgets the search. */
  readonly searches: Entries<string | null>;
}

export const noChanges: UserChanges = {
  topicNames: [],
  topicPapers: [],
  hiddenWords: [],
  notes: [],
  starred: [],
  read: [],
  readingList: [],
  searches: [],
};

/** What turns one state into another. */
export function changesBetween(before: UserState, after: UserState): UserChanges {
  return {
    topicNames: changedNames(before.topicNames, after.topicNames),
    searches: changedNames(before.searches, after.searches),
    topicPapers: changedPapers(before.topicPapers, after.topicPapers),
    hiddenWords: changedMarks(before.hiddenWords, after.hiddenWords),
    notes: changedTexts(before.notes, after.notes),
    starred: changedMarks(before.starred, after.starred),
    read: changedMarks(before.read, after.read),
    readingList: changedPlaces(before.readingList, after.readingList),
  };
}

/** Whether there is nothing to change. */
export function isNoChange(changes: UserChanges): boolean {
  return Object.values(changes).every((entries: Entries<unknown>) => entries.length === 0);
}

/** A state after changes that may have been made to another one. */
export function withChanges(state: UserState, changes: UserChanges): UserState {
  if (isNoChange(changes)) return state;
  const topicPapers = new Map(Object.entries(state.topicPapers));
  for (const [key, papers] of changes.topicPapers) put(topicPapers, key, papers);
  const notes = new Map(Object.entries(state.notes));
  for (const [paper, change] of changes.notes)
    put(notes, paper, mergedText(notes.get(paper) ?? null, change));
  return {
    ...state,
    topicNames: named(state.topicNames, changes.topicNames),
    searches: named(state.searches, changes.searches),
    topicPapers: Object.fromEntries(topicPapers),
    hiddenWords: marked(state.hiddenWords, changes.hiddenWords),
    notes: Object.fromEntries(notes),
    starred: marked(state.starred, changes.starred),
    read: marked(state.read, changes.read),
    readingList: placed(state.readingList, changes.readingList),
  };
}

function changedNames(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Entries<string | null> {
  return changedTexts(before, after).map(([key, { to }]) => [key, to] as const);
}

function named(
  names: Readonly<Record<string, string>>,
  changes: Entries<string | null>,
): Readonly<Record<string, string>> {
  if (changes.length === 0) return names;
  const texts = new Map(Object.entries(names));
  for (const [key, name] of changes) put(texts, key, name);
  return Object.fromEntries(texts);
}

function changedTexts(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Entries<TextChange> {
  const old = new Map(Object.entries(before));
  const changes: [string, TextChange][] = [];
  for (const [key, to] of Object.entries(after)) {
    const from = old.get(key) ?? null;
    old.delete(key);
    if (from !== to) changes.push([key, { from, to }]);
  }
  for (const [key, from] of old) changes.push([key, { from, to: null }]);
  return changes;
}

/** The papers of a topic are those its key stands for, so that only whether they are known changes. */
function changedPapers(
  before: UserState['topicPapers'],
  after: UserState['topicPapers'],
): Entries<TopicPapers | null> {
  return [
    ...Object.entries(after).filter(([key, papers]) => before[key] !== papers),
    ...Object.keys(before)
      .filter((key) => !(key in after))
      .map((key) => [key, null] as const),
  ];
}

function put<Value>(entries: Map<string, Value>, key: string, value: Value | null): void {
  if (value === null) entries.delete(key);
  else entries.set(key, value);
}

/** What a text becomes by a change that was perhaps made to another one. */
function mergedText(there: string | null, { from, to }: TextChange): string | null {
  if (there === from || there === to || there === null) return to;
  if (to === null) return there;
  const base = from ?? '';
  if (!to.startsWith(base) || !there.startsWith(base)) return `${there}\n\n${to}`;
  const addition = to.slice(base.length);
  const apart = base === '' ? '\n\n' : /\s$/u.test(there) || /^\s/u.test(addition) ? '' : '\n';
  return there + apart + addition;
}

function changedMarks(before: readonly string[], after: readonly string[]): Entries<boolean> {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...[...old].filter((paper) => !now.has(paper)).map((paper) => [paper, false] as const),
    ...[...now].filter((paper) => !old.has(paper)).map((paper) => [paper, true] as const),
  ];
}

function marked(papers: readonly string[], changes: Entries<boolean>): readonly string[] {
  if (changes.length === 0) return papers;
  const has = new Set(papers);
  for (const [paper, on] of changes) {
    if (on) has.add(paper);
    else has.delete(paper);
  }
  return [...has];
}

/** Papers that left the list, and as few of the others as can be said to have moved. */
function changedPlaces(before: readonly string[], after: readonly string[]): Entries<Place | null> {
  const now = new Set(after);
  const left = before.filter((paper) => !now.has(paper)).map((paper) => [paper, null] as const);
  const stayed = inOrder(before, after);
  const moved = after.flatMap((paper, at) =>
    stayed.has(paper) ? [] : [[paper, { after: after[at - 1] ?? null }] as const],
  );
  return [...left, ...moved];
}

/** As many papers as possible that stand in the same order in both lists: the longest rising run of places. */
function inOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(before.map((paper, place) => [paper, place]));
  /** Papers that end the shortest run of each length with the smallest place. */
  const ends: { readonly paper: string; readonly place: number }[] = [];
  const previous = new Map<string, string | undefined>();
  for (const paper of after) {
    const place = places.get(paper);
    if (place === undefined) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.place ?? Infinity) < place) low = middle + 1;
      else high = middle;
    }
    previous.set(paper, ends[low - 1]?.paper);
    ends[low] = { paper, place };
  }
  const run = new Set<string>();
  for (let at = ends.at(-1)?.paper; at !== undefined; at = previous.get(at)) run.add(at);
  return run;
}

/** A list with papers put elsewhere; a chain, so that many take no longer than they are. */
function placed(papers: readonly string[], changes: Entries<Place | null>): readonly string[] {
  if (changes.length === 0) return papers;
  const next = new Map<string | null, string | null>();
  const previous = new Map<string | null, string | null>();
  const join = (one: string | null, other: string | null): void => {
    next.set(one, other);
    previous.set(other, one);
  };
  let last: string | null = null;
  for (const paper of papers) {
    join(last, paper);
    last = paper;
  }
  join(last, null);
  for (const [paper, place] of changes) {
    if (next.has(paper)) {
      join(previous.get(paper) ?? null, next.get(paper) ?? null);
      next.delete(paper);
      previous.delete(paper);
    }
    if (place === null) continue;
    const anchor: string | null = next.has(place.after)
      ? place.after
      : (previous.get(null) ?? null);
    const following = next.get(anchor) ?? null;
    join(anchor, paper);
    join(paper, following);
  }
  const list: string[] = [];
  for (let at = next.get(null) ?? null; at !== null; at = next.get(at) ?? null) list.push(at);
  return list;
}
