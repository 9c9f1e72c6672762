/**
 * Reader of the Atom feeds of the arXiv API. Each `<entry>` is cut out and parsed by itself, without
 * the document type that could define entities: there is nothing to expand.
 */
import { asText } from '../cells';
import { lineAt } from '../json-syntax';
import {
  batchSize,
  blankRecord,
  longestRecord,
  refusedAt,
  type RawRecord,
  type Reading,
  type TextReader,
} from '../reading';
import { isJsonObject, type JsonObject } from './json-fields';

const opening = /<(?:\w+:)?entry(?:\s[^<>]*)?>/u;
const closing = /<\/(?:\w+:)?entry\s*>/u;

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function textAt(entry: JsonObject, key: string): string {
  const [value] = listOf(entry[key]);
  return asText(isJsonObject(value) ? value['#text'] : value);
}

function attributes(entry: JsonObject, key: string, name: string): string[] {
  return listOf(entry[key])
    .map((item) => (isJsonObject(item) ? asText(item[`@${name}`]) : ''))
    .filter((text) => text !== '');
}

function recordOf(entry: JsonObject, line: number): RawRecord {
  const links = listOf(entry['link']).filter(isJsonObject);
  return {
    ...blankRecord,
    line,
    title: textAt(entry, 'title'),
    abstract: textAt(entry, 'summary') || textAt(entry, 'content'),
    authors: listOf(entry['author'])
      .filter(isJsonObject)
      .map((author) => textAt(author, 'name')),
    date: textAt(entry, 'published') || textAt(entry, 'updated'),
    venue: textAt(entry, 'journal_ref'),
    categories: [
      ...new Set([
        ...attributes(entry, 'primary_category', 'term'),
        ...attributes(entry, 'category', 'term'),
      ]),
    ],
    doi: textAt(entry, 'doi'),
    arxivId: textAt(entry, 'id'),
    urls: [textAt(entry, 'id'), ...links.map((link) => asText(link['@href']))],
    extra: textAt(entry, 'comment') === '' ? [] : [['comment', textAt(entry, 'comment')]],
  };
}

/** Reads an Atom feed. */
export const readAtom: TextReader = async function* (file) {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    stopNodes: ['entry.title', 'entry.summary'],
    htmlEntities: false,
  });
  function read(text: string, line: number): Reading {
    if (XMLValidator.validate(text.replaceAll(/\bxmlns(?::\w+)?="[^"]*"/gu, '')) !== true) {
      return refusedAt(line, 'It is not valid XML.');
    }
    try {
      const parsed: unknown = parser.parse(text);
      const entry = isJsonObject(parsed) ? parsed['entry'] : undefined;
      return isJsonObject(entry)
        ? { kind: 'record', record: recordOf(entry, line) }
        : refusedAt(line, 'It is empty.');
    } catch {
      return refusedAt(line, 'It is not valid XML.');
    }
  }
  let rest = '';
  let line = 1;
  for await (const chunk of file.chunks) {
    rest += chunk;
    const readings: Reading[] = [];
    for (;;) {
      const end = closing.exec(rest);
      if (end === null) break;
      const piece = rest.slice(0, end.index + end[0].length);
      const start = opening.exec(piece);
      if (start !== null)
        readings.push(read(piece.slice(start.index), line + lineAt(piece, start.index) - 1));
      line += lineAt(piece, piece.length) - 1;
      rest = rest.slice(piece.length);
    }
    for (let i = 0; i < readings.length; i += batchSize) yield readings.slice(i, i + batchSize);
    if (rest.length > longestRecord) {
      yield [refusedAt(line, 'It is longer than any paper can be.')];
      return;
    }
  }
  const open = opening.exec(rest);
  if (open !== null) {
    yield [
      refusedAt(line + lineAt(rest, open.index) - 1, 'The file ends in the middle of this paper.'),
    ];
  }
};
