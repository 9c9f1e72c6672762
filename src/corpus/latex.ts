/**
 * LaTeX in titles and abstracts as readable Unicode: accents, symbols, sub- and superscripts, and
 * the commands that people leave in. Not a TeX: what it does not know loses its backslash.
 */
import { isCommand } from './latex-commands';
import { LatexReader, type Symbols } from './latex-reader';

export type { Symbols };

/** Whether a text shows signs of LaTeX: a backslash alone may be a path or a pattern. */
export function hasLatex(text: string): boolean {
  if (/\\[A-Za-z]+\*?(?:\[[^\]]*\])?\{|\\['"`^~=.,;%&$#_{}()[\]]|\$[^$]+\$/u.test(text))
    return true;
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
