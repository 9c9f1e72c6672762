/**
 * A published map while it is open: the top of its tree at once, then names, titles, layout and the
 * rest of the papers, what is looked at first. Nothing is computed. What arrives is told a few times
 * a second, since every telling has the views draw again.
 */
import type { Topic } from '../../clustering/topic';
import type { Corpus } from '../../corpus/paper';
import type { PaperMap } from '../../engine/map';
import type { SearchAnswer, SearchBy, SimilarAnswer } from '../../engine/search-service';
import { success, type Result } from '../../foundation/result';
import type { Arrangement } from '../../projection/arrange';
import type { SiteIndex, SiteView } from '../../site/manifest';
import type { SiteReader } from '../../site/site-reader';
import type { LookedAt, SiteListener } from '../ports';
import { firstMapOf } from './first-map-of';
import { SearchByNeed } from './search-by-need';
import { SiteBlocks } from './site-blocks';

/** Milliseconds in which what arrives is told together. */
const tellingInterval = 150;
/** Abstracts of papers found that are asked for at a time: a browser asks one host for six files. */
const detailsAtOnce = 2;
/** A topic of no more papers has their abstracts fetched: then tiles have room for them. */
const mostDetailed = 60;
/** A topic of no more papers has their titles fetched at once. */
const mostTitled = 4000;
/** Of no more papers everything that lists need is fetched at once. */
const mostAtOnce = 10_000;
/** Milliseconds after which the titles of more papers are fetched though nobody zoomed. */
const longestWait = 10_000;

/** Bytes that are read for what meaning adds to a search without asking: two or three seconds of a common line. */
const mostUnasked = 12e6;
/** Papers found of which titles and abstracts are fetched at once. */
const mostShown = 20;

/** Milliseconds after a zoom in which it asks for the names it shows. */
const zoomPause = 1000;

/** Everything of a site, as the engine takes it. */
export interface WholeSite {
  readonly corpus: Corpus;
  readonly map: PaperMap;
  readonly keys: SiteIndex['keys'];
  readonly vectors: readonly {
    readonly key: string;
    readonly n: number;
    readonly d: number;
    readonly data: Float32Array;
  }[];
}

export class PublishedSite {
  readonly #reader: SiteReader;
  readonly #listener: SiteListener;
  readonly #blocks: SiteBlocks;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #zoom: () => void = () => undefined;
  readonly #hasZoomed = new Promise<void>((resolve) => {
    this.#zoom = resolve;
    setTimeout(resolve, longestWait);
  });
  readonly #byNeed: SearchByNeed;
  readonly view: SiteView;
  corpus: Corpus;
  map: PaperMap;

  constructor(reader: SiteReader, key: string, listener: SiteListener) {
    const { manifest } = reader;
    this.#reader = reader;
    this.#listener = listener;
    this.view = manifest.view;
    this.#blocks = new SiteBlocks(reader, {
      onPapers: () => {
        this.#telling ??= setTimeout(() => this.#tellPapers(), tellingInterval);
      },
      onMissing: (error) => listener({ kind: 'missing', failure: error }),
    });
    const { papers, topics } = this.#blocks;
    this.corpus = { id: manifest.id, name: manifest.title, papers: [...papers] };
    this.map = firstMapOf(reader, key, topics);
    this.#byNeed = new SearchByNeed(reader, {
      papers: () => papers,
      fetch: async (wanted) => {
        const runs = [...new Set(wanted)].map((paper) => this.#blocks.run('titles', paper, 1));
        return (await Promise.all(runs)).find(({ ok }) => !ok) ?? success(null);
      },
    });
  }

  /**
   * Fetches what every visit needs: the layout, then the titles in the order of the leaves. Of very
   * many papers the layout is coarse at first, and all else waits until the reader has zoomed, which
   * has its own files fetched first, or has looked for a while.
   */
  async fetchTheRest(): Promise<void> {
    await this.#withSomeLayout();
    if (this.map.tree.n > mostAtOnce) await this.#hasZoomed;
    await this.#withLayout();
    await this.#withSummary();
    await this.#blocks.all('titles');
  }

  /** Waits for the titles of all papers, by which a link names them. */
  async titles(): Promise<Result<unknown>> {
    const all = await this.#blocks.all('titles');
    this.#tellPapers();
    return all;
  }

  /** Fetches what is looked at before all else. */
  look({ from, count, papers, titled }: LookedAt): void {
    const wanted: Promise<unknown>[] = [];
    if (count <= mostTitled) wanted.push(this.#blocks.run('titles', from, count));
    if (count <= mostDetailed) wanted.push(this.#blocks.run('details', from, count));
    for (const paper of titled) void this.#blocks.run('titles', paper, 1);
    // What cannot be fetched is told where it is fetched.
    if (count < this.map.tree.n) void this.#afterZoom(wanted);
    for (const paper of papers) {
      void this.#blocks.run('titles', paper, 1);
      void this.#blocks.run('details', paper, 1);
    }
  }

  /**
   * Fetches of papers found the titles, then the abstracts, a few at a time: what is asked for meanwhile,
   * the titles of those that the map shows on tiles, does not stand in line behind them.
   */
  async #inTurn(papers: readonly number[]): Promise<void> {
    await Promise.all(papers.map((paper) => this.#blocks.run('titles', paper, 1)));
    const left = [...papers];
    const work = async (): Promise<void> => {
      for (let at = left.shift(); at !== undefined; at = left.shift())
        await this.#blocks.run('details', at, 1);
    };
    await Promise.all(Array.from({ length: detailsAtOnce }, work));
  }

  /** Lets the rest be fetched once the zoom has what it needs: the names it asks for a little later, too. */
  async #afterZoom(wanted: readonly Promise<unknown>[]): Promise<void> {
    await Promise.allSettled(wanted);
    await new Promise((resolve) => setTimeout(resolve, zoomPause));
    await this.#blocks.settled();
    this.#zoom();
  }

  /** Topics of some nodes, as far as the site names them. */
  async topics(nodes: readonly number[]): Promise<Result<ReadonlyMap<number, Topic>>> {
    const { start, size } = this.map.tree;
    const upper = await this.#reader.upperTopic();
    if (!upper.ok) return this.#blocks.missed(upper);
    const missing = nodes.filter((node) => !this.#blocks.topics.has(node));
    const loads = missing.map((node) => {
      const kind = (size[node] ?? 0) >= upper.value ? 'upperTopics' : 'lowerTopics';
      return this.#blocks.run(kind, start[node] ?? 0, 1);
    });
    for (const load of await Promise.all(loads)) if (!load.ok) return load;
    return success(
      new Map(
        nodes.flatMap((node) => {
          const topic = this.#blocks.topics.get(node);
          return topic ? [[node, topic]] : [];
        }),
      ),
    );
  }

  /**
   * Answers from the index by words, and from all of a small site where meaning is asked for.
   *
   * @param all whether all of a large site may be read
   * @returns null where all of the site has to be read first
   */
  async search(typed: string, by: SearchBy, all: boolean): Promise<Result<SearchAnswer> | null> {
    if (by === 'words and meaning') {
      // Nothing is read for who has typed nothing yet.
      if (typed.trim() === '') return this.#byNeed.nothing();
      const bytes = await this.#reader.bytes();
      if (!bytes.ok) return this.#blocks.missed(bytes);
      if (all || bytes.value <= mostUnasked) return null;
      const words = await this.#byNeed.search(typed);
      return words?.ok ? success({ ...words.value, unreadBytes: bytes.value }) : words;
    }
    const found = await this.#byNeed.search(typed);
    if (found?.ok) {
      const shown = [...found.value.papers.subarray(0, mostShown)];
      void this.#afterZoom([this.#inTurn(shown)]);
    }
    return found;
  }

  /** The papers most like one; null where they could not be fetched. */
  async similar(paper: number, most: number): Promise<SimilarAnswer | null> {
    const places = await this.#reader.places('neighbours');
    if (!places.ok) return null;
    const { size } = places.value;
    const block = await this.#reader.neighbours(Math.floor(paper / size));
    if (!block.ok) {
      this.#blocks.missed(block);
      return null;
    }
    const { k, indices, similarities } = block.value.value;
    const at = (paper - block.value.from) * k;
    const to = at + Math.min(k, most);
    return { papers: indices.slice(at, to), similarities: similarities.slice(at, to) };
  }

  /** The layout that is here, coarse or not, with how far to trust it. */
  async arrangement(): Promise<Result<Arrangement>> {
    const layout = await this.#withSomeLayout();
    if (!layout.ok) return layout;
    const quality = await this.#reader.quality();
    if (!quality.ok) return this.#blocks.missed(quality);
    return success({ kind: 'umap', layout: this.map.layout, quality: quality.value });
  }

  /**
   * Fetches all there is.
   *
   * @param onProgress blocks that are here, of all
   */
  async whole(onProgress: (done: number, total: number) => void): Promise<Result<WholeSite>> {
    const keys = await this.#reader.keys();
    if (!keys.ok) return this.#blocks.missed(keys);
    const kinds = ['titles', 'details', 'upperTopics', 'lowerTopics'] as const;
    const { n } = this.map.tree;
    const { k } = keys.value;
    const neighbours = {
      n,
      k,
      indices: new Uint32Array(n * k),
      similarities: new Float32Array(n * k),
    };
    const count = await this.#reader.count();
    if (!count.ok) return this.#blocks.missed(count);
    let done = 0;
    const oneMore = (): void => onProgress(++done, count.value);
    for (const kind of kinds) {
      const all = await this.#blocks.all(kind, oneMore);
      if (!all.ok) return all;
    }
    const near = await this.#blocks.allNeighbours(({ from, indices, similarities }) => {
      neighbours.indices.set(indices, from * k);
      neighbours.similarities.set(similarities, from * k);
    }, oneMore);
    if (!near.ok) return near;
    for (const part of [await this.#withLayout(), await this.#withSummary()])
      if (!part.ok) return part;
    const vectors = await this.#reader.vectors(oneMore);
    if (!vectors.ok) return this.#blocks.missed(vectors);
    this.map = { ...this.map, neighbours, topics: this.#blocks.topics };
    this.#tellPapers();
    this.#listener({ kind: 'map', map: this.map });
    const [brought] = vectors.value;
    const corpus =
      keys.value.brought && brought ? { ...this.corpus, vectors: brought } : this.corpus;
    return success({ corpus, map: this.map, keys: keys.value.keys, vectors: vectors.value });
  }

  /** Fetches the coarse layout where there is one, else the layout. */
  async #withSomeLayout(): Promise<Result<unknown>> {
    return this.#blocks.once('some layout', async () => {
      const coarse = await this.#reader.coarseLayout();
      if (!coarse.ok) return this.#blocks.missed(coarse);
      if (coarse.value === null) return this.#withLayout();
      // What was wanted at once may have had the layout itself fetched meanwhile.
      if (!this.map.layoutFinished) this.#tellLayout(coarse.value);
      return success(null);
    });
  }

  #tellLayout(positions: Float32Array): void {
    this.map = { ...this.map, layout: { positions }, layoutFinished: true };
    this.#listener({ kind: 'map', map: this.map });
  }

  async #withLayout(): Promise<Result<unknown>> {
    return this.#blocks.once('layout', async () => {
      const positions = await this.#reader.layout();
      if (!positions.ok) return this.#blocks.missed(positions);
      this.#tellLayout(positions.value);
      return positions;
    });
  }

  async #withSummary(): Promise<Result<unknown>> {
    return this.#blocks.once('summary', async () => {
      const summary = await this.#reader.summary();
      if (!summary.ok) return this.#blocks.missed(summary);
      this.map = { ...this.map, ...summary.value };
      this.#listener({ kind: 'map', map: this.map });
      return summary;
    });
  }

  #tellPapers(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.corpus = { ...this.corpus, papers: [...this.#blocks.papers] };
    this.#listener({ kind: 'papers', papers: this.corpus.papers });
  }
}
