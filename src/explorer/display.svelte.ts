/**
 * How the user likes the page: theme, panels, the share of the centre each view gets. Remembered on
 * this machine; a browser that keeps nothing simply starts from the defaults each time.
 */
import * as v from 'valibot';
import { oneOf, textField, type Field } from './address/field';
import { sharedPart, type SharedPart } from './address/shared-part.svelte';
import {
  cutMethods,
  defaultCut,
  fewestClusters,
  mostClusters,
  type CutChoice,
} from './topics/cut-choice';
import type { Corpus } from '../corpus/paper';
import { isColour } from './address/linked-papers';

const fills = [
  'both',
  'treemap',
  'projection',
  'treemap-table',
  'projection-table',
  'table',
] as const;

/** Which views fill the centre. */
export type Fill = (typeof fills)[number];

/** Which one view is on show where there is room for one: the views of the phone's tab bar. */
export type Tab = 'map' | 'space' | 'table' | 'list' | 'topics' | 'facets';

export type Theme = 'auto' | 'light' | 'dark';
/** What a tile may say at most; each tile shows as much of it as fits. */
export type Detail = 'dot' | 'title' | 'card';

/** A column of the table, by key, and which end of it comes first. */
export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** Widths of the side panels in CSS pixels: as they are at first, and how far they can be drawn. */
export const panelWidths = { outline: 280, details: 328, least: 180, most: 560 } as const;

const panelWidth = v.pipe(v.number(), v.minValue(panelWidths.least), v.maxValue(panelWidths.most));

const preferencesSchema = v.object({
  theme: v.fallback(v.picklist(['auto', 'light', 'dark']), 'auto'),
  fill: v.fallback(v.picklist(fills), 'both'),
  detail: v.fallback(v.picklist(['dot', 'title', 'card']), 'card'),
  /** What colours stand for; one that the papers do not allow gives way to topics. */
  colour: v.fallback(v.string(), 'topic'),
  /** Whether pointing at a paper puts aside all but it and its nearest. */
  lightsSimilar: v.fallback(v.boolean(), false),
  /** Share of the centre given to the treemap, 0 to 1. */
  split: v.fallback(v.pipe(v.number(), v.minValue(0.15), v.maxValue(0.85)), 0.58),
  outlineOpen: v.fallback(v.boolean(), true),
  detailsOpen: v.fallback(v.boolean(), true),
  outlineWidth: v.fallback(panelWidth, panelWidths.outline),
  detailsWidth: v.fallback(panelWidth, panelWidths.details),
  tourSeen: v.fallback(v.boolean(), false),
  /** Into how many clusters a topic is cut, and which open first. */
  clusters: v.fallback(
    v.union([
      v.literal('auto'),
      v.pipe(v.number(), v.integer(), v.minValue(fewestClusters), v.maxValue(mostClusters)),
    ]),
    defaultCut.count,
  ),
  cutMethod: v.fallback(v.picklist(cutMethods), defaultCut.method),
  /** Columns of the table that the user showed (true) or hid, by key. */
  tableColumns: v.fallback(v.record(v.string(), v.boolean()), {}),
});

type Preferences = v.InferOutput<typeof preferencesSchema>;

/** The part of `Storage` used here; null where the browser refuses it. */
export type PreferenceStore = Pick<Storage, 'getItem' | 'setItem'> | null;

const storageKey = 'papergrove:display';

function readPreferences(store: PreferenceStore): Preferences {
  let kept: unknown = {};
  try {
    kept = JSON.parse(store?.getItem(storageKey) ?? '{}');
  } catch {
    // Unreadable preferences are worth no message: the defaults below take their place.
  }
  return v.parse(v.fallback(preferencesSchema, v.getFallbacks(preferencesSchema)), kept);
}

/** The part of the display that belongs to the view and so to its link. */
export interface Appearance {
  readonly colour: string;
  readonly fill: Fill;
}

const defaultAppearance: Appearance = { colour: 'topic', fill: 'both' };

/** What colours stand for: `topic`, `topic-safe`, `depth`, or the key of a facet. */
export const colourField: Field<string> = textField({
  key: 'colour',
  usual: defaultAppearance.colour,
  write: (colour) => (colour === defaultAppearance.colour ? null : colour),
  read: (text) => (text === '' ? null : text),
});
export const fillField = oneOf<Fill>('show', fills);
export const tabField = oneOf<Tab>('tab', ['map', 'space', 'table', 'list', 'topics', 'facets']);
/** Null for the map's order. */
export const sortField: Field<TableSort | null> = textField<TableSort | null>({
  key: 'sort',
  usual: null,
  write: (sort) => sort && `${sort.descending ? '-' : ''}${sort.column}`,
  read: (text) => {
    const column = text.replace(/^-/, '');
    return column === '' ? null : { column, descending: column !== text };
  },
});

export class Display {
  theme = $state<Theme>('auto');
  detail = $state<Detail>('card');
  lightsSimilar = $state(false);
  split = $state(0.58);
  outlineOpen = $state(true);
  detailsOpen = $state(true);
  /** CSS pixels, where the page has room for them. */
  outlineWidth = $state<number>(panelWidths.outline);
  detailsWidth = $state<number>(panelWidths.details);
  /** Whether the tour was seen through or skipped. */
  tourSeen = $state(false);
  /** Into how many clusters the user last chose to cut; a link does not change it. */
  cut = $state.raw<CutChoice>(defaultCut);
  /** Columns of the table that the user showed (true) or hid, by key; the others are as usual. */
  tableColumns = $state.raw<Readonly<Record<string, boolean>>>({});
  /** How the table is sorted; null for the map's order. A visit starts with that. */
  tableSort = $state.raw<TableSort | null>(null);
  /** The phone's view; not remembered, a visit starts at the map. */
  tab = $state<Tab>('map');
  /** Whether the phone's sheet tells of the topic on show while no paper is chosen. */
  topicOpen = $state(false);

  readonly #store: PreferenceStore;
  /** What the user last chose, which a link does not change. */
  #usual = $state.raw<Appearance>(defaultAppearance);
  #look = $state.raw<Appearance>(defaultAppearance);
  /** The colour wanted where the papers on show have no such thing; null where they have. */
  #awaitedColour: string | null = null;

  readonly shared: readonly SharedPart[] = [
    sharedPart(colourField, {
      get: () => this.colour,
      set: (colour) => this.appearAs({ ...this.#look, colour }),
      meet: ({ papers }) => {
        if (isColour(papers, this.colour)) return [];
        this.appearAs({ ...this.#look, colour: defaultAppearance.colour });
        return ['what it colours by'];
      },
    }),
    sharedPart(fillField, {
      get: () => this.fill,
      set: (fill) => this.appearAs({ ...this.#look, fill }),
    }),
    sharedPart(tabField, {
      get: () => this.tab,
      set: (tab) => {
        this.tab = tab;
      },
    }),
    sharedPart(sortField, {
      get: () => this.tableSort,
      set: (sort) => {
        this.tableSort = sort;
      },
    }),
  ];

  constructor(store: PreferenceStore) {
    this.#store = store;
    const { colour, fill, clusters, cutMethod, ...others } = readPreferences(store);
    Object.assign(this, others);
    this.cut = { method: cutMethod, count: clusters };
    this.#usual = { colour, fill };
    this.#look = this.#usual;
  }

  /** What colours stand for. */
  get colour(): string {
    return this.#look.colour;
  }
  set colour(colour: string) {
    this.#awaitedColour = null;
    this.#look = { ...this.#look, colour };
    this.#usual = { ...this.#usual, colour };
  }

  /** Which views are on show. */
  get fill(): Fill {
    return this.#look.fill;
  }
  set fill(fill: Fill) {
    this.#look = { ...this.#look, fill };
    this.#usual = { ...this.#usual, fill };
  }

  /**
   * Colours by topic what cannot be coloured as it was, so that a link says what is seen; papers that
   * can be are coloured so again.
   */
  enterCorpus({ papers }: Pick<Corpus, 'papers'>): void {
    const wanted = this.#awaitedColour ?? this.colour;
    const fits = isColour(papers, wanted);
    this.#look = { ...this.#look, colour: fits ? wanted : defaultAppearance.colour };
    this.#awaitedColour = fits ? null : wanted;
  }

  /** Takes up what a link says, for this visit. */
  appearAs(look: Appearance): void {
    this.#awaitedColour = null;
    this.#look = look;
  }

  /** Keeps the present preferences; to be called from an effect, so that it follows every change. */
  keep(): void {
    const preferences: Preferences = {
      theme: this.theme,
      ...this.#usual,
      detail: this.detail,
      lightsSimilar: this.lightsSimilar,
      split: this.split,
      outlineOpen: this.outlineOpen,
      detailsOpen: this.detailsOpen,
      outlineWidth: this.outlineWidth,
      detailsWidth: this.detailsWidth,
      tourSeen: this.tourSeen,
      clusters: this.cut.count,
      cutMethod: this.cut.method,
      tableColumns: this.tableColumns,
    };
    try {
      this.#store?.setItem(storageKey, JSON.stringify(preferences));
    } catch {
      // A full or forbidden store loses a preference, never work.
    }
  }
}

/** The browser's own store, or null where touching it throws (blocked cookies). */
export function browserPreferences(view: Window): PreferenceStore {
  try {
    return view.localStorage;
  } catch {
    return null;
  }
}
