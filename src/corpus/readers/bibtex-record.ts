/** What the fields of BibTeX and BibLaTeX say about a paper. */
import { arxivIdIn } from '../links';
import { yearIn } from '../complete-paper';
import { blankRecord, type RawRecord } from '../reading';
import { clip } from '../../text/clip';
import { namesIn } from './bibtex-names';

/** An entry whose strings are joined; nothing else is read in it yet. */
export interface ResolvedEntry {
  readonly type: string;
  readonly key: string;
  /** Values as they are written, by the names of their fields. */
  readonly fields: ReadonlyMap<string, string>;
}

/** How values become text. */
export interface ValueReader {
  /** Running text in LaTeX. */
  readonly text: (written: string) => string;
  /** An address or an identifier. */
  readonly address: (written: string) => string;
}

const venues = [
  'journaltitle',
  'journal',
  'booktitle',
  'eventtitle',
  'school',
  'institution',
  'publisher',
];

const known = new Set([
  ...venues.slice(0, 4),
  'title',
  'abstract',
  'author',
  'year',
  'date',
  'doi',
  'eprint',
  'eprinttype',
  'archiveprefix',
  'arxivid',
  'pmid',
  'link',
  'ee',
  'pdf',
  'annotation',
  'xdata',
  'xref',
  'references',
  'cited-references',
  'url',
  'keywords',
  'file',
  'subtitle',
  'crossref',
  'editor',
]);

/** Fields that are addresses or identifiers. */
const addresses = new Set(['doi', 'url', 'eprint', 'arxivid', 'pmid', 'link', 'ee', 'pdf']);

/** The addresses of a note that holds nothing else, as further links are written; else none. */
function addressesIn(note: string): readonly string[] {
  const words = note.split(/\s+/u);
  return words.every((word) => /^https?:\/\//iu.test(word)) ? words : [];
}

/** An entry in the words of a record. */
export function recordOf(entry: ResolvedEntry, read: ValueReader, line: number): RawRecord {
  const field = (name: string): string => {
    const written = entry.fields.get(name) ?? '';
    return (addresses.has(name) ? read.address(written) : read.text(written)).trim();
  };
  const first = (...names: readonly string[]): string =>
    names.map(field).find((value) => value !== '') ?? '';
  const title = first('title', 'booktitle', 'maintitle');
  const subtitle = field('subtitle');
  const eprint = field('eprint');
  const eprintType = first('eprinttype', 'archiveprefix');
  const dates = ['year', 'date', 'issued'].map(field);
  return {
    ...blankRecord,
    line,
    title: subtitle === '' || title.includes(subtitle) ? title : `${title}: ${subtitle}`,
    abstract: first('abstract', 'annotation'),
    authors: namesIn(entry.fields.get('author') ?? '', read.text),
    date: dates.find((date) => yearIn(date) !== null) ?? '',
    venue: first(...venues),
    categories: first('keywords', 'keyword', 'author_keywords')
      .split(/[,;]/u)
      .map((keyword) => keyword.trim())
      .filter((keyword) => keyword !== ''),
    doi: first('doi', 'ee'),
    arxivId:
      [
        ...(/arxiv/iu.test(eprintType || 'arxiv') ? [eprint] : []),
        ...['arxivid', 'journal', 'url', 'note', 'doi'].map(field),
      ].find((text) => arxivIdIn(text) !== null) ?? '',
    pubmedId: /pubmed|pmid/iu.test(eprintType) ? eprint : field('pmid'),
    urls: [
      ...first('url', 'howpublished', 'link', 'ee', 'pdf').split(/\s+/u),
      ...addressesIn(field('note')),
    ].filter((url) => url !== ''),
    extra: [
      ['type', entry.type] as const,
      ...(entry.key === '' ? [] : [['key', entry.key] as const]),
      ...[...entry.fields.keys()]
        .filter((name) => !known.has(name))
        .map((name) => [name, clip(field(name), 2000)] as const)
        .filter(([, value]) => value !== ''),
    ],
  };
}
