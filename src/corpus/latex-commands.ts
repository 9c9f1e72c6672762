/** The commands of LaTeX that are more than the name of a character. */
import { symbols } from './latex-symbols';

/** Commands whose argument is not text to read. */
export const silent = new Set([
  'cite',
  'citep',
  'citet',
  'citealp',
  'ref',
  'eqref',
  'label',
  'footnote',
  'footnotetext',
  'vspace',
  'hspace',
  'begin',
  'end',
  'thanks',
  'index',
  'color',
  'selectlanguage',
  'fontfamily',
  'phantom',
  'hphantom',
  'vphantom',
]);

/** Commands whose first argument says how, and whose second is the text. */
export const firstSilent = new Set([
  ...['textcolor', 'colorbox', 'foreignlanguage', 'texorpdfstring', 'raisebox', 'scalebox'],
  ...['hyperref', 'fontsize', 'parbox', 'makebox', 'rotatebox'],
]);

/** Commands whose argument stands in quotation marks. */
export const quoting = new Set(['enquote', 'mkbibquote', 'textquote']);

/** Commands with two arguments. */
export const fractions = new Set(['frac', 'tfrac', 'dfrac', 'nicefrac', 'sfrac', 'binom']);

/** Commands that switch fonts or sizes, or do nothing to be read. */
export const fontSwitch =
  /^(?:bf|it|rm|sf|tt|sc|sl|em|bfseries|itshape|scshape|noindent|xspace|small|large|protect)$/u;

/** Whether a word behind a backslash is a command known without an argument in braces. */
export function isCommand(word: string): boolean {
  return symbols.has(word) || fontSwitch.test(word) || silent.has(word) || fractions.has(word);
}
