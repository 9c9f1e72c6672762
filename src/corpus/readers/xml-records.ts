/**
 * XML of any size cut into the elements that are records. Each is parsed by itself, without the
 * document type that could define entities: there is nothing to expand. Prefixes of names count for
 * nothing, so that it does not matter what a program calls its namespaces.
 */
import { lineAt } from '../json-syntax';
import {
  batchSize,
  longestRecord,
  refusedAt,
  type RawRecord,
  type Reading,
  type TextReader,
} from '../reading';
import { isJsonObject, type JsonObject } from './json-fields';

/** How one kind of XML writes its records. */
export interface XmlKind {
  /** Names of the elements that are records, without prefix. */
  readonly records: readonly string[];
  /** Names of the elements in which text and markup are mixed: read as one text, markup included. */
  readonly mixed: readonly string[];
  /** Takes out what only styles the text, before anything is parsed. */
  readonly prepare?: (text: string) => string;
  /** @returns the record, or why the element is none */
  readonly read: (element: JsonObject, name: string) => RawRecord | { readonly refused: string };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text of CDATA sections as other text, and mixed content as text with its markup escaped. */
function flattened(text: string, mixed: readonly string[]): string {
  const plain = text
    .replaceAll(/<!\[CDATA\[([^]*?)\]\]>/gu, (_, inner: string) => escaped(inner))
    .replaceAll(/<!--[^]*?-->/gu, '');
  if (mixed.length === 0) return plain;
  const element = new RegExp(
    `<((?:[\\w.-]+:)?(?:${mixed.join('|')}))((?:\\s[^<>]*)?)(?<!/)>([^]*?)</\\1\\s*>`,
    'gu',
  );
  return plain.replaceAll(
    element,
    (_, name: string, attributes: string, inner: string) =>
      `<${name}${attributes}>${inner.replaceAll('<', '&lt;')}</${name}>`,
  );
}

/** Parses one element; null if it is not valid XML. */
export async function elementParser(
  kind: Pick<XmlKind, 'mixed' | 'prepare'>,
): Promise<(text: string) => JsonObject | null> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    htmlEntities: false,
  });
  return (text) => {
    const prepared = flattened(kind.prepare?.(text) ?? text, kind.mixed);
    const bare = prepared.replaceAll(/\sxmlns(?::[\w.-]+)?=(?:"[^"]*"|'[^']*')/gu, '');
    if (XMLValidator.validate(bare) !== true) return null;
    try {
      const parsed: unknown = parser.parse(bare);
      return isJsonObject(parsed) ? parsed : null;
    } catch {
      return null;
    }
  };
}

/** A reader of one kind of XML. */
export function xmlReader(kind: XmlKind): TextReader {
  const names = kind.records.join('|');
  const opening = new RegExp(`<(?:[\\w.-]+:)?(?:${names})(?:\\s[^<>]*)?>`, 'u');
  const closing = new RegExp(`</(?:[\\w.-]+:)?(?:${names})\\s*>`, 'u');
  return async function* (file) {
    const parse = await elementParser(kind);
    function read(text: string, line: number): Reading {
      const parsed = parse(text);
      if (parsed === null) return refusedAt(line, 'It is not valid XML.');
      const name = kind.records.find((one) => Object.hasOwn(parsed, one)) ?? '';
      const element = parsed[name];
      if (!isJsonObject(element)) return refusedAt(line, 'It is empty.');
      const record = kind.read(element, name);
      return 'refused' in record
        ? refusedAt(line, record.refused)
        : { kind: 'record', record: { ...record, line } };
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
      const at = line + lineAt(rest, open.index) - 1;
      yield [refusedAt(at, 'The file ends in the middle of this paper.')];
    }
  };
}
