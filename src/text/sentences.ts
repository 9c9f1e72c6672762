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
  return [...eachSentence(text)];
}

/** The first sentence; the empty text has none, which is the empty text. */
export function firstSentence(text: string): string {
  const [first = ''] = eachSentence(text);
  return first;
}

function* eachSentence(text: string): Generator<string> {
  let open = '';
  for (const { segment } of sentenceSegmenter.segment(text)) {
    open += segment;
    if (ABBREVIATION.test(open)) continue;
    const sentence = open.trim();
    if (sentence !== '') yield sentence;
    open = '';
  }
  const rest = open.trim();
  if (rest !== '') yield rest;
}
