/**
 * How the user likes the page: theme, panels, the share of the centre each view gets. Remembered on
 * this machine; a browser that keeps nothing simply starts from the defaults each time.
 */
import * as v from 'valibot';

export type Theme = 'auto' | 'light' | 'dark';
export type Fill = 'both' | 'treemap' | 'projection' | 'treemap-table' | 'table';
/** What a tile may say at most; each tile shows as much of it as fits. */
export type Detail = 'dot' | 'title' | 'card';
/** The views of the phone's tab bar. */
export type Tab = 'map' | 'space' | 'table' | 'list' | 'topics' | 'facets';

/** A column of the table, by key, and which end of it comes first. */
export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

const preferencesSchema = v.object({
  theme: v.fallback(v.picklist(['auto', 'light', 'dark']), 'auto'),
  fill: v.fallback(v.picklist(['both', 'treemap', 'projection', 'treemap-table', 'table']), 'both'),
  detail: v.fallback(v.picklist(['dot', 'title', 'card']), 'card'),
  /** What colours stand for; one that the papers do not allow gives way to topics. */
  colour: v.fallback(v.string(), 'topic'),
  /** Whether pointing at a paper puts aside all but it and its nearest. */
  lightsSimilar: v.fallback(v.boolean(), false),
  /** Share of the centre given to the treemap, 0 to 1. */
  split: v.fallback(v.pipe(v.number(), v.minValue(0.15), v.maxValue(0.85)), 0.58),
  outlineOpen: v.fallback(v.boolean(), true),
  detailsOpen: v.fallback(v.boolean(), true),
  tourSeen: v.fallback(v.boolean(), false),
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

export class Display {
  theme = $state<Theme>('auto');
  fill = $state<Fill>('both');
  detail = $state<Detail>('card');
  colour = $state('topic');
  lightsSimilar = $state(false);
  split = $state(0.58);
  outlineOpen = $state(true);
  detailsOpen = $state(true);
  /** Whether the tour was seen through or skipped. */
  tourSeen = $state(false);
  /** Columns of the table that the user showed (true) or hid, by key; the others are as usual. */
  tableColumns = $state.raw<Readonly<Record<string, boolean>>>({});
  /** How the table is sorted; null for the map's order. A visit starts with that. */
  tableSort = $state.raw<TableSort | null>(null);
  /** The phone's view; not remembered, a visit starts at the map. */
  tab = $state<Tab>('map');
  /** Whether the phone's sheet tells of the topic on show while no paper is chosen. */
  topicOpen = $state(false);

  readonly #store: PreferenceStore;

  constructor(store: PreferenceStore) {
    this.#store = store;
    Object.assign(this, readPreferences(store));
  }

  /** Keeps the present preferences; to be called from an effect, so that it follows every change. */
  keep(): void {
    const preferences: Preferences = {
      theme: this.theme,
      fill: this.fill,
      detail: this.detail,
      colour: this.colour,
      lightsSimilar: this.lightsSimilar,
      split: this.split,
      outlineOpen: this.outlineOpen,
      detailsOpen: this.detailsOpen,
      tourSeen: this.tourSeen,
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
