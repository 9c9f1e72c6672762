/**
 * Copies of one paper merged as they come: by DOI, by arXiv id, then by title (see `same-paper.ts` for
 * when). The better copy wins and takes from the other what it lacks itself; both are kept as they
 * were, so that a merge can be taken back.
 */
import { titleId } from './title-id';
import { combine, copiesOf, winner, type Won } from './merged-paper';
import { normaliseTitle, type Paper, type SharedKey } from './paper';
import { equalIdDecides, equalTitleDecides } from './same-paper';

/** A paper with where it was found. */
export interface FoundPaper {
  readonly paper: Paper;
  readonly file: string;
  readonly line: number | null;
  /** Its number among the records of its file, from 0, refused ones counted. */
  readonly ordinal: number;
  readonly vector: ArrayLike<number> | null;
}

/** A record as a report shows it. */
export interface Side extends Pick<
  Paper,
  'title' | 'authors' | 'year' | 'venue' | 'doi' | 'arxivId'
> {
  readonly file: string;
  readonly line: number | null;
  /** Characters of its abstract. */
  readonly abstractLength: number;
}

/** Two records that are one paper: why, and why one copy won. */
export interface Merge {
  /** The record that joined one before it, by its number among all records added, from 0. */
  readonly record: number;
  readonly by: SharedKey;
  readonly won: Won;
  /** Of the paper, as it is kept. */
  readonly title: string;
  readonly kept: Side;
  readonly dropped: Side;
  /** Whether the user has taken the merge back: both are papers of their own. */
  readonly apart: boolean;
}

/** Two records that share an id, but have titles too unlike for one paper: both are kept. */
export interface Doubt {
  /** The second record, by its number among all records added, from 0. */
  readonly record: number;
  readonly by: 'doi' | 'arxiv';
  readonly first: Side;
  readonly second: Side;
}

/** What adding a record did. */
export interface Added {
  /** Two where it shows that two papers found before it are one. */
  readonly merges: readonly Merge[];
  readonly doubt: Doubt | null;
}

/** What the user has said of records, by their numbers. */
export interface Said {
  /** Those that join none before them. */
  readonly apart: ReadonlySet<number>;
  /** Those that join the paper they share an id with, however unlike its title. */
  readonly together: ReadonlySet<number>;
}

/** A paper that a record is one with, by its index among those gathered. */
export interface Match {
  readonly index: number;
  readonly by: SharedKey;
}

/** A title or an id shared by more papers than this says nothing: searching them all would take for ever. */
const mostCandidates = 50;

const authorsShown = 3;

function sideOf({ paper, file, line }: FoundPaper): Side {
  const { title, authors, year, venue, doi, arxivId, abstract } = paper;
  return {
    ...{ title, authors: authors.slice(0, authorsShown), year, venue, doi, arxivId },
    ...{ file, line, abstractLength: abstract.length },
  };
}

/** Gathers papers, merging copies as they come. */
export class PaperCollection {
  readonly #said: Said;
  /** Null where a paper has turned out to be one with another before it. */
  readonly #found: (FoundPaper | null)[] = [];
  readonly #byDoi = new Map<string, number[]>();
  readonly #byArxivId = new Map<string, number[]>();
  readonly #byTitle = new Map<string, number[]>();
  #added = 0;

  constructor({ apart = new Set(), together = new Set() }: Partial<Said> = {}) {
    this.#said = { apart, together };
  }

  /** The papers gathered, in order of their first copy. */
  get found(): readonly FoundPaper[] {
    return this.#found.filter((found) => found !== null);
  }

  /** Adds a record; tells what it was merged with, or which paper it shares but an id with. */
  add(next: FoundPaper): Added {
    const record = this.#added++;
    const { matches, doubt } = this.#match(next.paper);
    const together = doubt !== null && this.#said.together.has(record) ? [doubt] : matches;
    const [match, other] = together;
    const before = match === undefined ? null : this.#found[match.index];
    if (match === undefined || before === null || before === undefined) {
      this.#register(next.paper, this.#found.push(next) - 1);
      return { merges: [], doubt: doubt === null ? null : this.#doubtOf(record, doubt, next) };
    }
    const apart = this.#said.apart.has(record);
    const merge = mergeOf(record, match.by, before, next, apart);
    if (apart) {
      this.#register(next.paper, this.#found.push(next) - 1);
      return { merges: [merge], doubt: null };
    }
    const whole = joined(before, next, match.by);
    this.#found[match.index] = whole;
    // Also what loses is registered: the next copy may have its ids.
    this.#register(next.paper, match.index);
    const second = other === undefined ? null : this.#unite(record, match.index, other);
    return { merges: second === null ? [merge] : [merge, second], doubt: null };
  }

  /** Joins a paper found before to another one, once a record is a copy of both. */
  #unite(record: number, at: number, { index, by }: Match): Merge | null {
    const [first, second] = [this.#found[at], this.#found[index]];
    if (first === null || first === undefined || second === null || second === undefined)
      return null;
    this.#found[at] = joined(first, second, by);
    this.#found[index] = null;
    for (const copy of copiesOf(second, null)) this.#register(copy.paper, at);
    return mergeOf(record, by, first, second, false);
  }

  /** The paper that a record is a copy of; null if of none. Nothing is added. */
  copyOf(paper: Paper): Match | null {
    return this.#match(paper).matches[0] ?? null;
  }

  /** The papers that a record is a copy of, two at most, the surest first; else the one in doubt. */
  #match(paper: Paper): { readonly matches: readonly Match[]; readonly doubt: Match | null } {
    const matches: Match[] = [];
    let doubt: Match | null = null;
    for (const [by, indices] of [
      ['doi', this.#byDoi.get(paper.doi ?? '')],
      ['arxiv', this.#byArxivId.get(paper.arxivId ?? '')],
    ] as const) {
      const index = indices?.find((candidate) => this.#is(candidate, paper, equalIdDecides));
      if (index !== undefined && !matches.some((match) => match.index === index))
        matches.push({ index, by });
      const first = indices?.find((candidate) => this.#found[candidate] !== null);
      if (index === undefined && first !== undefined) doubt ??= { index: first, by };
    }
    if (matches.length > 0) return { matches, doubt: null };
    const index = this.#byTitle
      .get(normaliseTitle(paper.title))
      ?.find((candidate) => this.#is(candidate, paper, equalTitleDecides));
    return { matches: index === undefined ? [] : [{ index, by: 'title' }], doubt };
  }

  #is(index: number, paper: Paper, decides: (one: Paper, other: Paper) => boolean): boolean {
    const found = this.#found[index];
    return found !== null && found !== undefined && decides(found.paper, paper);
  }

  #doubtOf(record: number, { index, by }: Match, next: FoundPaper): Doubt | null {
    const found = this.#found[index];
    return found === null || found === undefined || by === 'title'
      ? null
      : { record, by, first: sideOf(found), second: sideOf(next) };
  }

  #register({ doi, arxivId, title }: Paper, index: number): void {
    if (doi !== null) note(this.#byDoi, doi, index);
    if (arxivId !== null) note(this.#byArxivId, arxivId, index);
    const key = normaliseTitle(title);
    if (key !== '') note(this.#byTitle, key, index);
  }

  /** The papers with their ids: DOI, arXiv id or title, made unique within the corpus. */
  papers(): Paper[] {
    const taken = new Map<string, number>();
    return this.found.map(({ paper }) => {
      const id = paper.id || (paper.doi ?? paper.arxivId ?? titleId(paper.title));
      const before = taken.get(id) ?? 0;
      taken.set(id, before + 1);
      return { ...paper, id: before === 0 ? id : `${id}#${before + 1}` };
    });
  }
}

function note(index: Map<string, number[]>, key: string, at: number): void {
  const same = index.get(key);
  if (same === undefined) index.set(key, [at]);
  else if (!same.includes(at) && same.length < mostCandidates) same.push(at);
}

function mergeOf(
  record: number,
  by: SharedKey,
  before: FoundPaper,
  next: FoundPaper,
  apart: boolean,
): Merge {
  const { second, won } = winner(before.paper, next.paper);
  const [kept, dropped] = second ? [next, before] : [before, next];
  const sides = { kept: sideOf(kept), dropped: sideOf(dropped) };
  return { record, by, won, title: kept.paper.title, ...sides, apart };
}

function joined(before: FoundPaper, next: FoundPaper, by: SharedKey): FoundPaper {
  const { second } = winner(before.paper, next.paper);
  const [kept, dropped] = second ? [next, before] : [before, next];
  const copies = [...copiesOf(before, null), ...copiesOf(next, by)];
  const paper = { ...combine(kept.paper, dropped.paper), copies };
  return { ...kept, paper, vector: kept.vector ?? dropped.vector };
}
