/** What a search has to say about the question, in words. */
import type { Verdict } from '../../explorer/search.svelte';
import type { Nearness } from '../../search/search';

/** How near a paper is that does not have all words. */
export const nearnessWords: Readonly<Record<Nearness, string>> = {
  3: 'Very near',
  2: 'Near',
  1: 'Somewhat near',
  0: 'Far',
};

/** Sentences beside the papers found, each whole; none where all found have all words. */
export function verdictWords(verdict: Verdict): string[] {
  const { complete, near, missing, foreign, hidden, byMeaning } = verdict;
  const said: string[] = [];
  if (foreign && !hidden)
    said.push('The question seems to be about something else than these papers.');
  else if (complete === 0 && near > 0)
    said.push(
      byMeaning
        ? 'Nothing has all these words. Nearest in meaning:'
        : 'Nothing has all these words. Those with most of them:',
    );
  else if (complete > 0 && near > 0)
    said.push(
      `${complete === 1 ? 'One has' : `${complete} have`} all words; below, the nearest in meaning.`,
    );
  if (missing.length > 0)
    said.push(
      `In no paper: ${missing
        .slice(0, mostNamed)
        .map((word) => `“${word}”`)
        .join(', ')}${missing.length > mostNamed ? ' …' : '.'}`,
    );
  return said;
}

/** Missing words that are named: of a pasted abstract, a few are enough. */
const mostNamed = 5;
