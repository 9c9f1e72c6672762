/** Reader of the XML that EndNote exports, and that other programs write for it. */
import { peopleInFields } from '../people';
import { blankRecord } from '../reading';
import { attributeOf, elementsAt, textAt, textIn, textsAt } from './xml-fields';
import { xmlReader } from './xml-records';

/** Each run of a styled text stands in an element of its own: taken out, the runs join again. */
function withoutStyles(text: string): string {
  return text
    .replaceAll(
      /<style\s[^<>]*face="(sub|super)script"[^<>]*>([^<>]*)<\/style>/giu,
      (_, level: string, inside: string) => {
        const mark = level.toLowerCase() === 'sub' ? 'sub' : 'sup';
        return `<${mark}>${inside}</${mark}>`;
      },
    )
    .replaceAll(/<\/?(?:[\w.-]+:)?style(?:\s[^<>]*)?>/giu, '')
    .replaceAll(/&#(?:x0*d|13);/giu, '\n\n');
}

/** Reads EndNote XML. */
export const readEndNoteXml = xmlReader({
  records: ['record'],
  mixed: ['title', 'secondary-title', 'abstract', 'author', 'keyword'],
  prepare: withoutStyles,
  read: (record) => {
    const [type] = elementsAt(record, 'ref-type');
    const number = textAt(record, 'accession-num');
    const titles = ['secondary-title', 'tertiary-title', 'alt-title'];
    const language = textAt(record, 'language');
    return {
      ...blankRecord,
      title: textAt(record, 'titles', 'title') || textAt(record, 'titles', 'short-title'),
      abstract: textsAt(record, 'abstract').join(' '),
      authors: peopleInFields(textsAt(record, 'contributors', 'authors', 'author')),
      date: textAt(record, 'dates', 'year') || textAt(record, 'dates', 'pub-dates', 'date'),
      venue:
        textAt(record, 'periodical', 'full-title') ||
        (titles.map((name) => textAt(record, 'titles', name)).find((text) => text !== '') ?? ''),
      categories: textsAt(record, 'keywords', 'keyword'),
      doi: textAt(record, 'electronic-resource-num'),
      arxivId: number.toLowerCase().includes('arxiv') ? number : '',
      pubmedId:
        /^pmid:? ?\d+$/iu.test(number) ||
        (/^\d{5,9}$/u.test(number) &&
          /pubmed|nlm|medline/iu.test(textAt(record, 'remote-database-name')))
          ? number
          : '',
      urls: ['related-urls', 'web-urls', 'pdf-urls', 'text-urls'].flatMap((name) =>
        textsAt(record, 'urls', name, 'url').flatMap((text) => text.split(/\s+/u)),
      ),
      extra: [
        ['type', attributeOf(type, 'name') || textIn(type)],
        ['language', language],
        ['notes', textAt(record, 'notes')],
      ].flatMap(([name = '', text = '']): [string, string][] =>
        text === '' ? [] : [[name, text]],
      ),
    };
  },
});
