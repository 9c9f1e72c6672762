/**
 * What the page's address says about the view: see `address-text.ts` for how it is written. Whoever
 * opens an address sees what was on show where it was copied, at their own size, theme and detail.
 */
import type { LayoutKind } from '../projection/layout';
import type { TableSort } from './display.svelte';
import type { FacetFilter, LeftOut } from './filters.svelte';
import type { PredicateKey } from './predicates';
import type { TopicReference } from './topic-reference';

export const fills = [
  'both',
  'treemap',
  'projection',
  'treemap-table',
  'projection-table',
  'table',
] as const;

/** Which views fill the centre. */
export type Fill = (typeof fills)[number];

export const tabs = ['map', 'space', 'table', 'list', 'topics', 'facets'] as const;

/** Which one view is on show where there is room for one: the views of the phone's tab bar. */
export type Tab = (typeof tabs)[number];

/** The order in which a topic is opened until enough clusters are visible. */
export type CutMethod = 'height' | 'size' | 'breadth';

export const cutMethods: readonly CutMethod[] = ['height', 'size', 'breadth'];

/** How many clusters are visible: a number of them, or as many as the room lets a person read. */
export type ClusterCount = number | 'auto';

export const fewestClusters = 2;
export const mostClusters = 20;
export const usualClusters = 8;

export interface CutChoice {
  readonly method: CutMethod;
  readonly count: ClusterCount;
}

export const defaultCut: CutChoice = { method: 'height', count: usualClusters };

/** Where the projection is looked at from, whatever the size of the window. */
export interface Viewpoint {
  /** What is in the middle, in the layout's units. */
  readonly x: number;
  readonly y: number;
  /** How much of the layout the shorter side of the view spans; above 0. */
  readonly span: number;
}

/** What was clustered afresh on its own. */
export type Within =
  /** A topic of the whole map. */
  | { readonly kind: 'topic'; readonly topic: TopicReference }
  /** Papers chosen by hand: ascending indices into the corpus. */
  | { readonly kind: 'papers'; readonly papers: readonly number[] }
  /** More such papers than an address has room for: only this visit remembers them. */
  | { readonly kind: 'remembered' };

export interface Address {
  /** A bundled corpus by name, a kept one by id, or the URL of a corpus file; null for the default. */
  readonly corpus: string | null;
  /** Null for the whole corpus. */
  readonly within: Within | null;
  /** The topic on show; null for the whole map. */
  readonly topic: TopicReference | null;
  readonly cut: CutChoice;
  /** Id of the selected paper. */
  readonly paper: string | null;
  /** Papers chosen together: ascending indices into the corpus; null for no such choice. */
  readonly chosen: readonly number[] | null;
  /** What is searched for. */
  readonly query: string | null;
  /** At most one per facet. */
  readonly filters: readonly FacetFilter[];
  readonly leftOut: LeftOut;
  readonly focused: readonly PredicateKey[];
  readonly outlined: readonly PredicateKey[];
  /** What colours stand for: `topic`, `topic-safe`, `depth`, or the key of a facet. */
  readonly colour: string;
  readonly layout: LayoutKind;
  /** Which views are on show. */
  readonly fill: Fill;
  /** Which one of them on a phone. */
  readonly tab: Tab;
  /** How the table is sorted; null for the map's order. */
  readonly sort: TableSort | null;
  /** Null where the view shows all of the topic, as it does by itself. */
  readonly camera: Viewpoint | null;
  /** The encoder, as `readEncoderSetting` reads it; null for the automatic choice. */
  readonly encoder: string | null;
}

export const defaultAddress: Address = {
  corpus: null,
  within: null,
  topic: null,
  cut: defaultCut,
  paper: null,
  chosen: null,
  query: null,
  filters: [],
  leftOut: 'dim',
  focused: [],
  outlined: [],
  colour: 'topic',
  layout: 'umap',
  fill: 'both',
  tab: 'map',
  sort: null,
  camera: null,
  encoder: null,
};
