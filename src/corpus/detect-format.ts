/** Which format a text is in, by what it says and not by what its name ends in. */
import { hasTitle, mapColumns } from './columns';
import { isCorpusFile, readJson } from './readers/json-reader';
import { readAtom } from './readers/atom-reader';
import { readBibtex } from './readers/bibtex-reader';
import { isMarkdownList, readMarkdown } from './readers/markdown-reader';
import { readListing } from './readers/read-listing';
import { readListingFile } from './readers/listing-reader';
import { readTable } from './readers/table-reader';
import { readEndNoteXml } from './readers/endnote-xml-reader';
import { readMods } from './readers/mods-reader';
import { readPubmedXml } from './readers/pubmed-xml-reader';
import { readZoteroRdf } from './readers/rdf-reader';
import { isRefer, readRefer } from './readers/refer-reader';
import { readMedline, readRis, readWebOfScience } from './readers/tagged-reader';
import { UnreadableFile, type TextReader } from './reading';
import { tableLayout } from './table-layout';
import { bareIdentifiers, exportAgain, unreadByText } from './unread-formats';

export interface Format {
  /** As people call it: "BibTeX", "RIS", … */
  readonly name: string;
  readonly read: TextReader;
}

const risRecord = /^[^\S\n]*(?:[[<(]?\d{1,6}[\]>).]*\s*)?TY[ \t\u00A0]{0,3}[-–](?:\s|$)/mu;
const bibtexEntry = /^[ \t]*@[ \t]*[a-z][\w-]*[ \t]*[{(]/imu;

function unreadable(code: string, message: string, remedy: string): UnreadableFile {
  return new UnreadableFile(code, message, remedy);
}

/** Share of characters that no text holds. */
function isBinary(beginning: string): boolean {
  const sample = beginning.slice(0, 4096);
  let odd = 0;
  for (const char of sample) {
    const code = char.charCodeAt(0);
    if ((code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 0xfffd)
      odd++;
  }
  return odd > sample.length * 0.05;
}

function requireText(beginning: string, file: string): void {
  if (beginning.trim() === '') {
    throw unreadable('file-empty', `${file} is empty.`, 'Choose another file, or export it anew.');
  }
  if (isBinary(beginning)) {
    throw unreadable(
      'file-binary',
      `${file} is not a text, and no format that is read here.`,
      exportAgain,
    );
  }
}

function isTable(beginning: string): boolean {
  const { columns, sample } = tableLayout(beginning);
  if (columns.length === 1) return hasTitle(mapColumns(columns)) && sample.length > 0;
  if (columns.length < 2) return false;
  if (hasTitle(mapColumns(columns))) return true;
  const even = sample.filter((row) => row.length === columns.length).length;
  const isHeader = columns.every((column) => column.length <= 100);
  return isHeader && sample.length > 0 && even === sample.length;
}

/**
 * Recognises a text.
 *
 * @param beginning its first characters
 * @param file its name, for messages
 * @throws UnreadableFile if it is empty, binary, or nothing that is read here
 */
export function detectFormat(beginning: string, file: string): Format {
  requireText(beginning, file);
  const text = beginning.replace(/^\uFEFF/u, '').trimStart();
  if (text.startsWith('{') || /^\[\s*(?:[[{\]]|null\b)/u.test(text)) {
    return { name: isCorpusFile(text) ? 'Papergrove' : 'JSON', read: readJson };
  }
  if (/^<[A-Za-z!?]/u.test(text)) return markup(text, file);
  const identifiers = bareIdentifiers(text, file);
  if (identifiers !== null) throw identifiers;
  if (isRefer(text)) return { name: 'EndNote tagged', read: readRefer };
  const unread = unreadByText(text, file);
  if (unread !== null) throw unread;
  if (isMarkdownList(text)) return { name: 'Markdown', read: readMarkdown };
  // A record of one may be quoted in a field of another: what comes first is what it is.
  const ris = text.search(risRecord);
  const bibtex = text.search(bibtexEntry);
  const quoted = Math.max(ris, bibtex) > 0 && ris !== 0 && bibtex !== 0;
  if (quoted && isNamedTable(text)) return tableFormat(text);
  if (ris >= 0 && (bibtex < 0 || ris < bibtex)) return { name: 'RIS', read: readRis };
  if (bibtex >= 0 && ris > bibtex) return { name: 'BibTeX', read: readBibtex };
  if (/^PMID ?- ?\d/mu.test(text)) return { name: 'MEDLINE', read: readMedline };
  if (/^FN (?:Clarivate|Thomson|ISI)/mu.test(text) && /^PT [JBSP]/mu.test(text)) {
    return { name: 'Web of Science', read: readWebOfScience };
  }
  if (bibtex >= 0) return { name: 'BibTeX', read: readBibtex };
  const table = isTable(text);
  const named = table && hasTitle(mapColumns(tableLayout(text).columns));
  // The rows of a table follow each other; the paragraphs of a listing stand apart.
  const standsApart = /\n[^\S\n]*\n/u.test(text.replaceAll(/\r\n?/gu, '\n'));
  if (!named && (!table || standsApart) && readListing(text, file).entries.length > 0) {
    return { name: 'Hugging Face listing', read: readListingFile };
  }
  if (table) return tableFormat(text);
  throw unreadable('format-unknown', `${file} is in no format that is read here.`, exportAgain);
}

/** Whether the first row names several columns, one of them the title. */
function isNamedTable(text: string): boolean {
  const { columns } = tableLayout(text);
  return columns.length > 1 && hasTitle(mapColumns(columns));
}

function tableFormat(text: string): Format {
  return { name: tableLayout(text).delimiter === '\t' ? 'TSV' : 'CSV', read: readTable };
}

/** Elements that tell a kind of XML, wherever in the beginning they stand. */
const xmlKinds: readonly (readonly [RegExp, Format])[] = [
  [/<(?:\w+:)?Pubmed(?:Book)?Article[\s>]/u, { name: 'PubMed XML', read: readPubmedXml }],
  [/<(?:\w+:)?RDF[\s>]/u, { name: 'Zotero RDF', read: readZoteroRdf }],
  [/<(?:\w+:)?mods[\s>]/u, { name: 'MODS', read: readMods }],
  [
    /<records>\s*<record>|<record>\s*(?:<database|<source-app|<rec-number|<ref-type|<contributors|<titles)/u,
    { name: 'EndNote XML', read: readEndNoteXml },
  ],
  [/<(?:\w+:)?feed[\s>]/u, { name: 'Atom', read: readAtom }],
  [/^(?:<\?xml[^>]*>\s*)?<(?:\w+:)?entry[\s>]/u, { name: 'Atom', read: readAtom }],
];

function markup(text: string, file: string): Format {
  const bare = text.replaceAll(/<!--[^]*?-->/gu, '');
  const isPage = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html[\s>])/iu.test(bare);
  const known = isPage ? undefined : xmlKinds.find(([pattern]) => pattern.test(bare));
  if (known !== undefined) return known[1];
  throw (
    unreadByText(bare, file) ??
    unreadable('format-unknown', `${file} is XML of a kind that is not read here.`, exportAgain)
  );
}
