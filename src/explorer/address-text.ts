/**
 * The address as text: a short hash that a person can read and edit, such as
 * `#corpus=my-review&topic=contrastive-learning@3:1,7,40&cut=12-size&filter.year=2020&colour=year&v=2`.
 * What is as usual is left out. What cannot be read is left out too, and named, never refused: a
 * link that lost its end in a message still opens most of its view.
 */
import { defaultAddress, type Address } from './address';
import { fields, type Plain } from './address-fields';
import type { FacetFilter } from './filters.svelte';

/**
 * The version of this format. Version 1, which an address without `v` is of, named a topic by its
 * number on one map; everything else is as it was, so that only addresses with a topic say `v=2`.
 */
const version = 2;
const versions: ReadonlySet<string | null> = new Set([null, '1', '2']);

/** The hash of a view, with its `#`; empty for the default view. */
export function formatAddress(address: Address): string {
  const parts: string[] = [];
  const add = (key: string, value: string | null): void => {
    if (value !== null) parts.push(`${escapeText(key)}=${escapeText(value)}`);
  };
  const addField = <K extends Plain>(name: K): void => {
    add(fields[name].key, fields[name].write(address[name]));
  };
  addField('corpus');
  addField('within');
  addField('topic');
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
  if (namesByPapers(address)) add('v', String(version));
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
  const known = new Set(['v']);

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
    topic: field('topic'),
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
  if (!versions.has(given.get('v'))) unread.add('v');
  for (const key of given.keys()) {
    if (key !== '' && !known.has(key) && !isFilter(key)) unread.add(key);
  }
  return { address, unread: [...unread] };
}

/** Whether a topic is named as version 1 did not. */
function namesByPapers({ topic, within }: Address): boolean {
  return topic?.kind === 'papers' || (within?.kind === 'topic' && within.topic.kind === 'papers');
}

/** Keeps what is legible in a hash (`/ : , @`) as it is and escapes the rest. */
function escapeText(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|2C|40)/g, (code) => decodeURIComponent(code));
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
