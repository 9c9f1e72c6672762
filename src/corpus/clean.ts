/**
 * Cleaning of titles and abstracts: what programs and publishers put around and into the text goes,
 * what the authors wrote stays and becomes readable. The caller keeps the original.
 */
import { readableLatex } from './latex';
import { decodeEntities, stripTags } from './markup';
import { readableQuotes } from './quotes';
import { longestField } from './reading';
import { clip } from '../text/clip';

/** Control, zero-width and soft-hyphen characters; joiners that scripts need are kept. */
const invisible =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u00AD\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\uFFF9-\\uFFFB]';
const allInvisible = new RegExp(invisible, 'gu');
/** White space beyond ASCII, as `\\s` has it. */
const otherSpaces = '\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF';
/** Any of these, and of the white space but the space: one class is sooner tried than three ways. */
const untidy = new RegExp(`${invisible.slice(0, -1)}\\t-\\r${otherSpaces}]`, 'u');

/** Characters without meaning removed, spacing made even, paragraphs kept apart by a blank line. */
export function tidySpaces(text: string): string {
  if (!untidy.test(text) && !text.includes('  ')) return text.trim().normalize('NFC');
  return text
    .replaceAll(allInvisible, '')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .replaceAll(/\n{2,}/gu, '\u2029')
    .replaceAll('\n', ' ')
    .replaceAll('\u2029', '\n\n')
    .trim()
    .normalize('NFC');
}

/** Text without HTML, LaTeX or stray characters, its quotation marks those of print. */
export function readableText(text: string): string {
  const plain = stripTags(decodeEntities(clip(text, longestField)));
  return tidySpaces(readableLatex(readableQuotes(plain)));
}

/** A title as it is shown: one line, without the full stop that some databases add. */
export function cleanTitle(title: string): string {
  const text = readableText(title).replaceAll('\n\n', ' ');
  const unwrapped = /^\[(.{4,})\]\.?$/u.exec(text)?.[1] ?? text;
  return /[^.]\.$/u.test(unwrapped) && !/\b\p{Lu}\.$|\b(?:vs|etc|al|Inc|Ltd)\.$/u.test(unwrapped)
    ? unwrapped.slice(0, -1)
    : unwrapped;
}

const headings = [
  /^[([]?\s*(?:abstract|summary|synopsis|résumé|resumen|resumo|zusammenfassung|riassunto|аннотация)\s*[)\]]?\s*[:.—–-]+\s*/iu,
  /^(?:Abstract|ABSTRACT)\s+(?=\p{Lu}\p{Ll})/u,
  /^(?:Abstract|ABSTRACT)(?=\p{Lu}\p{Ll})/u,
];

const given = 'available|provided|supplied|present|found|given|included|listed|submitted|recorded';
/** "for this article", "from the publisher". */
const whose = "(?:\\s+(?:for|in|with|to|from|by|at|on)(?:\\s+[\\p{L}\\p{N}.’'-]+){1,6})?";

/** Fields that only say that there is no abstract, in the words of databases and publishers. */
const absent = [
  /^[[(]?\s*(?:n\/?a|none|null|nan|undefined|unknown|missing|tba|tbd|not (?:available|applicable))\s*[\])]?\.?$/iu,
  /^[-–—.\s?]*$/u,
  new RegExp(
    `^[[(*]*\\s*(?:(?:there is|this \\p{L}+ (?:has|contains))\\s+)?no (?:abstract|summary)(?:\\s+(?:is\\s+|was\\s+)?(?:${given}))?${whose}\\s*[\\])*]*[.!]?$`,
    'iu',
  ),
  new RegExp(
    `^[[(*]*\\s*(?:(?:an|the)\\s+)?(?:abstract|summary)(?:\\s+(?:is|was))?(?:\\s+(?:currently|yet))?\\s+(?:not (?:yet )?(?:${given})|un(?:available|published))${whose}\\s*[\\])*]*[.!]?$`,
    'iu',
  ),
  /^(?:publisher:\s*)?(?:an? |the )?abstract (?:is )?available (?:from|at|on|in|via) (?:the )?[\p{L}’' -]{1,40}\.?(?:\s+[a-z]{3})?$/iu,
  /^an? abstract is not available for this content[^.]{0,60}\.(?:\s.*)?$/iu,
  /^(?:(?:this \p{L}+ )?does not have an abstract|has no abstract|\[?no authors listed\]?)\.?$/iu,
  /^(?:无摘要|無摘要|摘要无|无|無|暂无摘要|(?:抄録|要旨|要約)(?:なし|無し)|초록\s?없음|аннотация (?:отсутствует|не указана)|нет аннотации)[.。]?$/iu,
  /^(?:keine? (?:abstract|zusammenfassung)(?: (?:verfügbar|vorhanden))?|pas de résumé(?: disponible)?|résumé (?:non|in)disponible|résumé non disponible|sin resumen|resumen no disponible|resumo não disponível|nessun abstract)\.?$/iu,
];

/** "Abstract available from the publisher." tells where one is; "Abstract interpretation …" is one. */
function isAbsent(text: string): boolean {
  return text.length <= 200 && absent.some((pattern) => pattern.test(text));
}

/** Sentences that belong to the publisher. Each must reach the end of the text. */
const tails = [
  /\(?(?:©|\(c\)|&copy;|copyright)\s*(?:(?:©|\(c\)|copyright)\s*)?(?:by\s+)?(?:the\s+)?(?:authors?|(?:19|20)\d{2})[^©]{0,300}$/iu,
  /\(PsycINFO Database Record[^()]{0,20}\(c\)[^()]{0,120}\)$/iu,
  /\(PsycInfo Database Record[^()]{0,160}\)$/iu,
  /(?:this article is protected by copyright\.\s*)?all rights reserved\.?$/iu,
  /(?:published|reproduced) (?:by|in|with permission of|on behalf of) [^.]{2,120}\.(?: all rights reserved\.?)?$/iu,
  /this is an open access article[^©]{0,300}$/iu,
  /crown copyright[^©]{0,160}$/iu,
];

/** What every one of these holds; looking for all of it at once is sooner done than for each. */
const partOfTail = /©|\(c\)|copy|psycinfo|reserved|published|reproduced|open access/iu;

const firstNotice =
  /^(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d{2}|the authors?)[^.]{0,120}\.(?:\s*all rights reserved\.)?\s+(?=\p{Lu})/iu;

const endsSentence = /(?:[.!?)\]”"’;:]|^)\s*$/u;

/** Fewest characters that must be left for a notice to be taken off: shorter texts stay whole. */
const leastLeft = 60;

function withoutNotices(text: string): string {
  let rest = text.replace(firstNotice, '');
  for (let pass = 0; pass < 3; pass++) {
    const before = rest;
    // Notices are at the end: looking only there keeps the patterns linear in the text.
    const from = Math.max(0, rest.length - 500);
    if (!partOfTail.test(rest.slice(from))) break;
    for (const tail of tails) {
      const found = tail.exec(rest.slice(from));
      const start = found === null ? 0 : from + found.index;
      if (start >= leastLeft && endsSentence.test(rest.slice(start - 20, start))) {
        rest = rest.slice(0, start).trimEnd();
      }
    }
    if (rest === before) break;
  }
  return rest;
}

/** An abstract as it is shown and embedded; empty if the field only says that there is none. */
export function cleanAbstract(abstract: string): string {
  const text = readableText(abstract);
  if (isAbsent(text)) return '';
  const heading = headings.find((pattern) => pattern.test(text));
  const said = heading === undefined ? text : text.replace(heading, '');
  return isAbsent(said) ? '' : withoutNotices(said);
}
