/** What `npm run eval -- search` measured, as a page. */

/** How many of how many. */
export interface Counted {
  readonly yes: number;
  readonly of: number;
}

/** One corpus and one half of the questions. */
export interface SearchRow {
  readonly corpus: string;
  readonly papers: number;
  readonly half: 'choose' | 'report';
  /** Paraphrases whose paper is in the first ten; none of those told to belong to no paper. */
  readonly found: Counted;
  readonly paraphrasesForeign: Counted;
  readonly shortForeign: Counted;
  /** Nonsense and off-field questions that some paper has all words of. */
  readonly strangeAbove: Counted;
  /** Those that are not told to belong to no paper. */
  readonly strangeAnswered: Counted;
}

export interface KnownRow {
  readonly corpus: string;
  readonly halfTitles: Counted;
  /** Mean reciprocal rank of papers without their titles, asked for by these; null where not asked. */
  readonly titleMrr: number | null;
}

export function share<Of>(all: readonly Of[], holds: (one: Of) => boolean): Counted {
  return { yes: all.filter(holds).length, of: all.length };
}

/** At most `most` of the numbers below `n`, evenly spread, ascending. */
export function evenSample(n: number, most: number): number[] {
  const count = Math.min(n, most);
  return Array.from({ length: count }, (_, at) => Math.floor((at * n) / count));
}

const words = ({ yes, of }: Counted): string => (of === 0 ? '–' : `${yes} of ${of}`);
const number = (value: number): string => value.toLocaleString('en');

/** The whole of `docs/search.md`. */
export function searchReport(
  rows: readonly SearchRow[],
  known: readonly KnownRow[],
  left: readonly string[],
): string {
  const lines = rows.map((row) => [
    row.corpus,
    number(row.papers),
    row.half === 'choose' ? 'choosing' : 'reporting',
    ...[
      row.found,
      row.paraphrasesForeign,
      row.shortForeign,
      row.strangeAbove,
      row.strangeAnswered,
    ].map(words),
  ]);
  const items = known.map(({ corpus, halfTitles, titleMrr }) => [
    corpus,
    words(halfTitles),
    titleMrr?.toFixed(3) ?? '–',
  ]);
  return `# How good is the search?

Written by \`npm run eval -- search\`, with the lexicon's vectors. The questions are in
\`scripts/eval/queries\`. Weights and floors were chosen on one half of them; the other is for reporting.
Two writers wrote paraphrases for both halves, one after the other and each from other papers; the second
also made the changes that the first half chose. The short questions were written by one other.

- *Found*: paraphrases of a paper, mostly without its title's words, that have it in the first ten. One
  that is told to belong to no paper counts as not found.
- *Told off*: paraphrases, and short questions about the field, wrongly told to belong to no paper.
- *Strange*: nonsense and questions about other things: those with a paper above the line (all words),
  and those not told to belong to no paper.

${table(['corpus', 'papers', 'half', 'found', 'told off', 'short told off', 'strange above', 'strange not told'], lines)}

Known items: papers in the first ten by the first half of their title's words, and the mean reciprocal
rank of abstracts asked for by their titles, the titles left out of the index.

${table(['corpus', 'half titles', 'title against abstract'], items)}
${left.length === 0 ? '' : `\nNot measured in this run: ${left.join(', ')}.\n`}`;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
