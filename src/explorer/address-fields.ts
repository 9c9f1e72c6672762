/** How each part of the view is written in the page's address and read back. */
import {
  cutMethods,
  defaultAddress,
  defaultCut,
  fills,
  fewestClusters,
  mostClusters,
  tabs,
  type Address,
  type CutChoice,
  type Viewpoint,
  type Within,
} from './address';
import { formatRanges, parseRanges } from './index-ranges';
import { predicateKeys, type PredicateKey } from './predicates';
import { formatReference, parseReference } from './topic-reference';

/** Papers chosen by hand are named in an address as long as that takes at most so many letters. */
const mostForPapers = 1200;

/** One part of the view in the address. */
export interface Field<T> {
  readonly key: string;
  /** Null leaves the field out. */
  readonly write: (value: T) => string | null;
  /** Null where the text means nothing. */
  readonly read: (text: string) => T | null;
}

/** All but the filters, which are written in a way of their own. */
export type Plain = Exclude<keyof Address, 'filters'>;
type Fields = { readonly [K in Plain]: Field<Address[K]> };

const text = (key: string): Field<string | null> => ({
  key,
  write: (value) => value,
  read: (value) => (value === '' ? null : value),
});

function oneOf<T extends string>(key: string, usual: T, known: readonly T[]): Field<T> {
  return {
    key,
    write: (value) => (value === usual ? null : value),
    read: (value) => known.find((choice) => choice === value) ?? null,
  };
}

const predicates = (key: string): Field<readonly PredicateKey[]> => ({
  key,
  write: (keys) => (keys.length === 0 ? null : keys.join(',')),
  read: (value) => {
    const asked = value.split(',');
    const known = predicateKeys.filter((predicate) => asked.includes(predicate));
    return known.length === new Set(asked).size ? known : null;
  },
});

/** In the order in which they are written. */
export const fields: Fields = {
  corpus: text('corpus'),
  within: { key: 'within', write: writeWithin, read: readWithin },
  topic: { key: 'topic', write: (topic) => topic && formatReference(topic), read: parseReference },
  cut: { key: 'cut', write: writeCut, read: readCut },
  paper: text('paper'),
  query: text('q'),
  leftOut: oneOf('others', defaultAddress.leftOut, ['dim', 'hide', 'recluster']),
  focused: predicates('focus'),
  outlined: predicates('outline'),
  chosen: {
    key: 'chosen',
    write: (papers) => (papers === null ? null : shortRanges(papers)),
    read: parseRanges,
  },
  colour: {
    key: 'colour',
    write: (value) => (value === defaultAddress.colour ? null : value),
    read: (value) => (value === '' ? null : value),
  },
  layout: oneOf('layout', defaultAddress.layout, ['umap', 'pca', 'grid']),
  fill: oneOf('show', defaultAddress.fill, fills),
  tab: oneOf('tab', defaultAddress.tab, tabs),
  sort: {
    key: 'sort',
    write: (sort) => sort && `${sort.descending ? '-' : ''}${sort.column}`,
    read: (value) => {
      const column = value.replace(/^-/, '');
      return column === '' ? null : { column, descending: column !== value };
    },
  },
  camera: { key: 'camera', write: (value) => value && writeCamera(value), read: readCamera },
  encoder: text('encoder'),
};

/** Whether papers chosen by hand are few enough, or close enough together, for an address. */
export function fitsAddress(papers: readonly number[]): boolean {
  return formatRanges(papers).length <= mostForPapers;
}

function shortRanges(papers: readonly number[]): string | null {
  return fitsAddress(papers) ? formatRanges(papers) : null;
}

function writeCut({ method, count }: CutChoice): string | null {
  if (method !== defaultCut.method) return `${count}-${method}`;
  return count === defaultCut.count ? null : String(count);
}

/** A number beyond the slider's ends means its end. */
function readCut(value: string): CutChoice | null {
  const [, countText = '', methodText = defaultCut.method] =
    /^(auto|\d{1,6})(?:-([a-z]+))?$/.exec(value) ?? [];
  const method = cutMethods.find((known) => known === methodText);
  if (countText === '' || method === undefined) return null;
  if (countText === 'auto') return { method, count: 'auto' };
  const count = Number.parseInt(countText, 10);
  return { method, count: Math.min(mostClusters, Math.max(fewestClusters, count)) };
}

const remembered = 'chosen';

function writeWithin(within: Within | null): string | null {
  if (within === null) return null;
  switch (within.kind) {
    case 'topic':
      return formatReference(within.topic);
    case 'papers': {
      const ranges = shortRanges(within.papers);
      return ranges === null ? remembered : `papers:${ranges}`;
    }
    case 'remembered':
      return remembered;
  }
}

function readWithin(value: string): Within | null {
  if (value === remembered) return { kind: 'remembered' };
  if (value.startsWith('papers:')) {
    const papers = parseRanges(value.slice('papers:'.length));
    return papers && { kind: 'papers', papers };
  }
  const topic = parseReference(value);
  return topic && { kind: 'topic', topic };
}

/** Four digits place a view to within a pixel, as closely as anybody looks. */
const rounded = (value: number): string => String(Number(value.toPrecision(4)));

function writeCamera({ x, y, span }: Viewpoint): string {
  return [x, y, span].map(rounded).join(',');
}

function readCamera(value: string): Viewpoint | null {
  const numbers = value.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [x = Number.NaN, y = Number.NaN, span = Number.NaN, ...others] = numbers;
  const sound = Math.abs(x) <= 100 && Math.abs(y) <= 100 && span > 0 && span <= 1000;
  return sound && others.length === 0 ? { x, y, span } : null;
}
