/**
 * Copies of one paper merged: by DOI, by arXiv id, then by normalised title. The better copy wins
 * and takes from the other what it lacks itself.
 */
import { titleId } from './corpus-file';
import { mergeLinks } from './links';
import { normaliseTitle, type Paper } from './paper';

/** A paper with where it was found. */
export interface FoundPaper {
  readonly paper: Paper;
  readonly file: string;
  readonly line: number | null;
  /** Its number among the records of its file, from 0, refused ones counted. */
  readonly ordinal: number;
  readonly vector: ArrayLike<number> | null;
}

/** Why two records are one paper, and why one copy won. */
export interface Merge {
  readonly by: 'doi' | 'arxiv' | 'title';
  readonly won: 'abstract' | 'fields' | 'first';
  readonly title: string;
  readonly kept: { readonly file: string; readonly line: number | null };
  readonly dropped: { readonly file: string; readonly line: number | null };
}

/** Titles of fewer words ("Introduction", "Book reviews") name many papers: more must agree. */
const fewestTitleWords = 4;

function filledFields(paper: Paper): number {
  return [
    paper.authors.length > 0,
    paper.year !== null,
    paper.venue !== null,
    paper.categories.length > 0,
    paper.doi !== null,
    paper.arxivId !== null,
    paper.links.length > 0,
  ].filter(Boolean).length;
}

function winner(
  first: Paper,
  second: Paper,
): { readonly second: boolean; readonly won: Merge['won'] } {
  if (first.abstract.length !== second.abstract.length) {
    return { second: second.abstract.length > first.abstract.length, won: 'abstract' };
  }
  const difference = filledFields(second) - filledFields(first);
  return difference === 0
    ? { second: false, won: 'first' }
    : { second: difference > 0, won: 'fields' };
}

/** The winner with what only the other has. */
function combine(kept: Paper, other: Paper): Paper {
  return {
    ...kept,
    id: kept.id === '' ? other.id : kept.id,
    authors: kept.authors.length > 0 ? kept.authors : other.authors,
    year: kept.year ?? other.year,
    venue: kept.venue ?? other.venue,
    categories: kept.categories.length > 0 ? kept.categories : other.categories,
    doi: kept.doi ?? other.doi,
    arxivId: kept.arxivId ?? other.arxivId,
    links: mergeLinks(kept.links, other.links),
    extra: { ...other.extra, ...kept.extra },
  };
}

function familyName(paper: Paper): string {
  return (paper.authors[0] ?? '').split(/\s+/u).at(-1)?.toLowerCase() ?? '';
}

/** Whether equal titles mean one paper. */
function agree(one: Paper, other: Paper, title: string): boolean {
  if (title.split(' ').length >= fewestTitleWords || title.length >= 40) return true;
  if (one.abstract !== '' && other.abstract !== '') return one.abstract === other.abstract;
  const sameYear = one.year === null || other.year === null || one.year === other.year;
  return sameYear && familyName(one) !== '' && familyName(one) === familyName(other);
}

/** Gathers papers, merging copies as they come. */
export class PaperCollection {
  readonly #found: FoundPaper[] = [];
  readonly #byDoi = new Map<string, number>();
  readonly #byArxivId = new Map<string, number>();
  readonly #byTitle = new Map<string, number[]>();

  get size(): number {
    return this.#found.length;
  }

  /** The papers gathered, in order of their first copy. */
  get found(): readonly FoundPaper[] {
    return this.#found;
  }

  /** Adds a paper; returns the merge if it is a copy of one already there. */
  add(next: FoundPaper): Merge | null {
    const title = normaliseTitle(next.paper.title);
    const match = this.#match(next.paper, title);
    if (match === null) {
      this.#register(next.paper, title, this.#found.push(next) - 1);
      return null;
    }
    const before = this.#found[match.index];
    if (before === undefined) return null;
    const { second, won } = winner(before.paper, next.paper);
    const [kept, dropped] = second ? [next, before] : [before, next];
    const paper = combine(kept.paper, dropped.paper);
    this.#found[match.index] = { ...kept, paper, vector: kept.vector ?? dropped.vector };
    this.#register(paper, title, match.index);
    return {
      by: match.by,
      won,
      title: kept.paper.title,
      kept: { file: kept.file, line: kept.line },
      dropped: { file: dropped.file, line: dropped.line },
    };
  }

  #match(paper: Paper, title: string): { readonly index: number; readonly by: Merge['by'] } | null {
    const byDoi = paper.doi === null ? undefined : this.#byDoi.get(paper.doi);
    if (byDoi !== undefined) return { index: byDoi, by: 'doi' };
    const byArxivId = paper.arxivId === null ? undefined : this.#byArxivId.get(paper.arxivId);
    if (byArxivId !== undefined) return { index: byArxivId, by: 'arxiv' };
    const index = this.#byTitle.get(title)?.find((candidate) => {
      const other = this.#found[candidate]?.paper;
      return other !== undefined && agree(other, paper, title);
    });
    return index === undefined ? null : { index, by: 'title' };
  }

  #register(paper: Paper, title: string, index: number): void {
    if (paper.doi !== null && !this.#byDoi.has(paper.doi)) this.#byDoi.set(paper.doi, index);
    if (paper.arxivId !== null && !this.#byArxivId.has(paper.arxivId)) {
      this.#byArxivId.set(paper.arxivId, index);
    }
    const same = this.#byTitle.get(title);
    if (same === undefined) this.#byTitle.set(title, [index]);
    // A title shared by more papers than this says nothing: searching them all would take for ever.
    else if (!same.includes(index) && same.length < 50) same.push(index);
  }

  /** The papers with their ids: DOI, arXiv id or title, made unique within the corpus. */
  papers(): Paper[] {
    const taken = new Map<string, number>();
    return this.#found.map(({ paper }) => {
      const id = paper.id || (paper.doi ?? paper.arxivId ?? titleId(paper.title));
      const before = taken.get(id) ?? 0;
      taken.set(id, before + 1);
      return { ...paper, id: before === 0 ? id : `${id}#${before + 1}` };
    });
  }
}
