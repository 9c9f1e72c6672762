/** The manifest of a site's data and the index behind it, as far as they are believed. */
import * as v from 'valibot';
import { makingSchema } from '../storage/workspace-schema';
import { mostRawBytes } from './packed-block';

export const siteFormat = 'papergrove-site';
/** Raised when a reader of the version before would misread what is written. */
export const siteVersion = 1;
/** Name of the file that the rest is found by. */
export const manifestName = 'manifest.json';

const mostPapers = 1_000_000;
const count = (most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const key = v.pipe(v.string(), v.regex(/^[\da-f]{8,64}$/u));
const finite = v.pipe(v.number(), v.finite());

/** What is said of a file. */
export const entrySchema = v.object({
  bytes: count(mostRawBytes),
  raw: count(mostRawBytes),
  hash: v.pipe(v.string(), v.regex(/^[\da-f]{32}$/u)),
});
/** Blocks of one kind in the order of the leaves, `size` leaves to each. */
const blocksSchema = v.object({
  size: v.pipe(count(mostPapers), v.minValue(1)),
  blocks: v.array(entrySchema),
});

/** How a site is shown until its reader chooses otherwise. */
const viewSchema = v.object({
  /** What colours stand for: `topic`, or the key of a facet. */
  colour: v.exactOptional(text(200)),
  /** Into how many topics each level is cut. */
  cut: v.exactOptional(v.pipe(count(1000), v.minValue(2))),
});

export const manifestSchema = v.object({
  format: v.literal(siteFormat),
  version: v.literal(siteVersion),
  /** Key of the corpus in a reader's own library. */
  id: v.pipe(text(200), v.minLength(1)),
  title: text(1000),
  subtitle: text(1000),
  description: text(10_000),
  /** BCP 47. */
  language: text(100),
  papers: v.pipe(count(mostPapers), v.minValue(1)),
  settings: v.object({ seed: finite, encoder: text(1000) }),
  making: makingSchema,
  view: viewSchema,
  first: entrySchema,
  index: entrySchema,
});

export const indexSchema = v.object({
  titles: blocksSchema,
  details: blocksSchema,
  /** Names of topics of at least `upperTopic` papers, and of smaller ones; in blocks by first leaf. */
  upperTopics: blocksSchema,
  lowerTopics: blocksSchema,
  upperTopic: count(mostPapers),
  neighbours: blocksSchema,
  /** The index by words, by which a search reads only what it needs; sites made before have none. */
  words: v.exactOptional(entrySchema),
  /** Vectors by the key of what they are; empty where the site was made without. */
  vectors: v.array(v.object({ key, d: count(16_384), ...blocksSchema.entries })),
  /** Whether the vectors came with the papers. */
  brought: v.boolean(),
  layout: entrySchema,
  /** The layout in fewer bits, for the time before the first zoom; sites of few papers have none. */
  coarseLayout: v.exactOptional(entrySchema),
  /** How far to trust the layout, see `LayoutQuality`. */
  quality: v.object({
    k: count(1000),
    trustworthiness: finite,
    continuity: finite,
    neighboursKept: finite,
    sampled: count(mostPapers),
  }),
  summary: entrySchema,
  /** Neighbours per paper. */
  k: count(1000),
  /** What each part of the map is kept under in a reader's library. */
  keys: v.object({
    tree: key,
    summary: key,
    neighbours: key,
    topics: key,
    layout: key,
    making: key,
  }),
});

export type SiteManifest = v.InferOutput<typeof manifestSchema>;
export type SiteIndex = v.InferOutput<typeof indexSchema>;
export type SiteView = v.InferOutput<typeof viewSchema>;
export type BlockList = v.InferOutput<typeof blocksSchema>;
