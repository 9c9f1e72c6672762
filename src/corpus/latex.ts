/**
 * LaTeX in titles and abstracts as readable Unicode: accents, symbols, sub- and superscripts, and
 * the commands that people leave in. Not a TeX: what it does not know loses its backslash.
 */
import { isCommand } from './latex-commands';
import { closingDollar, isMathematics } from './latex-mathematics';
import { LatexReader, type Symbols } from './latex-reader';

export type { Symbols };

/** Whether a pair of dollar signs holds mathematics: amounts of money are no sign of LaTeX. */
function hasMathematics(text: string): boolean {
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at + 1)) {
    const start = text.startsWith('$$', at) ? at + 2 : at + 1;
    const close = closingDollar(text, start);
    if (close === text.length) return false;
    if (isMathematics(text.slice(start, close), text.charAt(close + 1))) return true;
  }
  return false;
}

/** Whether a text shows signs of LaTeX: a backslash alone may be a path or a pattern. */
export function hasLatex(text: string): boolean {
  if (!text.includes('\\')) return hasMathematics(text);
  if (/\\[A-Za-z]+\*?(?:\[[^\]]*\])?\{|\\['"`^~=.,;%&$#_{}()[\]]/u.test(text)) return true;
  if (hasMathematics(text)) return true;
  return Array.from(text.matchAll(/\\([A-Za-z]+)/gu)).some(([, word = '']) => isCommand(word));
}

/** The text with its LaTeX made readable; texts without any come back as they are. */
export function readableLatex(text: string): string {
  return hasLatex(text) ? latexText(text) : text;
}

/**
 * A text that is LaTeX for certain, made readable: braces group, and a command not known leaves its
 * argument.
 *
 * @param further characters of commands beside those that are always known
 */
export function latexText(text: string, further?: Symbols): string {
  return new LatexReader(text, further).read().replaceAll(/ {2,}/gu, ' ');
}
