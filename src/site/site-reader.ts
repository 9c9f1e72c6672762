/**
 * Reads the data of a site over any host of static files: whole files only, each checked against the
 * hash that the manifest gives it, asked for again where it did not arrive as it should. A part that
 * cannot be had fails alone; it is asked for anew the next time.
 */
import * as v from 'valibot';
import { failure, success, type Failure, type Result } from '../foundation/result';
import { fetchedFile, type ReaderOptions } from './fetch-file';
import {
  indexSchema,
  manifestSchema,
  siteFormat,
  siteVersion,
  type BlockList,
  type SiteIndex,
  type SiteManifest,
} from './manifest';
import { unpackBlock, type Block, type BlockEntry } from './packed-block';
import * as blocks from './read-blocks';
import { SiteProblem } from './site-problem';
import { readDirectory, readPlaces, readWords, type WordDirectory } from './word-blocks';

const mostManifestBytes = 1 << 20;

type BlocksOf = 'titles' | 'details' | 'upperTopics' | 'lowerTopics' | 'neighbours';

/** A run of papers: from a leaf on, so many. */
export interface Run {
  readonly from: number;
  readonly count: number;
}

export class SiteReader {
  readonly manifest: SiteManifest;
  readonly first: blocks.FirstPart;
  readonly #base: string;
  readonly #options: ReaderOptions;
  #index: Promise<SiteIndex> | undefined;
  /** Bytes of data fetched so far. */
  fetched: number;

  private constructor(
    manifest: SiteManifest,
    first: blocks.FirstPart,
    base: string,
    options: ReaderOptions,
    fetched: number,
  ) {
    this.manifest = manifest;
    this.first = first;
    this.#base = base;
    this.#options = options;
    this.fetched = fetched;
  }

  /**
   * Reads manifest and first file.
   *
   * @param address absolute, of the manifest
   * @returns the reader; or `site-missing`, `site-newer`, `site-damaged`, `site-unreachable`
   */
  static async open(address: string, options: ReaderOptions): Promise<Result<SiteReader>> {
    try {
      const text = await fetchedFile(address, options, (bytes) => {
        if (bytes.length > mostManifestBytes)
          throw new SiteProblem('no-site', 'what is there is far larger than a manifest');
        return new TextDecoder().decode(bytes);
      });
      const manifest = readManifest(text);
      const first = await fetchBlock(address, manifest.first, options);
      const read = blocks.readFirst(first, manifest.papers);
      const bytes = text.length + manifest.first.bytes;
      return success(new SiteReader(manifest, read, address, options, bytes));
    } catch (thrown) {
      options.signal?.throwIfAborted();
      return failure(failureOf(thrown, address));
    }
  }

  get n(): number {
    return this.manifest.papers;
  }

  /** Which block of a kind holds a leaf, and how many there are. */
  async places(kind: BlocksOf): Promise<Result<{ readonly size: number; readonly count: number }>> {
    return this.#try(async () => {
      const { size, blocks: list } = (await this.#theIndex())[kind];
      return { size, count: list.length };
    });
  }

  /** Topics of fewer papers than this are in the blocks of smaller ones. */
  upperTopic(): Promise<Result<number>> {
    return this.#try(async () => (await this.#theIndex()).upperTopic);
  }

  titles(at: number) {
    return this.#run('titles', at, (block, { count }) => blocks.readTitles(block, count));
  }

  details(at: number) {
    return this.#run('details', at, (block, { count }) => blocks.readDetails(block, count));
  }

  topics(kind: 'upperTopics' | 'lowerTopics', at: number) {
    return this.#run(kind, at, (block) => blocks.readTopics(block, this.n));
  }

  neighbours(at: number) {
    return this.#run('neighbours', at, (block, { from, count }, { k }) => ({
      k,
      ...blocks.readNeighbours(block, from, count, k, this.n),
    }));
  }

  layout(): Promise<Result<Float32Array>> {
    return this.#try(async () => {
      const { layout } = await this.#theIndex();
      return blocks.readPositions(await this.#fetch(layout), this.n);
    });
  }

  /** The layout in fewer bits; null where the site has it in one precision only. */
  coarseLayout(): Promise<Result<Float32Array | null>> {
    return this.#try(async () => {
      const { coarseLayout } = await this.#theIndex();
      return coarseLayout
        ? blocks.readCoarsePositions(await this.#fetch(coarseLayout), this.n)
        : null;
    });
  }

  /** Bytes of all there is but the index by words. */
  bytes(): Promise<Result<number>> {
    return this.#try(async () => {
      const { layout, summary, ...rest } = await this.#theIndex();
      const entries = [...listsOf(rest).flatMap(({ blocks: list }) => list), layout, summary];
      return entries.reduce((sum, { bytes }) => sum + bytes, 0);
    });
  }

  /** How many blocks there are of papers, topics, neighbours and vectors. */
  count(): Promise<Result<number>> {
    return this.#try(async () =>
      listsOf(await this.#theIndex()).reduce((sum, { blocks: list }) => sum + list.length, 0),
    );
  }

  /** How far to trust the layout. */
  quality(): Promise<Result<SiteIndex['quality']>> {
    return this.#try(async () => (await this.#theIndex()).quality);
  }

  summary() {
    return this.#try(async () => {
      const { summary } = await this.#theIndex();
      return blocks.readSummary(await this.#fetch(summary), this.first.tree);
    });
  }

  /** What a reader's library keeps the parts of the map under, and neighbours per paper. */
  keys(): Promise<Result<Pick<SiteIndex, 'keys' | 'k' | 'brought'>>> {
    return this.#try(() => this.#theIndex());
  }

  /** What the index by words is found by; null where the site has none. */
  wordDirectory(): Promise<Result<WordDirectory | null>> {
    return this.#try(async () => {
      const { words } = await this.#theIndex();
      return words ? readDirectory(await this.#fetch(words), this.n) : null;
    });
  }

  /** A block of words that the directory names. */
  words(entry: BlockEntry) {
    return this.#try(async () => readWords(await this.#fetch(entry), this.n));
  }

  /** Where the words of a block stand. @param postings of that block */
  wordPlaces(entry: BlockEntry, postings: number) {
    return this.#try(async () => readPlaces(await this.#fetch(entry), postings));
  }

  /**
   * All vectors, part by part, n×d row-major; none where the site was made without.
   *
   * @param onBlock called for each block that is here
   */
  vectors(onBlock: () => void = () => undefined) {
    return this.#try(async () => {
      const { vectors } = await this.#theIndex();
      const parts: { key: string; n: number; d: number; data: Float32Array }[] = [];
      for (const { key, d, size, blocks: list } of vectors) {
        const data = new Float32Array(this.n * d);
        for (const [at, entry] of list.entries()) {
          const { from, count } = this.#runOf({ size, blocks: list }, at);
          data.set(blocks.readVectors(await this.#fetch(entry), count, d), from * d);
          onBlock();
        }
        parts.push({ key, n: this.n, d, data });
      }
      return parts;
    });
  }

  #run<T>(
    kind: BlocksOf,
    at: number,
    read: (block: Block, run: Run, index: SiteIndex) => T,
  ): Promise<Result<Run & { readonly value: T }>> {
    return this.#try(async () => {
      const index = await this.#theIndex();
      const list = index[kind];
      const entry = list.blocks[at];
      if (!entry) throw new SiteProblem('damaged', 'its index names too few blocks');
      const run = this.#runOf(list, at);
      return { ...run, value: read(await this.#fetch(entry), run, index) };
    });
  }

  #runOf({ size }: BlockList, at: number): Run {
    const from = at * size;
    return { from, count: Math.max(0, Math.min(this.n, from + size) - from) };
  }

  async #fetch(entry: BlockEntry): Promise<Block> {
    const block = await fetchBlock(this.#base, entry, this.#options);
    this.fetched += entry.bytes;
    return block;
  }

  async #theIndex(): Promise<SiteIndex> {
    this.#index ??= this.#fetch(this.manifest.index)
      .then(({ json }) => {
        const index = v.safeParse(indexSchema, json);
        if (!index.success) throw new SiteProblem('damaged', 'its index cannot be read');
        return index.output;
      })
      .catch((thrown: unknown) => {
        this.#index = undefined;
        throw thrown;
      });
    return this.#index;
  }

  async #try<T>(work: () => Promise<T>): Promise<Result<T>> {
    try {
      return success(await work());
    } catch (thrown) {
      this.#options.signal?.throwIfAborted();
      return failure(failureOf(thrown, this.#base));
    }
  }
}

function listsOf(
  index: Pick<SiteIndex, BlocksOf | 'vectors'>,
): readonly Pick<BlockList, 'blocks'>[] {
  const { titles, details, upperTopics, lowerTopics, neighbours, vectors } = index;
  return [titles, details, upperTopics, lowerTopics, neighbours, ...vectors];
}

function readManifest(text: string): SiteManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SiteProblem(
      'no-site',
      /^\s*</u.test(text) ? 'the host answers with a web page' : 'what is there is no manifest',
    );
  }
  const head = v.safeParse(v.object({ format: v.literal(siteFormat), version: v.number() }), json);
  if (!head.success) throw new SiteProblem('no-site', 'what is there is no manifest of a site');
  if (head.output.version > siteVersion)
    throw new SiteProblem('newer', `version ${head.output.version}`);
  const manifest = v.safeParse(manifestSchema, json);
  if (manifest.success) return manifest.output;
  const field = v.getDotPath(manifest.issues[0]);
  throw new SiteProblem(
    'damaged',
    `its manifest is wrong${field === null ? '' : ` at “${field}”`}`,
  );
}

async function fetchBlock(base: string, entry: BlockEntry, options: ReaderOptions): Promise<Block> {
  const name = `${entry.hash}.bin`;
  try {
    return await fetchedFile(new URL(name, base).href, options, (bytes) =>
      unpackBlock(bytes, entry, name),
    );
  } catch (thrown) {
    // There is a site, of which this file is missing.
    if (thrown instanceof SiteProblem && thrown.kind === 'no-site')
      throw new SiteProblem('damaged', thrown.reason);
    throw thrown;
  }
}

function failureOf(thrown: unknown, address: string): Failure {
  if (!(thrown instanceof SiteProblem)) throw thrown;
  const { kind, reason } = thrown;
  switch (kind) {
    case 'unreachable':
      return {
        code: 'site-unreachable',
        message: `A part of this map could not be fetched: ${reason}.`,
        remedy: 'Check the connection and try again; what is here stays usable.',
        detail: address,
      };
    case 'damaged':
      return {
        code: 'site-damaged',
        message: `A part of this map is not as it was published: ${reason}.`,
        remedy:
          'Try again; if it stays so, whoever publishes it must upload all of its files anew.',
        detail: address,
      };
    case 'newer':
      return {
        code: 'site-newer',
        message: `This map was published by a newer Papergrove (format ${reason}).`,
        remedy: 'Open it with the page that lies beside it, or with a newer Papergrove.',
        detail: address,
      };
    case 'no-site':
      return {
        code: 'site-missing',
        message: `There is no published map at ${address}: ${reason}.`,
        remedy: 'Check the address; whoever publishes it must upload all of its files.',
      };
  }
}
