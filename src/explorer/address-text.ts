/**
 * The address as text: a short hash that a person can read and edit, such as
 * `#corpus=my-review&topic=131-contrastive-learning&cut=12-size&filter.year=2020&colour=year`.
 * What is as usual is left out. What cannot be read is left out too, and named, never refused: a
 * link that lost its end in a message still opens most of its view.
 */
import { defaultAddress, type Address } from './address';
import { fields, type Plain } from './address-fields';
import type { FacetFilter } from './filters.svelte';

/**
 * The version of this format. An address without `v` is of version 1; a later format that cannot be
 * read as this one says so in `v`.
 */
const version = 1;

/**
 * The hash of a view, with its `#`; empty for the default view.
 *
 * @param topicName makes the topic readable; it is ignored when the address is read back
 */
export function formatAddress(address: Address, topicName = ''): string {
  const parts: string[] = [];
  const add = (key: string, value: string | null): void => {
    if (value !== null) parts.push(`${escapeText(key)}=${escapeText(value)}`);
  };
  const addField = <K extends Plain>(name: K): void => {
    add(fields[name].key, fields[name].write(address[name]));
  };
  addField('corpus');
  addField('within');
  if (address.topic !== null) {
    const words = slug(topicName);
    add('topic', words === '' ? String(address.topic) : `${address.topic}-${words}`);
  }
  addField('cut');
  addField('paper');
  addField('query');
  for (const { facet, values } of address.filters)
    for (const value of values) add(`filter.${facet}`, value);
  addField('leftOut');
  addField('focused');
  addField('outlined');
  addField('chosen');
  addField('colour');
  addField('layout');
  addField('fill');
  addField('tab');
  addField('sort');
  addField('camera');
  addField('encoder');
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

/** An address as it was read. */
export interface ReadAddress {
  readonly address: Address;
  /** Names of the parts that mean nothing here, as they were written; each once. */
  readonly unread: readonly string[];
}

/** Reads a hash, with or without its `#`. */
export function parseAddress(hash: string): ReadAddress {
  // URLSearchParams would turn "+" into a space; a hand-typed "C++" keeps its signs.
  const given = new URLSearchParams(hash.replace(/^#/, '').replaceAll('+', '%2B'));
  const unread = new Set<string>();
  const known = new Set(['v', 'topic']);

  const field = <K extends Plain>(name: K): Address[K] => {
    const { key, read } = fields[name];
    known.add(key);
    const value = given.get(key);
    if (value === null) return defaultAddress[name];
    const meant = read(value);
    if (meant === null) unread.add(key);
    return meant ?? defaultAddress[name];
  };

  const address: Address = {
    corpus: field('corpus'),
    within: field('within'),
    topic: readTopic(given.get('topic')),
    cut: field('cut'),
    paper: field('paper'),
    chosen: field('chosen'),
    query: field('query'),
    filters: readFilters(given),
    leftOut: field('leftOut'),
    focused: field('focused'),
    outlined: field('outlined'),
    colour: field('colour'),
    layout: field('layout'),
    fill: field('fill'),
    tab: field('tab'),
    sort: field('sort'),
    camera: field('camera'),
    encoder: field('encoder'),
  };
  if (given.has('topic') && address.topic === null) unread.add('topic');
  if (given.has('v') && given.get('v') !== String(version)) unread.add('v');
  for (const key of given.keys()) {
    if (key !== '' && !known.has(key) && !isFilter(key)) unread.add(key);
  }
  return { address, unread: [...unread] };
}

/** At most the first five words of a name in lower case, for people reading the address. */
export function slug(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 5).join('-');
}

/** Keeps what is legible in a hash (`/ : , @`) as it is and escapes the rest. */
function escapeText(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|2C|40)/g, (code) => decodeURIComponent(code));
}

function readTopic(value: string | null): number | null {
  const digits = /^\d+/.exec(value ?? '')?.[0];
  const node = digits === undefined ? Number.NaN : Number.parseInt(digits, 10);
  return Number.isSafeInteger(node) ? node : null;
}

const filterPrefix = 'filter.';
const isFilter = (key: string): boolean =>
  key.startsWith(filterPrefix) && key.length > filterPrefix.length;

function readFilters(given: URLSearchParams): readonly FacetFilter[] {
  const facets = new Map<string, Set<string>>();
  for (const [key, value] of given) {
    if (!isFilter(key)) continue;
    const facet = key.slice(filterPrefix.length);
    facets.set(facet, (facets.get(facet) ?? new Set()).add(value));
  }
  return [...facets].map(([facet, values]) => ({ facet, values: [...values] }));
}
