/** The rows below the search box: what was saved, what was searched for last, what can be finished. */
import type { Completion } from '../../search/completions';
import { counted } from '../shared/wording';

/** What a row stands for, and the heading it stands under. */
export type RowKind = 'place' | 'saved' | 'recent' | 'example' | 'completion';

export interface SearchRow {
  readonly kind: RowKind;
  readonly label: string;
  /** A word at its end; empty for none. */
  readonly note: string;
  /** The whole query once it is chosen, and where the caret then is. */
  readonly query: string;
  readonly caret: number;
  /** Whether more is to be typed after it. */
  readonly isOpen: boolean;
}

export const rowHeadings: Readonly<Record<RowKind, string>> = {
  place: '',
  saved: 'Saved searches',
  recent: 'Searched for last',
  example: 'For example',
  completion: '',
};

/** A text of so many words is rather a paper than a question. */
const leastPasted = 25;

/** Whether what is typed may be the title and the abstract of a paper. */
export function isPastedPaper(typed: string): boolean {
  return (typed.match(/\S+/gu)?.length ?? 0) >= leastPasted;
}

export interface RowSources {
  readonly typed: string;
  readonly completions: readonly Completion[];
  /** Names of saved searches by their query. */
  readonly saved: Readonly<Record<string, string>>;
  /** Latest first. */
  readonly recent: readonly string[];
  /** Names of topics on show, to begin with. */
  readonly topics: readonly string[];
}

/** The rows for what is typed, in the order in which they are shown. */
export function searchRows({ typed, completions, saved, recent, topics }: RowSources): SearchRow[] {
  if (isPastedPaper(typed))
    return [{ ...wholeRow('place', typed), label: 'Where does this paper belong?', note: '' }];
  const begun = typed.trim().toLowerCase();
  const own = Object.entries(saved)
    .filter(
      ([query, name]) =>
        query.toLowerCase() !== begun &&
        (query.toLowerCase().includes(begun) || name.toLowerCase().includes(begun)),
    )
    .map(([query, name]) => ({
      ...wholeRow('saved', query),
      label: name,
      note: name === query ? '' : query,
    }));
  if (begun !== '') return [...completions.map((found) => completionRow(typed, found)), ...own];
  return [
    ...own,
    ...recent.filter((query) => !(query in saved)).map((query) => wholeRow('recent', query)),
    ...topics.map((name) => wholeRow('example', name)),
    ...completions.map((found) => ({ ...completionRow(typed, found), kind: 'example' as const })),
  ];
}

function wholeRow(kind: RowKind, query: string): SearchRow {
  return { kind, label: query, note: '', query, caret: query.length, isOpen: false };
}

function completionRow(typed: string, { from, to, text, kind, papers }: Completion): SearchRow {
  const isOpen = kind === 'filter';
  const put = isOpen || to < typed.length || kind === 'example' ? text : `${text} `;
  return {
    kind: 'completion',
    label: text,
    note: papers === null ? '' : counted(papers, 'paper'),
    query: typed.slice(0, from) + put + typed.slice(to),
    caret: from + put.length,
    isOpen,
  };
}
