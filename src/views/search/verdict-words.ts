/** What a search has to say about the question, in words. */
import type { SearchAnswer } from '../../engine/search-service';
import type { Unread } from '../../search/query';
import type { Search } from '../../explorer/search/search.svelte';

/** What can be said of a question beside the papers found. */
export interface Verdict extends Pick<SearchAnswer, 'missing' | 'foreign' | 'unread' | 'by'> {
  /** Papers on the map that have all words. */
  readonly complete: number;
  /** Papers on the map that do not, but are near. */
  readonly near: number;
  /** Whether the nearest are not shown, since the question belongs to none. */
  readonly hidden: boolean;
}

/** What an answer says of its question; null while nothing is asked. */
export function verdictOf({ answer, hits, showsForeign }: Search): Verdict | null {
  if (!answer || !hits) return null;
  const near = hits.filter(({ at }) => at >= answer.complete).length;
  const complete = hits.length - near;
  const { missing, foreign, unread, by } = answer;
  return { missing, foreign, unread, by, complete, near, hidden: foreign && !showsForeign };
}

/** Sentences beside the papers found, each whole; none where all found have all words. */
export function verdictWords(verdict: Verdict): string[] {
  const { complete, near, missing, foreign, hidden, by } = verdict;
  const said: string[] = [];
  if (by === 'titles') said.push('By titles only, while the abstracts are being indexed …');
  if (foreign && !hidden)
    said.push('The question seems to be about something else than these papers.');
  else if (complete === 0 && near > 0 && !hidden)
    said.push(
      by === 'words and meaning'
        ? 'Nothing has all these words. The nearest in meaning are listed.'
        : 'Nothing has all these words. Those with most of them are listed.',
    );
  else if (complete > 0 && near > 0)
    said.push(`Listed after ${complete === 1 ? 'it' : 'them'}: the nearest in meaning.`);
  said.push(...verdict.unread.map(unreadWords));
  if (missing.length > 0)
    said.push(
      `In no paper: ${missing
        .slice(0, mostNamed)
        .map((word) => `“${word}”`)
        .join(', ')}${missing.length > mostNamed ? ' …' : '.'}`,
    );
  return said;
}

function unreadWords({ typed, why }: Unread): string {
  const quoted = `“${typed.length > 60 ? `${typed.slice(0, 60)} …` : typed}”`;
  switch (why) {
    case 'year':
      return `${quoted} is no year: year:2020 or year:2018..2020 is one.`;
    case 'has':
      return `${quoted} is not known; has:code, pdf, doi, arxiv and abstract are.`;
    case 'words':
      return `${quoted} holds no word to search by.`;
    case 'value':
      return `${quoted} waits for what follows it.`;
    case 'or':
      return `${quoted} joins two words, and one is missing.`;
    case 'brackets':
      return `Brackets are read around words joined by OR only: ${quoted} is read without them.`;
    case 'absent':
      return `${quoted} is left out: no paper here carries that.`;
    case 'like':
      return `${quoted} is no paper here.`;
    case 'name':
      return `${quoted} is read as words; filters are author:, venue:, category:, title:, abstract:, year: and has:.`;
  }
}

/** Missing words that are named: of a pasted abstract, a few are enough. */
const mostNamed = 5;
