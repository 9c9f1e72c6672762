/**
 * Files that are not read here, each named for what it is, with the way to something that is read.
 */
import { UnreadableFile } from './reading';

interface Unread {
  readonly code: string;
  /** What the file is: "a PDF". */
  readonly is: string;
  /** What to do instead. */
  readonly remedy: string;
}

export const exportAgain =
  'Export the papers as BibTeX, RIS, CSV or JSON from the program or service they come from.';
const asCsv = 'Open it in the program it comes from and save it as CSV (UTF-8).';
const unpackIt = 'Unpack it and open what is inside.';
const fromTable = 'Write the table as CSV, JSON Lines or Parquet and open that.';

/** By the first bytes, written as Latin-1. */
const byBytes: readonly (readonly [RegExp, Unread])[] = [
  [
    /^%PDF/u,
    {
      code: 'file-pdf',
      is: 'a PDF',
      remedy: `A PDF is one paper, not a list of them. ${exportAgain}`,
    },
  ],
  [
    /^SQLite format 3\0/u,
    {
      code: 'file-database',
      is: 'a database of a program (Zotero, Mendeley, EndNote and Citavi keep their libraries so)',
      remedy:
        'Export from the program instead. Zotero: File → Export Library… → RIS. Mendeley: File → Export → RIS. EndNote: File → Export… → XML. Citavi: File → Export… → RIS.',
    },
  ],
  [
    /^\u00D0\u00CF[^]\u00E0\u00A1\u00B1/u,
    { code: 'file-office-document', is: 'an old Excel or Word file', remedy: asCsv },
  ],
  [
    /^\{\\rtf/u,
    {
      code: 'file-rtf',
      is: 'an RTF document',
      remedy:
        'A formatted bibliography cannot be read back. Export from the reference manager instead: in EndNote, File → Export… → XML; in Zotero, Export Items… → RIS.',
    },
  ],
  [/^7z\u00BC\u00AF/u, { code: 'file-packed', is: 'a 7z archive', remedy: unpackIt }],
  [/^Rar!/u, { code: 'file-packed', is: 'a RAR archive', remedy: unpackIt }],
  [/^\u00FD7zXZ/u, { code: 'file-packed', is: 'an xz archive', remedy: unpackIt }],
  [/^BZh\d/u, { code: 'file-packed', is: 'a bzip2 archive', remedy: unpackIt }],
  [
    /^\u0028\u00B5\u002F\u00FD/u,
    { code: 'file-packed', is: 'a Zstandard archive', remedy: unpackIt },
  ],
  [/^[^]{257}ustar/u, { code: 'file-packed', is: 'a tar archive', remedy: unpackIt }],
  [
    /^(?:ARROW1|FEA1)/u,
    { code: 'file-data-frame', is: 'an Arrow or Feather table', remedy: fromTable },
  ],
  [/^\u0089HDF/u, { code: 'file-data-frame', is: 'an HDF5 file', remedy: fromTable }],
  [
    /^\u0080[^]\u0095[^]{8}/u,
    { code: 'file-data-frame', is: 'a Python pickle', remedy: fromTable },
  ],
  [/^RD[AX][2-4]\n/u, { code: 'file-data-frame', is: 'an R data file', remedy: fromTable }],
  [
    /^(?:\u0089PNG|\u00FF\u00D8\u00FF|GIF8|RIFF[^]{4}WEBP)/u,
    { code: 'file-picture', is: 'a picture', remedy: exportAgain },
  ],
  [/^\u007FELF|^MZ[^]{58}/u, { code: 'file-binary', is: 'a program', remedy: exportAgain }],
];

/** By what stands in the beginning of a text that begins with markup. */
const byMarkup: readonly (readonly [RegExp, Unread])[] = [
  [
    /<!doctype html|<html[\s>]/iu,
    { code: 'file-web-page', is: 'a web page, not a list of papers', remedy: exportAgain },
  ],
  [
    /<(?:\w+:)?(?:pmc-articleset|article\b[^>]*\b(?:article-type|dtd-version))/iu,
    {
      code: 'format-unread',
      is: 'a JATS file (full texts, as PubMed Central gives them)',
      remedy: 'At PubMed or PubMed Central, choose Save or Send to → Format: PubMed (or MEDLINE).',
    },
  ],
  [
    /<rss[\s>]/iu,
    {
      code: 'format-unread',
      is: 'an RSS feed',
      remedy: `A feed has no whole abstracts. ${exportAgain}`,
    },
  ],
  [
    /<(?:\w+:)?(?:collection|record)\b[^>]*marc|<(?:\w+:)?leader>/iu,
    {
      code: 'format-unread',
      is: 'a MARC XML file',
      remedy: 'In the catalogue, choose RIS, BibTeX or EndNote as the format of the export.',
    },
  ],
  [
    /<(?:\w+:)?(?:opml|graphml|gexf|svg|kml|b:Sources|Sources)[\s>]/u,
    {
      code: 'format-unread',
      is: 'an XML file of another kind, not a list of papers',
      remedy: exportAgain,
    },
  ],
];

/** By the beginning of any other text. */
const byText: readonly (readonly [RegExp, Unread])[] = [
  [
    /\\begin\{thebibliography\}/u,
    {
      code: 'format-unread',
      is: 'a LaTeX bibliography that is already typeset (.bbl)',
      remedy: 'Open the .bib file that it was made from.',
    },
  ],
  [
    /^RT \w[^\n]*\n(?:[^\n]*\n)*?(?:T1|A1) /mu,
    {
      code: 'format-unread',
      is: 'a tagged file of RefWorks',
      remedy: 'In RefWorks, choose Share → Export References → RIS.',
    },
  ],
  [
    /^\s*1[.:] [^\n]{10,}[^]*?\bPMID: \d+/u,
    {
      code: 'format-unread',
      is: 'a list as PubMed shows it on its pages',
      remedy: 'At PubMed, choose Save → Format: PubMed.',
    },
  ],
  [
    /^(?:%!PS|\\documentclass|\\input\b|%&)/u,
    { code: 'format-unread', is: 'a document, not a list of papers', remedy: exportAgain },
  ],
];

function asError({ code, is, remedy }: Unread, file: string): UnreadableFile {
  return new UnreadableFile(code, `${file} is ${is}.`, remedy);
}

/** What a file is that is not read here, by its first bytes; null if they tell nothing. */
export function unreadByBytes(beginning: Uint8Array, file: string): UnreadableFile | null {
  const text = Array.from(beginning.subarray(0, 300), (byte) => String.fromCharCode(byte)).join('');
  const found = byBytes.find(([pattern]) => pattern.test(text));
  return found === undefined ? null : asError(found[1], file);
}

/** What a text is that is not read here, by its beginning; null if it tells nothing. */
export function unreadByText(beginning: string, file: string): UnreadableFile | null {
  const text = beginning.slice(0, 20_000).trimStart();
  const kinds = text.startsWith('<') ? byMarkup : byText;
  const found = kinds.find(([pattern]) => pattern.test(text));
  return found === undefined ? null : asError(found[1], file);
}

const identifiers = [
  {
    pattern: /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?10\.\d{4,9}\/\S+$/iu,
    name: 'DOIs',
    remedy:
      'To get them, paste the list into Zotero (the wand, “Add Item(s) by Identifier”), then choose File → Export Library… → RIS and open that file.',
  },
  {
    pattern:
      /^(?:https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|arxiv:\s*)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/iu,
    name: 'arXiv ids',
    remedy:
      'To get them, open export.arxiv.org/api/query?max_results=1000&id_list= followed by the ids with commas between them, save what it answers, and open that file.',
  },
  {
    pattern: /^(?:pmid:?\s*|https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/)?\d{6,9}\/?$/iu,
    name: 'PubMed ids',
    remedy:
      'To get them, paste the list into the search field of PubMed, choose Save → Format: PubMed, and open that file.',
  },
  {
    pattern: /^(?:pmc:?\s*)?PMC\d{4,9}$/iu,
    name: 'PubMed Central ids',
    remedy:
      'To get them, search for the list at PubMed, choose Save → Format: PubMed, and open that file.',
  },
  {
    pattern: /^(?:isbn:?\s*)?(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX]$/iu,
    name: 'ISBNs',
    remedy:
      'To get them, paste the list into Zotero (the wand, “Add Item(s) by Identifier”), then choose File → Export Library… → RIS and open that file.',
  },
  {
    pattern:
      /^(?:https?:\/\/(?:www\.)?semanticscholar\.org\/paper\/\S*|(?:CorpusId:)?[0-9a-f]{40})$/iu,
    name: 'Semantic Scholar ids',
    remedy:
      'To get them, ask the Semantic Scholar API (graph/v1/paper/batch?fields=title,abstract,year,authors,externalIds) and open what it answers.',
  },
  {
    pattern: /^(?:https?:\/\/(?:api\.)?openalex\.org\/(?:works\/)?)?W\d{5,12}$/iu,
    name: 'OpenAlex ids',
    remedy:
      'To get them, open api.openalex.org/works?per-page=100&filter=openalex: followed by the ids with | between them, save what it answers, and open that file.',
  },
];

/** A list of identifiers and nothing else: what is missing and where to get it. Null for anything else. */
export function bareIdentifiers(beginning: string, file: string): UnreadableFile | null {
  const words = beginning
    .replaceAll(/["'[\]]/gu, ' ')
    .split(/[\s,;|]+(?=\S)|[\s,;|]+$/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  // The last may be cut by the end of the sample; the first may be a heading.
  const whole = beginning.length > 60_000 ? words.slice(0, -1) : words;
  const heading = /^(?:dois?|pmids?|pmcids?|arxiv(?:[ _-]?ids?)?|ids?|isbns?|identifiers?)$/iu;
  const ids = whole.filter((word, index) => index > 0 || !heading.test(word));
  if (ids.length === 0) return null;
  for (const { pattern, name, remedy } of identifiers) {
    if (!ids.every((word) => pattern.test(word))) continue;
    return new UnreadableFile(
      'file-identifiers',
      `${file} holds ${name} and nothing else: titles and abstracts are missing.`,
      remedy,
    );
  }
  return null;
}
