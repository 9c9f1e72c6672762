/** Whether dollar signs enclose mathematics or are money. */

/** An amount: "5", "1,000.50", "5k", "2 million". */
const amount = /^\d[\d,.]*\s?(?:[kKmM]|bn|million|billion)?(?![\p{L}\d])/u;

/** Words of prose, not letters of a formula; commands and what they write in words do not count. */
function words(inside: string): number {
  const formula = inside
    .replaceAll(
      /\\(?:text|mathrm|mathit|mathbf|operatorname|mbox|textrm|textit|rm|hbox)\*?\s*\{[^{}]*\}/gu,
      ' ',
    )
    .replaceAll(/\\[A-Za-z]+|[_^]\{[^{}]*\}/gu, ' ');
  return (
    formula.match(/(?<!\p{L})\p{Ll}{3,}(?!\p{L})|(?<=\s)(?:or|to|of|in|at|is|a|by)(?=\s|$)/gu)
      ?.length ?? 0
  );
}

/**
 * Whether what stands between two dollar signs is mathematics rather than prose about money.
 *
 * @param behind the character behind the closing sign: as in Pandoc's Markdown, a digit there makes
 *   the signs two amounts, where one stands behind the first as well
 */
export function isMathematics(inside: string, behind: string): boolean {
  if (inside.trim() === '' || /\n\s*\n/u.test(inside)) return false;
  if (amount.test(inside)) {
    if (/\d/u.test(behind) || /\s$/u.test(inside) || words(inside) > 0) return false;
  }
  if (/(?<!\\)[.!?]\s+\p{Lu}\p{Ll}/u.test(inside) || words(inside) > 1) return false;
  if (/[\\^_{}]/u.test(inside)) return !/^\s.*\p{L}{3,}\s$/su.test(inside) || inside.includes('\\');
  if (/^\s|\s$/u.test(inside)) return /^\s*[A-Za-z]\s*$/u.test(inside);
  return inside.length <= 40 && !/[A-Za-z]{3,}/u.test(inside);
}

/** The index of the dollar sign that is not escaped; the text's end if there is none. */
export function closingDollar(text: string, from: number): number {
  let at = text.indexOf('$', from);
  while (at > 0 && text.charAt(at - 1) === '\\' && text.charAt(at - 2) !== '\\') {
    at = text.indexOf('$', at + 1);
  }
  return at === -1 ? text.length : at;
}
