/** What a word is for the search: papers are indexed by these, and questions asked in them. */
import { foldText } from '../text/normalise';
import { englishStopWords } from '../text/stop-words';
import { scanWords, singular } from '../text/words';

const digitsFirst = /(?<![\p{L}\p{N}])\p{N}[\p{L}\p{N}]*/gu;

/** The words of a text as they are indexed and asked for: folded, singular, without stop words. */
export function searchTerms(text: string): string[] {
  const folded = foldText(text);
  const found: string[] = [];
  scanWords(folded, (start, end) => {
    const word = folded.slice(start, end);
    if (!englishStopWords.has(word)) found.push(singular(word));
  });
  if (/\p{N}/u.test(folded))
    for (const [number] of folded.matchAll(digitsFirst)) found.push(number);
  return found;
}
