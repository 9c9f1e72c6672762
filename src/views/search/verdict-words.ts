/** What a search has to say about the question, in words. */
import type { SearchAnswer } from '../../engine/search-service';
import type { Search } from '../../explorer/search.svelte';

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
  if (foreign && !hidden)
    said.push('The question seems to be about something else than these papers.');
  else if (complete === 0 && near > 0 && !hidden)
    said.push(
      by === 'words and meaning'
        ? 'Nothing has all these words. Nearest in meaning:'
        : 'Nothing has all these words. Those with most of them:',
    );
  else if (complete > 0 && near > 0)
    said.push(
      `${complete === 1 ? 'One has' : `${complete} have`} all words; below, the nearest in meaning.`,
    );
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

function unreadWords(typed: string): string {
  const quoted = `“${typed.length > 60 ? `${typed.slice(0, 60)} …` : typed}”`;
  if (/^-?year:/iu.test(typed)) return `${quoted} is no year: year:2020 or year:2018..2020 is one.`;
  if (/^-?has:/iu.test(typed))
    return `${quoted} is not known; has:code, abstract, pdf and doi are.`;
  return `${quoted} holds no word to search by.`;
}

/** Missing words that are named: of a pasted abstract, a few are enough. */
const mostNamed = 5;
