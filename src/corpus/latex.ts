/**
 * LaTeX in titles and abstracts as readable Unicode: accents, symbols, sub- and superscripts, and
 * the commands that people leave in. Not a TeX: what it does not know loses its backslash.
 */
import { LatexReader } from './latex-reader';

/** Whether a text shows signs of LaTeX. */
export function hasLatex(text: string): boolean {
  return /\\[A-Za-z'"`^~=.,;%&$#_{}()[\]]|\$[^$]+\$/u.test(text);
}

/** The text with its LaTeX made readable; texts without any come back as they are. */
export function readableLatex(text: string): string {
  return hasLatex(text) ? new LatexReader(text).read().replaceAll(/ {2,}/gu, ' ') : text;
}
