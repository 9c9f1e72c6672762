/**
 * A published map while it is open: the top of its tree at once, then names, titles, layout and the
 * rest of the papers, what is looked at first. Nothing is computed. What arrives is told a few times
 * a second, since every telling has the views draw again.
 */
import type { Topic } from '../../clustering/topic';
import { blankPaper, type Corpus, type Paper } from '../../corpus/paper';
import type { PaperMap } from '../../engine/map';
import type { SearchAnswer, SearchBy, SimilarAnswer } from '../../engine/search-service';
import { success, type Failure, type Result } from '../../foundation/result';
import type { Arrangement } from '../../projection/arrange';
import type { SiteIndex, SiteView } from '../../site/manifest';
import type { PaperDetails } from '../../site/read-blocks';
import type { SiteReader } from '../../site/site-reader';
import type { LookedAt, SiteListener } from '../ports';
import { firstMapOf } from './first-map-of';
import { SearchByNeed } from './search-by-need';

/** Begins the ids of papers of which nothing has come yet. */
export const awaitedId = 'awaited ';
/** Milliseconds in which what arrives is told together. */
const tellingInterval = 150;
/** Blocks asked for at a time, when all of a kind are wanted. */
const atOnce = 6;
/** The same of abstracts of papers found: a browser asks one host for six files at a time. */
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
  readonly #papers: Paper[];
  readonly #details: (PaperDetails | undefined)[];
  readonly #topics: Map<number, Topic>;
  /** Blocks that are here or on their way, by kind and number. */
  readonly #blocks = new Map<string, Promise<Result<unknown>>>();
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
    const { manifest, first } = reader;
    const { tree } = first;
    this.#reader = reader;
    this.#listener = listener;
    this.view = manifest.view;
    this.#papers = Array.from(
      { length: tree.n },
      (_, leaf) => first.papers.get(leaf) ?? blankPaper(`${awaitedId}${leaf}`, ''),
    );
    this.#details = Array.from({ length: tree.n });
    this.#topics = new Map(first.topics.map((topic) => [topic.node, topic]));
    this.corpus = { id: manifest.id, name: manifest.title, papers: [...this.#papers] };
    this.map = firstMapOf(reader, key, this.#topics);
    this.#byNeed = new SearchByNeed(reader, {
      papers: () => this.#papers,
      fetch: async (papers) => {
        const runs = [...new Set(papers)].map((paper) => this.#run('titles', paper, 1));
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
    await this.#all('titles');
  }

  /** Waits for the titles of all papers, by which a link names them. */
  async titles(): Promise<Result<unknown>> {
    const all = await this.#all('titles');
    this.#tellPapers();
    return all;
  }

  /** Fetches what is looked at before all else. */
  look({ from, count, papers, titled }: LookedAt): void {
    const wanted: Promise<unknown>[] = [];
    if (count <= mostTitled) wanted.push(this.#run('titles', from, count));
    if (count <= mostDetailed) wanted.push(this.#run('details', from, count));
    for (const paper of titled) void this.#run('titles', paper, 1);
    // What cannot be fetched is told where it is fetched.
    if (count < this.map.tree.n) void this.#afterZoom(wanted);
    for (const paper of papers) {
      void this.#run('titles', paper, 1);
      void this.#run('details', paper, 1);
    }
  }

  /**
   * Fetches of papers found the titles, then the abstracts, a few at a time: what is asked for meanwhile,
   * the titles of those that the map shows on tiles, does not stand in line behind them.
   */
  async #inTurn(papers: readonly number[]): Promise<void> {
    await Promise.all(papers.map((paper) => this.#run('titles', paper, 1)));
    const left = [...papers];
    const work = async (): Promise<void> => {
      for (let at = left.shift(); at !== undefined; at = left.shift())
        await this.#run('details', at, 1);
    };
    await Promise.all(Array.from({ length: detailsAtOnce }, work));
  }

  /** Lets the rest be fetched once the zoom has what it needs: the names it asks for a little later, too. */
  async #afterZoom(wanted: readonly Promise<unknown>[]): Promise<void> {
    await Promise.allSettled(wanted);
    await new Promise((resolve) => setTimeout(resolve, zoomPause));
    await Promise.allSettled(this.#blocks.values());
    this.#zoom();
  }

  /** Topics of some nodes, as far as the site names them. */
  async topics(nodes: readonly number[]): Promise<Result<ReadonlyMap<number, Topic>>> {
    const { start, size } = this.map.tree;
    const upper = await this.#reader.upperTopic();
    if (!upper.ok) return this.#missed(upper);
    const missing = nodes.filter((node) => !this.#topics.has(node));
    const loads = missing.map((node) => {
      const kind = (size[node] ?? 0) >= upper.value ? 'upperTopics' : 'lowerTopics';
      return this.#run(kind, start[node] ?? 0, 1);
    });
    for (const load of await Promise.all(loads)) if (!load.ok) return load;
    return success(
      new Map(
        nodes.flatMap((node) => {
          const topic = this.#topics.get(node);
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
      if (!bytes.ok) return this.#missed(bytes);
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
      this.#missed(block);
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
    if (!quality.ok) return this.#missed(quality);
    return success({ kind: 'umap', layout: this.map.layout, quality: quality.value });
  }

  /**
   * Fetches all there is.
   *
   * @param onProgress blocks that are here, of all
   */
  async whole(onProgress: (done: number, total: number) => void): Promise<Result<WholeSite>> {
    const keys = await this.#reader.keys();
    if (!keys.ok) return this.#missed(keys);
    const kinds = ['titles', 'details', 'upperTopics', 'lowerTopics', 'neighbours'] as const;
    const { n } = this.map.tree;
    const { k } = keys.value;
    const neighbours = {
      n,
      k,
      indices: new Uint32Array(n * k),
      similarities: new Float32Array(n * k),
    };
    const count = await this.#reader.count();
    if (!count.ok) return this.#missed(count);
    let done = 0;
    const oneMore = (): void => onProgress(++done, count.value);
    for (const kind of kinds) {
      const all = await this.#all(kind, oneMore, (block) => {
        neighbours.indices.set(block.indices, block.from * k);
        neighbours.similarities.set(block.similarities, block.from * k);
      });
      if (!all.ok) return all;
    }
    for (const part of [await this.#withLayout(), await this.#withSummary()])
      if (!part.ok) return part;
    const vectors = await this.#reader.vectors(oneMore);
    if (!vectors.ok) return this.#missed(vectors);
    this.map = { ...this.map, neighbours, topics: this.#topics };
    this.#tellPapers();
    this.#listener({ kind: 'map', map: this.map });
    const [brought] = vectors.value;
    const corpus =
      keys.value.brought && brought ? { ...this.corpus, vectors: brought } : this.corpus;
    return success({ corpus, map: this.map, keys: keys.value.keys, vectors: vectors.value });
  }

  /** Fetches the coarse layout where there is one, else the layout. */
  async #withSomeLayout(): Promise<Result<unknown>> {
    return this.#once('some layout', async () => {
      const coarse = await this.#reader.coarseLayout();
      if (!coarse.ok) return this.#missed(coarse);
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
    return this.#once('layout', async () => {
      const positions = await this.#reader.layout();
      if (!positions.ok) return this.#missed(positions);
      this.#tellLayout(positions.value);
      return positions;
    });
  }

  async #withSummary(): Promise<Result<unknown>> {
    return this.#once('summary', async () => {
      const summary = await this.#reader.summary();
      if (!summary.ok) return this.#missed(summary);
      this.map = { ...this.map, ...summary.value };
      this.#listener({ kind: 'map', map: this.map });
      return summary;
    });
  }

  /** Fetches the blocks of a kind that hold a run of leaves. */
  async #run(kind: Kind, from: number, count: number): Promise<Result<unknown>> {
    const places = await this.#reader.places(kind);
    if (!places.ok) return this.#missed(places);
    const { size, count: blocks } = places.value;
    const loads: Promise<Result<unknown>>[] = [];
    const last = Math.min(blocks - 1, Math.floor((from + count - 1) / size));
    for (let at = Math.floor(from / size); at <= last; at++) loads.push(this.#block(kind, at));
    return (await Promise.all(loads)).find(({ ok }) => !ok) ?? success(null);
  }

  /** Fetches all blocks of a kind, a few at a time. */
  async #all(
    kind: Kind | 'neighbours',
    onBlock: () => void = () => undefined,
    onNeighbours: (block: NeighboursHere) => void = () => undefined,
  ): Promise<Result<unknown>> {
    const places = await this.#reader.places(kind);
    if (!places.ok) return this.#missed(places);
    const { count } = places.value;
    let next = 0;
    let wrong: Result<unknown> | undefined;
    const work = async (): Promise<void> => {
      while (next < count && !wrong) {
        const at = next++;
        const block =
          kind === 'neighbours' ? await this.#near(at, onNeighbours) : await this.#block(kind, at);
        if (!block.ok) wrong = block;
        onBlock();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return wrong ?? success(null);
  }

  async #near(at: number, onBlock: (block: NeighboursHere) => void): Promise<Result<unknown>> {
    const block = await this.#reader.neighbours(at);
    if (!block.ok) return this.#missed(block);
    onBlock({ from: block.value.from, ...block.value.value });
    return block;
  }

  #block(kind: Kind, at: number): Promise<Result<unknown>> {
    return this.#once(`${kind} ${at}`, async () => {
      switch (kind) {
        case 'titles': {
          const block = await this.#reader.titles(at);
          if (!block.ok) return this.#missed(block);
          const { from, value } = block.value;
          value.forEach((paper, i) => this.#put(from + i, paper));
          break;
        }
        case 'details': {
          const block = await this.#reader.details(at);
          if (!block.ok) return this.#missed(block);
          const { from, value } = block.value;
          value.forEach((details, i) => {
            this.#details[from + i] = details;
            this.#put(from + i, this.#papers[from + i]);
          });
          break;
        }
        default: {
          const block = await this.#reader.topics(kind, at);
          if (!block.ok) return this.#missed(block);
          for (const topic of block.value.value) this.#topics.set(topic.node, topic);
          return block;
        }
      }
      this.#telling ??= setTimeout(() => this.#tellPapers(), tellingInterval);
      return success(null);
    });
  }

  #put(leaf: number, paper: Paper | undefined): void {
    if (paper) this.#papers[leaf] = { ...paper, ...this.#details[leaf] };
  }

  #tellPapers(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.corpus = { ...this.corpus, papers: [...this.#papers] };
    this.#listener({ kind: 'papers', papers: this.corpus.papers });
  }

  /** Does something once; what failed is done again the next time. */
  #once(what: string, work: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const known = this.#blocks.get(what);
    if (known) return known;
    const result = work().then((done) => {
      if (!done.ok) this.#blocks.delete(what);
      return done;
    });
    this.#blocks.set(what, result);
    // Whoever closed the site has no use for what is still on its way.
    result.catch(() => this.#blocks.delete(what));
    return result;
  }

  #missed<F extends { readonly ok: false; readonly error: Failure }>(result: F): F {
    this.#listener({ kind: 'missing', failure: result.error });
    return result;
  }
}

type Kind = 'titles' | 'details' | 'upperTopics' | 'lowerTopics';

interface NeighboursHere {
  readonly from: number;
  readonly indices: Uint32Array;
  readonly similarities: Float32Array;
}
