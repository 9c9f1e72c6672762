/** Reader of the XML of PubMed: articles and books, as its pages and its interface write them. */
import { blankRecord, type RawRecord } from '../reading';
import { isJsonObject, type JsonObject } from './json-fields';
import {
  attributeOf,
  childAt,
  childrenAt,
  elementsAt,
  textAt,
  textIn,
  textsAt,
} from './xml-fields';
import { xmlReader } from './xml-records';

/** A person, or a group that signs as one. */
function nameOf(author: JsonObject): string {
  const group = textAt(author, 'CollectiveName');
  if (group !== '') return group;
  const given = textAt(author, 'ForeName') || textAt(author, 'Initials');
  return [given, textAt(author, 'LastName'), textAt(author, 'Suffix')]
    .filter((part) => part !== '')
    .join(' ');
}

/** The parts of an abstract in order, each behind its label. */
function abstractOf(article: JsonObject): string {
  return childrenAt(article, 'Abstract')
    .flatMap((abstract) => elementsAt(abstract, 'AbstractText'))
    .map((part) => {
      const label = attributeOf(part, 'Label');
      const text = textIn(part);
      return label === '' || /^unlabell?ed$/iu.test(label) || text === ''
        ? text
        : `${label}: ${text}`;
    })
    .filter((text) => text !== '')
    .join(' ');
}

/** `MedlineDate` holds what is no single day: "1998 Dec-1999 Jan", "Spring 2001". */
function dateOf(date: JsonObject): string {
  return textAt(date, 'Year') || textAt(date, 'MedlineDate');
}

function identifier(
  lists: readonly JsonObject[],
  name: string,
  attribute: string,
  kind: string,
): string {
  return (
    lists
      .flatMap((list) => elementsAt(list, name))
      .filter((one) => attributeOf(one, attribute).toLowerCase() === kind)
      .map(textIn)[0] ?? ''
  );
}

function fromArticle(citation: JsonObject, data: JsonObject): RawRecord {
  const article = childAt(citation, 'Article');
  const ids = childrenAt(data, 'ArticleIdList');
  const type = textsAt(article, 'PublicationTypeList', 'PublicationType').slice(0, 1);
  const central = identifier(ids, 'ArticleId', 'IdType', 'pmc');
  return {
    ...blankRecord,
    title: textAt(article, 'ArticleTitle') || textAt(article, 'VernacularTitle'),
    abstract: abstractOf(article),
    authors: childrenAt(article, 'AuthorList', 'Author').map(nameOf),
    date:
      dateOf(childAt(article, 'Journal', 'JournalIssue', 'PubDate')) ||
      dateOf(childAt(article, 'ArticleDate')),
    venue:
      textAt(article, 'Journal', 'Title') || textAt(citation, 'MedlineJournalInfo', 'MedlineTA'),
    categories: [
      ...textsAt(citation, 'KeywordList', 'Keyword'),
      ...textsAt(citation, 'MeshHeadingList', 'MeshHeading', 'DescriptorName'),
    ],
    doi:
      identifier([article], 'ELocationID', 'EIdType', 'doi') ||
      identifier(ids, 'ArticleId', 'IdType', 'doi'),
    pubmedId: textAt(citation, 'PMID'),
    extra: [
      ...type.map((text): [string, string] => ['type', text]),
      ...textsAt(article, 'Language')
        .slice(0, 1)
        .map((text): [string, string] => ['language', text]),
      ...(central === '' ? [] : ([['PMCID', central]] satisfies [string, string][])),
    ],
  };
}

function fromBook(element: JsonObject): RawRecord {
  const book = childAt(element, 'BookDocument');
  const whole = textAt(book, 'Book', 'BookTitle');
  const chapter = textAt(book, 'ArticleTitle');
  const authors = childrenAt(book, 'AuthorList', 'Author');
  return {
    ...blankRecord,
    title: chapter || whole,
    abstract: abstractOf(book),
    authors: (authors.length > 0 ? authors : childrenAt(book, 'Book', 'AuthorList', 'Author')).map(
      nameOf,
    ),
    date: dateOf(childAt(book, 'Book', 'PubDate')),
    venue: chapter === '' ? textAt(book, 'Book', 'Publisher', 'PublisherName') : whole,
    categories: textsAt(book, 'KeywordList', 'Keyword'),
    doi: identifier(childrenAt(book, 'ArticleIdList'), 'ArticleId', 'IdType', 'doi'),
    pubmedId: textAt(book, 'PMID'),
  };
}

/** Reads PubMed XML. */
export const readPubmedXml = xmlReader({
  records: ['PubmedArticle', 'PubmedBookArticle'],
  mixed: [
    'ArticleTitle',
    'VernacularTitle',
    'AbstractText',
    'BookTitle',
    'Title',
    'CollectiveName',
    'Keyword',
  ],
  read: (element, name) => {
    if (name === 'PubmedBookArticle') return fromBook(element);
    const citation = elementsAt(element, 'MedlineCitation').find(isJsonObject) ?? {};
    return fromArticle(citation, childAt(element, 'PubmedData'));
  },
});
