/**
 * The shapes in which libraries' catalogues and archives write a paper as JSON: PubMed's summaries,
 * INSPIRE, Zenodo, DataCite and Europe PMC.
 */
import { listIn } from '../cell-values';
import { listOf, peopleIn } from '../people';
import { blankRecord } from '../reading';
import {
  isJsonObject,
  listAt,
  objectAt,
  objectsAt,
  scalars,
  textAt,
  textsAt,
  textsOf,
  type JsonShape,
} from './json-fields';

const pubmedSummary: JsonShape = {
  name: 'PubMed summary',
  fits: (value) => Object.hasOwn(value, 'uid') && Array.isArray(value['articleids']),
  read: (value) => {
    const id = (type: string): string =>
      objectsAt(value, 'articleids')
        .filter((one) => textAt(one, 'idtype') === type)
        .map((one) => textAt(one, 'value'))[0] ?? '';
    return {
      ...blankRecord,
      title: textAt(value, 'title'),
      authors: listOf(textsAt(value, 'authors', 'name')),
      date: textAt(value, 'sortpubdate') || textAt(value, 'pubdate'),
      venue: textAt(value, 'fulljournalname') || textAt(value, 'source'),
      doi: id('doi'),
      pubmedId: id('pubmed') || textAt(value, 'uid'),
      extra: textsOf(...listIn(value['pubtype'] ?? []))
        .slice(0, 1)
        .map((type) => ['type', type]),
    };
  },
};

const inspire: JsonShape = {
  name: 'INSPIRE',
  fits: (value) =>
    isJsonObject(listAt(value, 'titles')[0]) && Object.hasOwn(value, 'control_number'),
  read: (value) => {
    const [eprint] = objectsAt(value, 'arxiv_eprints');
    const [published] = objectsAt(value, 'publication_info');
    return {
      ...blankRecord,
      title: textsAt(value, 'titles', 'title')[0] ?? '',
      abstract: textsAt(value, 'abstracts', 'value')[0] ?? '',
      authors: textsAt(value, 'authors', 'full_name'),
      date: textAt(value, 'earliest_date') || textAt(published ?? {}, 'year'),
      venue: textAt(published ?? {}, 'journal_title'),
      categories: textsOf(
        ...listIn(eprint?.['categories'] ?? []),
        ...textsAt(value, 'keywords', 'value'),
      ),
      doi: textsAt(value, 'dois', 'value')[0] ?? '',
      arxivId: textAt(eprint ?? {}, 'value'),
      extra: scalars(value, ['control_number', 'earliest_date', '$schema']),
    };
  },
};

const zenodo: JsonShape = {
  name: 'Zenodo',
  fits: (value) => {
    const metadata = objectAt(value, 'metadata');
    return typeof metadata['title'] === 'string' && Array.isArray(metadata['creators']);
  },
  read: (value) => {
    const metadata = objectAt(value, 'metadata');
    return {
      ...blankRecord,
      title: textAt(metadata, 'title'),
      abstract: textAt(metadata, 'description'),
      authors: textsAt(metadata, 'creators', 'name'),
      date: textAt(metadata, 'publication_date'),
      venue:
        textAt(objectAt(metadata, 'journal'), 'title') ||
        textAt(objectAt(metadata, 'meeting'), 'title'),
      categories: listIn(metadata['keywords'] ?? []),
      doi: textAt(metadata, 'doi') || textAt(value, 'doi'),
      urls: textsOf(textAt(objectAt(value, 'links'), 'self_html')),
      extra: textsOf(textAt(objectAt(metadata, 'resource_type'), 'title')).map((type) => [
        'type',
        type,
      ]),
    };
  },
};

const dataCite: JsonShape = {
  name: 'DataCite',
  fits: (value) => isJsonObject(listAt(value, 'titles')[0]) && Array.isArray(value['creators']),
  read: (value) => {
    const descriptions = objectsAt(value, 'descriptions');
    const abstract = descriptions.find((one) => textAt(one, 'descriptionType') === 'Abstract');
    return {
      ...blankRecord,
      title: textsAt(value, 'titles', 'title')[0] ?? '',
      abstract: textAt(abstract ?? {}, 'description'),
      authors: textsAt(value, 'creators', 'name'),
      date: textAt(value, 'publicationYear'),
      venue: textAt(objectAt(value, 'container'), 'title') || textAt(value, 'publisher'),
      categories: textsAt(value, 'subjects', 'subject'),
      doi: textAt(value, 'doi'),
      urls: textsOf(textAt(value, 'url')),
      extra: textsOf(textAt(objectAt(value, 'types'), 'resourceTypeGeneral')).map((type) => [
        'type',
        type,
      ]),
    };
  },
};

const europePmc: JsonShape = {
  name: 'Europe PMC',
  fits: (value) => typeof value['authorString'] === 'string' && Object.hasOwn(value, 'pubYear'),
  read: (value) => ({
    ...blankRecord,
    title: textAt(value, 'title'),
    abstract: textAt(value, 'abstractText'),
    authors: peopleIn(textAt(value, 'authorString')),
    date: textAt(value, 'pubYear'),
    venue:
      textAt(value, 'journalTitle') ||
      textAt(objectAt(objectAt(value, 'journalInfo'), 'journal'), 'title'),
    categories: textsAt(objectAt(value, 'keywordList'), 'keyword', 'value'),
    doi: textAt(value, 'doi'),
    pubmedId: textAt(value, 'pmid'),
    extra: scalars(value, [
      'id',
      'pmid',
      'doi',
      'title',
      'authorString',
      'abstractText',
      'pubYear',
      'journalTitle',
    ]),
  }),
};

/** The shapes of this file. Each reads one paper. */
export const catalogueShapes: readonly JsonShape[] = [
  pubmedSummary,
  inspire,
  zenodo,
  dataCite,
  europePmc,
];
