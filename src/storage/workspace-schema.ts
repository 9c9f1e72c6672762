/** The JSON sections of a workspace file, as far as they are believed. */
import * as v from 'valibot';
import { linkKinds, sharedKeys } from '../corpus/corpus-file';

const mostPapers = 1_000_000;
const mostDimensions = 16_384;

const count = (most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));
const finite = v.pipe(v.number(), v.finite());
const name = v.pipe(v.string(), v.maxLength(1000));
const key = v.pipe(v.string(), v.regex(/^[\da-f]{8,64}$/u));
const dimension = v.pipe(count(mostDimensions), v.minValue(1));
const texts = v.array(v.string());

/** What the file is about, and what else is in it. */
export const headSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  name,
  papers: v.pipe(count(mostPapers), v.minValue(1)),
  settings: v.object({ seed: finite, encoder: name }),
  /** Length of the vectors brought along; null when there are none. */
  brought: v.nullable(dimension),
  textVectors: v.pipe(v.array(v.object({ fingerprint: name, d: dimension })), v.maxLength(16)),
  corpusVectors: v.pipe(v.array(v.object({ key, d: dimension })), v.maxLength(16)),
  /** Papers there were before each addition; files written before that was noted have none. */
  additions: v.optional(v.pipe(v.array(count(mostPapers)), v.maxLength(10_000))),
  /** What the corpus says of the tree it came with, whose merges are those of the map. */
  broughtTree: v.optional(
    v.object({
      source: v.string(),
      names: v.array(v.tuple([count(2 * mostPapers), v.string()])),
    }),
  ),
  /** How it was looked at when it was saved, as an address writes it; older files have none. */
  view: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
  /** Neighbours per paper. */
  neighbours: count(1000),
  keys: v.object({
    tree: key,
    summary: key,
    neighbours: key,
    topics: key,
    layout: key,
    making: key,
  }),
});

const singleSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  title: v.string(),
  abstract: v.string(),
  authors: texts,
  year: v.nullable(v.pipe(v.number(), v.integer())),
  venue: v.nullable(v.string()),
  categories: texts,
  doi: v.nullable(v.string()),
  arxivId: v.nullable(v.string()),
  links: v.array(v.object({ kind: v.picklist(linkKinds), url: v.string() })),
  extra: v.record(v.string(), v.string()),
  original: v.optional(
    v.object({ title: v.optional(v.string()), abstract: v.optional(v.string()) }),
  ),
});

export const paperSchema = v.object({
  ...singleSchema.entries,
  copies: v.optional(
    v.array(
      v.object({
        // Records that were joined have no id of their own.
        paper: v.object({ ...singleSchema.entries, id: v.string() }),
        file: v.string(),
        line: v.nullable(v.number()),
        by: v.nullable(v.picklist(sharedKeys)),
      }),
    ),
  ),
});

export const userStateSchema = v.object({
  topicNames: v.record(v.string(), v.string()),
  // Files written before names were carried to other maps have none, nor words hidden in names.
  topicPapers: v.optional(
    v.record(
      v.string(),
      v.object({ size: count(mostPapers), ids: texts, known: count(mostPapers) }),
    ),
    {},
  ),
  hiddenWords: v.optional(texts, []),
  starred: texts,
  // Files written before papers could be marked as read have none.
  read: v.optional(texts, []),
  notes: v.record(v.string(), v.string()),
  readingList: texts,
  // Nor before searches could be saved.
  searches: v.optional(v.record(v.string(), v.string()), {}),
});

export const topicsSchema = v.array(
  v.object({
    node: count(2 * mostPapers),
    name: v.string(),
    terms: v.array(v.object({ term: v.string(), weight: finite })),
    medoid: count(mostPapers),
    cohesion: finite,
  }),
);

export const makingSchema = v.object({
  encoder: v.string(),
  dimension: count(mostDimensions),
  device: v.object({
    rung: v.picklist(['webgpu', 'wasm-threads', 'wasm', 'script', 'lexical', 'storage']),
    threads: v.pipe(count(1024), v.minValue(1)),
    reason: v.string(),
  }),
  milliseconds: v.record(v.string(), finite),
  version: v.string(),
  commit: v.exactOptional(v.string()),
  // Citations are named by its day.
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  placed: v.exactOptional(count(mostPapers)),
  tree: v.exactOptional(v.string()),
});
