/**
 * Reader of the RDF that Zotero exports. What an item is part of may be written inside it or stand
 * elsewhere in the file, so that the elements are cut out first and read when all are known.
 */
import { lineAt } from '../json-syntax';
import {
  batchSize,
  blankRecord,
  longestRecord,
  refusedAt,
  UnreadableFile,
  type RawRecord,
  type Reading,
  type TextReader,
} from '../reading';
import { isJsonObject, type JsonObject } from './json-fields';
import { attributeOf, childrenAt, elementsAt, textAt, textIn, textsAt } from './xml-fields';
import { elementParser } from './xml-records';

/** Longest file, in UTF-16 units: it is held whole. */
const longestRdf = 128_000_000;

interface Piece {
  readonly text: string;
  readonly line: number;
  readonly whole: boolean;
}

/** The elements directly inside the outermost one, by the tags alone. */
function elementsOf(text: string): Piece[] {
  const tag =
    /<(?:!--[^]*?-->|!\[CDATA\[[^]*?\]\]>|[?!][^>]*>|(\/?)[\w:.-]+(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>)/gu;
  const pieces: Piece[] = [];
  let depth = 0;
  let start = -1;
  let line = 1;
  let counted = 0;
  for (let found = tag.exec(text); found !== null; found = tag.exec(text)) {
    const [, closes, empty] = found;
    if (closes === undefined) continue;
    if (closes === '' && depth === 1) {
      start = found.index;
      line += lineAt(text.slice(counted, start), start - counted) - 1;
      counted = start;
    }
    if (closes === '/') depth--;
    else if (empty === '') depth++;
    if (depth === 1 && start !== -1) {
      pieces.push({ text: text.slice(start, tag.lastIndex), line, whole: true });
      start = -1;
    }
    if (depth < 0) depth = 0;
  }
  if (start !== -1) pieces.push({ text: text.slice(start), line, whole: false });
  return pieces;
}

interface Item {
  readonly name: string;
  readonly element: JsonObject;
  readonly line: number;
}

function nameOf(person: JsonObject): string {
  const given = textAt(person, 'givenName') || textAt(person, 'givenname');
  const family = textAt(person, 'surname');
  return `${given} ${family}`.trim() || textAt(person, 'name');
}

/** Everything the item is part of: journal, book, series, inside it or elsewhere. */
function hostsOf(item: JsonObject, byAddress: ReadonlyMap<string, JsonObject>): JsonObject[] {
  return elementsAt(item, 'isPartOf').flatMap((part) => {
    const elsewhere = byAddress.get(attributeOf(part, 'resource'));
    const inside = isJsonObject(part)
      ? Object.values(part).flatMap((one) => (Array.isArray(one) ? one : [one]))
      : [];
    return [...(elsewhere === undefined ? [] : [elsewhere]), ...inside.filter(isJsonObject)];
  });
}

function recordOf(
  { name, element: item }: Item,
  byAddress: ReadonlyMap<string, JsonObject>,
): RawRecord {
  const hosts = hostsOf(item, byAddress);
  const identifiers = [item, ...hosts].flatMap((one) => textsAt(one, 'identifier'));
  const doi = identifiers.find((text) => /^doi\b|^10\.\d{4}/iu.test(text)) ?? '';
  const tags = childrenAt(item, 'subject', 'AutomaticTag');
  const about = attributeOf(item, 'about');
  const description = textsAt(item, 'description').join(' ');
  return {
    ...blankRecord,
    title: textAt(item, 'title'),
    abstract: textAt(item, 'abstract'),
    authors: childrenAt(item, 'authors', 'Seq', 'li', 'Person').map(nameOf),
    date: textAt(item, 'date') || textAt(item, 'issued'),
    venue:
      hosts.map((host) => textAt(host, 'title')).find((title) => title !== '') ??
      (textAt(item, 'presentedAt', 'Conference', 'title') ||
        textAt(item, 'repository') ||
        textAt(item, 'publisher', 'Organization', 'name')),
    categories: [...textsAt(item, 'subject'), ...tags.map((one) => textAt(one, 'value'))],
    doi,
    arxivId: [textAt(item, 'number'), textAt(item, 'archiveLocation'), description, ...identifiers]
      .filter((text) => /arxiv/iu.test(text))
      .join(' '),
    pubmedId: /^PMID:\s*(\d+)/imu.exec(description)?.[1] ?? '',
    urls: [textAt(item, 'identifier', 'URI', 'value'), about].filter((text) =>
      /^https?:/iu.test(text),
    ),
    extra: [['type', textAt(item, 'itemType') || name]],
  };
}

/** Reads Zotero RDF. */
export const readZoteroRdf: TextReader = async function* (file) {
  let text = '';
  for await (const chunk of file.chunks) {
    text += chunk;
    if (text.length > longestRdf) {
      throw new UnreadableFile(
        'rdf-too-large',
        `${file.name} is larger than RDF is read here.`,
        'In Zotero, export the library as RIS, BibTeX or CSV, or in parts.',
      );
    }
  }
  const parse = await elementParser({ mixed: ['title', 'abstract'] });
  const readings: Reading[] = [];
  const items: Item[] = [];
  const byAddress = new Map<string, JsonObject>();
  for (const piece of elementsOf(text)) {
    const parsed = piece.whole && piece.text.length <= longestRecord ? parse(piece.text) : null;
    const [entry] = Object.entries(parsed ?? {}).filter(([key]) => !key.startsWith('?'));
    if (entry === undefined || !isJsonObject(entry[1])) {
      if (isAttachment(piece.text)) continue;
      const reason = piece.whole
        ? 'It is not valid XML.'
        : 'The file ends in the middle of this paper.';
      readings.push(refusedAt(piece.line, reason));
      continue;
    }
    const [name, element] = entry;
    const about = attributeOf(element, 'about');
    if (about !== '') byAddress.set(about, element);
    if (isItem(name, element)) items.push({ name, element, line: piece.line });
  }
  for (const item of items) {
    readings.push({
      kind: 'record',
      record: { ...recordOf(item, byAddress), line: item.line },
    });
  }
  for (let i = 0; i < readings.length; i += batchSize) yield readings.slice(i, i + batchSize);
};

/** What stands beside the items: files, notes, collections, and journals that items are part of. */
const besides = /^(?:Attachment|Memo|Collection|Journal|Series|UserItem)$/u;

function isAttachment(text: string): boolean {
  return /^<(?:[\w.-]+:)?(?:Attachment|Memo|Collection|Journal|Series)\b/u.test(text);
}

function isItem(name: string, element: JsonObject): boolean {
  const type = textAt(element, 'itemType');
  if (/^(?:attachment|note|annotation)$/u.test(type)) return false;
  return (
    type !== '' ||
    (!besides.test(name) &&
      elementsAt(element, 'title')
        .map(textIn)
        .some((title) => title !== ''))
  );
}
