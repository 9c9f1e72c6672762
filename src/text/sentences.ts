/** Sentences, for windows, for known-item tests and for showing why a paper was found. */

const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** After these a full stop does not end the sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|viz|resp|approx|etc|al|fig|figs|eq|eqs|ref|refs|sec|no|vol|pp|dr|prof|mr|mrs|ms|st|w\.r\.t|[A-Z])\.\s*$/iu;

/**
 * The sentences of a text, trimmed, none empty. `Intl.Segmenter`'s rules (Unicode UAX #29), with
 * pieces joined that were divided after a common abbreviation ("e.g.", "et al.", an initial).
 */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const { segment } of sentenceSegmenter.segment(text)) {
    open += segment;
    if (ABBREVIATION.test(open)) continue;
    const sentence = open.trim();
    if (sentence !== '') found.push(sentence);
    open = '';
  }
  const rest = open.trim();
  if (rest !== '') found.push(rest);
  return found;
}
