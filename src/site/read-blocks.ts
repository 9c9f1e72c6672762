/** The blocks of a site's data as what they stand for. Nothing in them is believed before it is checked. */
import * as v from 'valibot';
import type { Dendrogram } from '../clustering/dendrogram';
import type { Topic } from '../clustering/topic';
import { linkKinds } from '../corpus/corpus-file';
import { blankPaper, type Paper } from '../corpus/paper';
import { parseWebAddress } from '../corpus/web-address';
import type { NodeSummary } from '../storage/schema';
import type { Block } from './packed-block';
import { restoreCoarse, restorePositions, restoreSimilarities, restoreVectors } from './quantise';
import { SiteProblem } from './site-problem';
import { decodeTree } from './tree-code';

const texts = v.array(v.string());
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());

const columnsSchema = v.object({
  id: v.array(v.pipe(v.string(), v.minLength(1))),
  title: texts,
  year: v.array(v.nullable(v.pipe(v.number(), v.integer()))),
  venue: v.array(v.nullable(v.string())),
  categories: v.array(texts),
  /** Further columns that papers are filtered and coloured by; sites made before have none. */
  extra: v.exactOptional(v.record(v.string(), v.array(v.nullable(v.string())))),
});
const topicSchema = v.tuple([
  whole,
  v.string(),
  v.array(v.tuple([v.string(), finite])),
  whole,
  finite,
]);
const firstSchema = v.object({
  tree: v.object({ bits: v.pipe(whole, v.maxValue(16)), low: finite, high: finite }),
  topics: v.array(topicSchema),
  medoids: v.array(whole),
  titles: columnsSchema,
});
const detailsSchema = v.array(
  v.object({
    abstract: v.string(),
    authors: texts,
    doi: v.nullable(v.string()),
    arxivId: v.nullable(v.string()),
    links: v.array(v.object({ kind: v.picklist(linkKinds), url: v.string() })),
    extra: v.record(v.string(), v.string()),
  }),
);

/** What a paper has beside what lists of papers need. */
export type PaperDetails = Pick<
  Paper,
  'abstract' | 'authors' | 'doi' | 'arxivId' | 'links' | 'extra'
>;

/** What the first file holds. */
export interface FirstPart {
  readonly tree: Dendrogram;
  readonly topics: readonly Topic[];
  /** Papers that topics are shown by, without details, by leaf. */
  readonly papers: ReadonlyMap<number, Paper>;
}

export function readFirst(block: Block, n: number): FirstPart {
  const { tree: scale, topics, medoids, titles } = parsed(firstSchema, block.json);
  const tree = decodeTree({
    n,
    ...scale,
    shape: bytesOf(block, 'shape', Math.ceil((2 * n - 1) / 8)),
    stepsLow: bytesOf(block, 'stepsLow', n - 1),
    stepsHigh: bytesOf(block, 'stepsHigh', n - 1),
  });
  if (tree === null) throw wrong('its tree is not one over all its papers');
  const papers = papersOf(titles, medoids.length);
  return {
    tree,
    topics: topicsOf(topics, n),
    papers: new Map(medoids.flatMap((leaf, at) => (papers[at] ? [[leaf, papers[at]]] : []))),
  };
}

export function readTopics(block: Block, n: number): Topic[] {
  return topicsOf(parsed(v.array(topicSchema), block.json), n);
}

/** Papers without details. */
export function readTitles(block: Block, count: number): Paper[] {
  return papersOf(parsed(columnsSchema, block.json), count);
}

export function readDetails(block: Block, count: number): PaperDetails[] {
  const details = parsed(detailsSchema, block.json);
  if (details.length !== count) throw wrong('a block has too few papers or too many');
  // What a page makes a link of must lead to the web and nowhere else.
  return details.map((one) => ({
    ...one,
    links: one.links.filter(({ url }) => parseWebAddress(url) !== null),
  }));
}

export function readPositions(block: Block, n: number): Float32Array {
  return restorePositions(shortsOf(block, 'positions', 2 * n));
}

export function readCoarsePositions(block: Block, n: number): Float32Array {
  return restoreCoarse(shortsOf(block, 'steps', 2 * n));
}

export function readSummary(block: Block, tree: Dendrogram): NodeSummary {
  const { n, start, size } = tree;
  const offsets = numbersOf(block, 'offsets', n - 1);
  const medoids = Uint32Array.from({ length: 2 * n - 1 }, (_, node) => {
    const offset = node < n ? 0 : (offsets[node - n] ?? 0);
    if (offset >= (size[node] ?? 0)) throw wrong('a topic is shown by a paper outside it');
    return (start[node] ?? 0) + offset;
  });
  const cohesion = new Float32Array(2 * n - 1).fill(1);
  cohesion.set(restoreSimilarities(bytesOf(block, 'cohesion', n - 1)), n);
  return { medoids, cohesion };
}

/** The neighbours of the papers from a leaf on: indices and similarities, `count` × k row-major. */
export function readNeighbours(block: Block, from: number, count: number, k: number, n: number) {
  const steps = numbersOf(block, 'steps', count * k);
  const indices = Uint32Array.from(steps, (code, at) => {
    const step = code % 2 === 1 ? -(code + 1) / 2 : code / 2;
    const index = from + Math.floor(at / k) + step;
    if (index < 0 || index >= n) throw wrong('a neighbour is none of its papers');
    return index;
  });
  return {
    indices,
    similarities: restoreSimilarities(bytesOf(block, 'similarities', count * k)),
  };
}

/** Rows of vectors, `count`×d row-major. */
export function readVectors(block: Block, count: number, d: number): Float32Array {
  const scales = block.arrays.get('scales');
  if (
    !(scales instanceof Float32Array) ||
    scales.length !== count ||
    !scales.every(Number.isFinite)
  )
    throw wrong('a block of vectors has the wrong size');
  return restoreVectors({ n: count, d, levels: bytesOf(block, 'levels', count * d), scales }).data;
}

function papersOf(
  { extra = {}, ...columns }: v.InferOutput<typeof columnsSchema>,
  count: number,
): Paper[] {
  const { id, title, year, venue, categories } = columns;
  const further = Object.entries(extra);
  const all = [...Object.values(columns), ...further.map(([, values]) => values)];
  if (all.some(({ length }) => length !== count))
    throw wrong('a block has too few papers or too many');
  return id.map((one, at) => ({
    ...blankPaper(one, title[at] ?? ''),
    year: year[at] ?? null,
    venue: venue[at] ?? null,
    categories: categories[at] ?? [],
    extra: Object.fromEntries(
      further.flatMap(([column, values]) => {
        const value = values[at] ?? null;
        return value === null ? [] : [[column, value]];
      }),
    ),
  }));
}

function topicsOf(rows: readonly v.InferOutput<typeof topicSchema>[], n: number): Topic[] {
  return rows.map(([node, name, terms, medoid, cohesion]) => {
    if (node >= 2 * n - 1 || medoid >= n) throw wrong('a topic is none of its tree');
    return {
      node,
      name,
      terms: terms.map(([term, weight]) => ({ term, weight })),
      medoid,
      cohesion,
    };
  });
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]);
  throw wrong(`a block is wrong${field === null ? '' : ` at “${field}”`}`);
}

function bytesOf({ arrays }: Block, name: string, length: number): Uint8Array {
  const array = arrays.get(name);
  if (!(array instanceof Uint8Array) || array.length !== length)
    throw wrong(`its numbers “${name}” are too few or too many`);
  return array;
}

/** Numbers of 16 bits from their bytes. */
function shortsOf(block: Block, name: string, length: number): Uint16Array {
  const low = bytesOf(block, `${name}0`, length);
  const high = bytesOf(block, `${name}1`, length);
  return Uint16Array.from(low, (byte, at) => byte + 256 * (high[at] ?? 0));
}

/** Numbers of 24 bits from their bytes. */
function numbersOf(block: Block, name: string, length: number): Uint32Array {
  const [low, middle, high] = [0, 1, 2].map((plane) => bytesOf(block, `${name}${plane}`, length));
  return Uint32Array.from(
    { length },
    (_, at) => (low?.[at] ?? 0) + 256 * (middle?.[at] ?? 0) + 65_536 * (high?.[at] ?? 0),
  );
}

function wrong(reason: string): SiteProblem {
  return new SiteProblem('damaged', reason);
}
