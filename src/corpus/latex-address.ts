/** Addresses and identifiers in LaTeX, where signs are escaped that mean nothing there. */
import { decodeEntities } from './markup';

/** An address in running text, with the signs that are escaped in it. */
export const addressPattern =
  /https?:\/\/(?:[^\s{}\\$]|\\[_%&#~$-]|\{\\[_%&#~]\}|\{\\textasciitilde\}|\$\\(?:sim|_)\$)+/uy;

/** Signs by their commands. */
const signs: Readonly<Record<string, string>> = {
  textunderscore: '_',
  textasciitilde: '~',
  sim: '~',
  textless: '<',
  textgreater: '>',
  textbackslash: '\\',
  textpercent: '%',
  textdollar: '$',
  textasciicircum: '^',
  textbar: '|',
  textendash: '-',
  slash: '/',
  lt: '<',
  gt: '>',
  ldots: '...',
  dots: '...',
};

/**
 * An address or a DOI as it is meant: `\\_`, `{\\_}`, `\\textunderscore{}` and `$\\_$` are an underscore;
 * tildes, dashes and per cent signs stay.
 */
export function readableAddress(text: string): string {
  const address =
    /\\(?:url|href|nolinkurl|path)\s*\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}/u.exec(text)?.[1] ?? text;
  const plain = address
    .replaceAll(/\$\s*(\\[^$]+?|[<>_~^])\s*\$/gu, '$1{}')
    .replaceAll(/\\~\s*(?:\{\})?/gu, '~')
    .replaceAll(/\\([A-Za-z]+)\s?(?:\{\})?/gu, (_, word: string) => signs[word] ?? '')
    .replaceAll(/\\[-/,]/gu, '')
    .replaceAll(/\\(.)/gu, '$1')
    .replaceAll(/[{}]/gu, '')
    .replaceAll(/\s*\n\s*(?!https?:|\s)/gu, '');
  return decodeEntities(plain).trim();
}
