/**
 * The shapes in which services write a paper as JSON: OpenAlex, Semantic Scholar, CSL-JSON (also
 * Crossref), Zotero; those of further services are in `json-services.ts`.
 */
import { asText, listIn, vectorIn } from '../cell-values';
import { nameOfParts, type WrittenName } from '../person-name';
import { blankRecord, type RawRecord } from '../reading';
import {
  isJsonObject,
  objectAt,
  objectsAt,
  scalars,
  textAt,
  textOfInvertedIndex,
  textsOf,
  type JsonObject,
  type JsonShape,
} from './json-fields';
import { serviceShapes } from './json-services';

function fromOpenAlex(value: JsonObject): RawRecord {
  const location = objectAt(value, 'primary_location');
  const best = objectAt(value, 'best_oa_location');
  const source = objectAt(location, 'source');
  const topics = objectsAt(value, 'topics');
  const main = objectAt(value, 'primary_topic');
  const concepts = objectsAt(value, 'concepts');
  const named = [main, ...topics, ...(topics.length > 0 ? [] : concepts.slice(0, 5))];
  return {
    ...blankRecord,
    title: textAt(value, 'title') || textAt(value, 'display_name'),
    abstract:
      textAt(value, 'abstract') || textOfInvertedIndex(objectAt(value, 'abstract_inverted_index')),
    authors: objectsAt(value, 'authorships').map(
      (authorship) =>
        textAt(objectAt(authorship, 'author'), 'display_name') ||
        textAt(authorship, 'raw_author_name'),
    ),
    date: textAt(value, 'publication_year') || textAt(value, 'publication_date'),
    venue: textAt(source, 'display_name') || textAt(objectAt(value, 'host_venue'), 'display_name'),
    categories: textsOf(...named.map((topic) => textAt(topic, 'display_name'))),
    doi: textAt(value, 'doi'),
    pubmedId: textAt(objectAt(value, 'ids'), 'pmid'),
    urls: textsOf(
      textAt(location, 'landing_page_url'),
      textAt(location, 'pdf_url'),
      textAt(best, 'pdf_url'),
      textAt(objectAt(value, 'open_access'), 'oa_url'),
      textAt(value, 'doi') === '' ? textAt(value, 'id') : '',
    ),
    extra: scalars(value, ['id', 'doi', 'title', 'display_name', 'publication_year', 'abstract']),
  };
}

function fromSemanticScholar(value: JsonObject): RawRecord {
  // The data sets write in lower case what the interface writes in camel case.
  const ids = { ...objectAt(value, 'externalids'), ...objectAt(value, 'externalIds') };
  const acl = textAt(ids, 'ACL');
  const vector = vectorIn(value['embedding']);
  const fields = ['s2FieldsOfStudy', 's2fieldsofstudy'].flatMap((key) =>
    objectsAt(value, key).map((field) => textAt(field, 'category')),
  );
  return {
    ...blankRecord,
    title: textAt(value, 'title'),
    abstract: textAt(value, 'abstract') || textAt(objectAt(value, 'tldr'), 'text'),
    authors: listIn(value['authors'] ?? []),
    date: textAt(value, 'year') || textAt(value, 'publicationDate'),
    venue: textAt(value, 'venue') || textAt(objectAt(value, 'journal'), 'name'),
    categories: [...new Set(fields.length > 0 ? fields : listIn(value['fieldsOfStudy']))],
    doi: textAt(ids, 'DOI'),
    arxivId: textAt(ids, 'ArXiv'),
    pubmedId: textAt(ids, 'PubMed'),
    urls: textsOf(
      acl === '' ? '' : `https://aclanthology.org/${acl}`,
      textAt(objectAt(value, 'openAccessPdf'), 'url'),
      textAt(value, 'url'),
    ),
    extra: scalars(value, [
      'paperId',
      'title',
      'abstract',
      'venue',
      'year',
      'url',
      'publicationDate',
    ]),
    ...(vector === null ? {} : { vector }),
  };
}

function nameOf(person: JsonObject): WrittenName {
  const literal = textAt(person, 'literal') || textAt(person, 'name');
  if (literal !== '') return { whole: literal };
  return nameOfParts({
    given: textAt(person, 'given') || textAt(person, 'firstName'),
    particle: textAt(person, 'dropping-particle') || textAt(person, 'non-dropping-particle'),
    family: textAt(person, 'family') || textAt(person, 'lastName'),
    suffix: textAt(person, 'suffix'),
  });
}

/** The year of a CSL date: `date-parts`, `raw` or `literal`. */
function dateOf(value: JsonObject, key: string): string {
  const date = objectAt(value, key);
  const parts = date['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  if (Array.isArray(first)) return asText(first[0]);
  return textAt(date, 'raw') || textAt(date, 'literal') || textAt(value, key);
}

function fromCsl(value: JsonObject): RawRecord {
  const keywords = textAt(value, 'keyword');
  return {
    ...blankRecord,
    title: textAt(value, 'title'),
    abstract: textAt(value, 'abstract'),
    authors: objectsAt(value, 'author').map(nameOf),
    date:
      ['issued', 'published', 'published-print', 'published-online', 'created']
        .map((key) => dateOf(value, key))
        .find((date) => date !== '') ?? '',
    venue:
      textAt(value, 'container-title') || textAt(value, 'event-title') || textAt(value, 'event'),
    categories:
      keywords === '' ? listIn(value['subject'] ?? value['categories'] ?? '') : listIn(keywords),
    doi: textAt(value, 'DOI'),
    arxivId:
      textAt(value, 'archive').toLowerCase() === 'arxiv'
        ? textAt(value, 'archive_location')
        : textAt(value, 'number'),
    pubmedId: textAt(value, 'PMID'),
    urls: textsOf(textAt(value, 'URL')),
    extra: scalars(value, ['id', 'title', 'abstract', 'DOI', 'URL', 'keyword', 'container-title']),
  };
}

function fromZotero(item: JsonObject): RawRecord {
  const value = Object.hasOwn(item, 'data') ? objectAt(item, 'data') : item;
  const archive = textAt(value, 'archiveID') || textAt(value, 'extra');
  return {
    ...blankRecord,
    title: textAt(value, 'title'),
    abstract: textAt(value, 'abstractNote'),
    authors: objectsAt(value, 'creators')
      .filter((creator) => !/editor|translator/iu.test(textAt(creator, 'creatorType')))
      .map(nameOf),
    date: textAt(value, 'date'),
    venue:
      textsOf(
        ...[
          'publicationTitle',
          'proceedingsTitle',
          'conferenceName',
          'bookTitle',
          'repository',
          'university',
        ].map((key) => textAt(value, key)),
      )[0] ?? '',
    categories: listIn(value['tags'] ?? []),
    doi: textAt(value, 'DOI') || (/^DOI:\s*(\S+)/imu.exec(archive)?.[1] ?? ''),
    arxivId: archive,
    pubmedId: /^PMID:\s*(\d+)/imu.exec(archive)?.[1] ?? '',
    urls: textsOf(textAt(value, 'url')),
    extra: scalars(value, [
      'title',
      'abstractNote',
      'date',
      'DOI',
      'url',
      'key',
      'version',
      'extra',
      'publicationTitle',
    ]),
  };
}

const shapes: readonly JsonShape[] = [
  {
    name: 'OpenAlex',
    fits: (value) =>
      Object.hasOwn(value, 'abstract_inverted_index') ||
      textAt(value, 'id').startsWith('https://openalex.org/W'),
    read: fromOpenAlex,
  },
  {
    name: 'Semantic Scholar',
    fits: (value) =>
      (Object.hasOwn(value, 'paperId') || Object.hasOwn(value, 'corpusid')) &&
      (Object.hasOwn(value, 'externalIds') ||
        Object.hasOwn(value, 'externalids') ||
        Object.hasOwn(value, 's2FieldsOfStudy') ||
        Object.hasOwn(value, 'publicationDate') ||
        objectsAt(value, 'authors').some((author) => Object.hasOwn(author, 'name')) ||
        textAt(value, 'url').includes('semanticscholar.org')),
    read: fromSemanticScholar,
  },
  {
    name: 'Zotero',
    fits: (value) =>
      Object.hasOwn(value, 'itemType') || Object.hasOwn(objectAt(value, 'data'), 'itemType'),
    refusal: (value) => {
      const type = textAt(value, 'itemType') || textAt(objectAt(value, 'data'), 'itemType');
      return /^(?:attachment|note|annotation)$/u.test(type)
        ? `It is what Zotero calls a ${type}, not a paper.`.replace('a a', 'an a')
        : null;
    },
    read: fromZotero,
  },
  ...serviceShapes,
  {
    name: 'CSL-JSON',
    fits: (value) =>
      Object.hasOwn(value, 'container-title') ||
      isJsonObject(value['issued']) ||
      objectsAt(value, 'author').some((person) => Object.hasOwn(person, 'family')),
    read: fromCsl,
  },
];

/** The shape of one paper; null if it must be read by the names of its fields. */
export function jsonShapeOf(value: JsonObject): JsonShape | null {
  return shapes.find(({ fits }) => fits(value)) ?? null;
}
