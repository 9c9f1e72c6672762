/**
 * Reader of the text of a Hugging Face paper listing: some lines of the page around it, then for
 * every paper a title and its abstract, each a paragraph of one line.
 *
 * How many lines the page puts first differs, so they are recognised: a paper is a line followed by
 * an abstract, and an abstract reads like one (long, or several words ending in a full stop).
 */
import type { Refusal } from '../import-report';

export interface ListingEntry {
  readonly title: string;
  readonly abstract: string;
  /** Line of the title, counted from 1. */
  readonly line: number;
}

export interface Listing {
  readonly entries: readonly ListingEntry[];
  /** Lines of the page before the first paper. */
  readonly header: readonly string[];
  readonly refused: readonly Refusal[];
}

/** Titles stay below this, abstracts nearly always above; the longest title on arXiv is about 250. */
const abstractLength = 260;
const fewestWords = 12;

const pageFurniture = [
  /^(?:new|subscribe|trending|daily papers|papers|authors?|abstract|upvote|submitted by|view (?:arxiv page|pdf)|add to collection)$/iu,
  /^get trending papers\b/iu,
  /^by.{0,80}\band the research community$/iu,
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?$/iu,
  /^(?:upvote\s*)?[+·•\-–]?\s*\d+(?:\.\d+)?k?$/iu,
  /^\d+ (?:authors?|comments?|upvotes?|likes?)$/iu,
];

function isFurniture(line: string): boolean {
  return line.length < 120 && pageFurniture.some((pattern) => pattern.test(line));
}

/** Whether a line reads like an abstract rather than a title. */
export function readsLikeAbstract(line: string): boolean {
  if (line.length >= abstractLength) return true;
  return (
    /[.。](?:['"”’)\]]*)$/u.test(line) && line.split(/\s+/u, fewestWords).length === fewestWords
  );
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/**
 * Reads a listing.
 *
 * @param text the whole listing, any line ends
 * @param file name for the refusals
 */
export function readListing(text: string, file: string): Listing {
  const lines: Line[] = [];
  for (const [index, raw] of text.split(/\r\n?|\n/u).entries()) {
    const line = raw.trim();
    if (line !== '') lines.push({ text: line, number: index + 1 });
  }
  const first = lines.findIndex(
    (line, index) =>
      !readsLikeAbstract(line.text) && readsLikeAbstract(lines[index + 1]?.text ?? ''),
  );
  if (first === -1) return { entries: [], header: lines.map((line) => line.text), refused: [] };
  return {
    header: lines.slice(0, first).map((line) => line.text),
    ...pair(lines.slice(first), file),
  };
}

/** Pairs titles with the abstracts under them; the first line is a title. */
function pair(lines: readonly Line[], file: string): Pick<Listing, 'entries' | 'refused'> {
  const entries: ListingEntry[] = [];
  const refused: Refusal[] = [];
  let waiting: Line | null = null;
  for (const line of lines) {
    if (readsLikeAbstract(line.text)) {
      const last = entries.at(-1);
      if (waiting !== null) {
        entries.push({ title: waiting.text, abstract: line.text, line: waiting.number });
        waiting = null;
      } else if (last !== undefined) {
        entries[entries.length - 1] = { ...last, abstract: `${last.abstract}\n\n${line.text}` };
      }
    } else if (!isFurniture(line.text)) {
      if (waiting !== null) refused.push(withoutAbstract(waiting, file));
      waiting = line;
    }
  }
  if (waiting !== null) refused.push(withoutAbstract(waiting, file));
  return { entries, refused };
}

function withoutAbstract(line: Line, file: string): Refusal {
  const shown = line.text.length > 80 ? `${line.text.slice(0, 79)}…` : line.text;
  return { file, line: line.number, reason: `No abstract follows “${shown}”.` };
}
