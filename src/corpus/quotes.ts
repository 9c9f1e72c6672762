/**
 * Quotation marks as they are typed in TeX, and half typed, as those of print. Only what stands like a
 * quotation is taken for one: primes (`f''`), inches and apostrophes stay.
 */

/** ``so'', or with the closing mark of a keyboard. A third grave accent is code. */
const graves = /(?<!`)``(?!`)\s?([^`“”]{1,400}?)\s?(?:''|"|”|``(?![`\p{L}\p{N}]))/gu;
/** ''so'', from sources that lost the difference between the ends. */
const acutes = /(?<![\p{L}\p{N}'])''(?![\s'])([^'“”]{1,400}?)(?<!\s)''(?!')/gu;
/** `so', on one line and not across an apostrophe. */
const single = /(?<![\p{L}\p{N}`])`(?![\s`])([^`'\n]{1,80})(?<!\s)'(?![\p{L}\p{N}'])/gu;

/** The text with the quotation marks of print. */
export function readableQuotes(text: string): string {
  if (!text.includes('`') && !text.includes("''")) return text;
  return text.replace(graves, '“$1”').replace(acutes, '“$1”').replace(single, '‘$1’');
}
