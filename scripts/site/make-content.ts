/** From files of papers to what a site is made of, by the engine of the page, run in Node. */
import { openAsBlob, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { importFiles } from '../../src/corpus/import-run';
import type { ImportOutcome } from '../../src/corpus/import-files';
import type { Corpus, Paper } from '../../src/corpus/paper';
import type { Topic } from '../../src/clustering/topic';
import { broughtPlan } from '../../src/engine/brought-plan';
import { LexiconSource } from '../../src/engine/lexicon-source';
import type { BuildEvent, BuildListener, MapSettings, PaperMap } from '../../src/engine/map';
import type { MapSession } from '../../src/engine/map-session';
import { buildMap } from '../../src/engine/pipeline';
import { Sessions } from '../../src/engine/sessions';
import { StageRecorder } from '../../src/engine/stage-recorder';
import { stageRunners } from '../../src/engine/stage-runners';
import type { StageRunners } from '../../src/engine/stages';
import { createPacer } from '../../src/foundation/pacer';
import { failure, success, type Result } from '../../src/foundation/result';
import { inLeafOrder, rowsIn } from '../../src/site/leaf-order';
import { quantiseVectors, restoreVectors } from '../../src/site/quantise';
import type { PackedPapers } from '../../src/site/paper-files';
import type { SiteAbout, SiteContent } from '../../src/site/site-content';
import { ComputedStore } from '../../src/storage/computed';
import { FolderBackend } from './folder-backend';
import { keptQuality } from './kept-quality';
import type { Side } from './side';
import { nodeSearchPool } from './threads';

/** What is told of a build: stages in the engine's words, and how far each is. */
export type OnProgress = (stage: string, done: number, total: number, unit: string) => void;

export interface MakeOptions {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Bytes that clustering may take, of those the machine has: a WebAssembly memory ends at 4 GB. */
const memoryBudget = Math.min(3.5e9, 0.6 * totalmem());
/** Topics named at a time, between which the progress is told and the work can be stopped. */
const namedAtOnce = 5000;

/**
 * Reads files as the page reads them.
 *
 * @returns what was read; or `files-unreadable`, naming each file and the way out
 */
export async function readPapers(
  paths: readonly string[],
  { signal, onProgress }: MakeOptions,
): Promise<Result<ImportOutcome>> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), blob: await openAsBlob(path) })),
  );
  const outcome = await importFiles(files, {
    signal,
    onProgress: ({ bytes, totalBytes }) => onProgress('read', bytes, totalBytes, 'bytes'),
  });
  const failures = outcome.report.files.flatMap(({ failure: reason }) => reason ?? []);
  if (outcome.corpus.papers.length === 0)
    return failure({
      code: 'files-unreadable',
      message: failures[0]?.message ?? 'The files hold no papers.',
      remedy: failures[0]?.remedy ?? 'Name files that hold papers, as docs/formats.md lists them.',
    });
  return success(outcome);
}

/** What a site is written from. */
export interface MadeSite {
  readonly content: SiteContent;
  /** The files of its papers; still being made. */
  readonly papers: Promise<PackedPapers>;
}

/** The engine without a browser: its runners and where it keeps what it computes. */
export class NodeEngine {
  readonly runners: StageRunners;
  readonly store: ComputedStore;
  readonly #cache: string;
  readonly #side: Side;

  /**
   * @param page folder of the built page
   * @param cache folder of what was computed before
   * @param side what can be done beside this thread
   */
  constructor(page: string, cache: string, side: Side) {
    const { inScript, background } = new LexiconSource({
      read: async (path) => Uint8Array.from(readFileSync(join(page, path))),
      machine: () => Promise.reject(new Error('no device is used')),
      start: () => {
        throw new Error('no device is used');
      },
    });
    const runners = stageRunners({
      lexicon: { onDevice: inScript, inScript, background },
      chosen: () => {
        throw new Error('models are not loaded here');
      },
      searchPool: nodeSearchPool(page),
      memoryBudget,
    });
    this.runners = side.project ? { ...runners, project: side.project } : runners;
    this.#side = side;
    this.#cache = cache;
    this.store = new ComputedStore(new FolderBackend(cache));
  }

  /**
   * Makes the map of a corpus, names all of its topics, and puts all of it in the order of its leaves.
   * Names and the files of the papers need the tree alone: they are begun as soon as it is there.
   */
  async content(
    corpus: Corpus,
    settings: MapSettings,
    about: Omit<SiteAbout, 'id'>,
    {
      columns,
      withVectors,
    }: { readonly columns: readonly string[]; readonly withVectors: boolean },
    { signal, onProgress }: MakeOptions,
  ): Promise<Result<MadeSite>> {
    let papers: Promise<PackedPapers> | undefined;
    let naming: Promise<ReadonlyMap<number, Topic>> | undefined;
    const packed = ({ tree }: PaperMap): Promise<PackedPapers> =>
      this.#side.packPapers(inOrder(corpus.papers, tree.order, columns), signal);
    const made = await this.#build(corpus, settings, { signal, onProgress }, (event, session) => {
      // Who stops the build hears of it from the build itself.
      if (event.kind === 'map') papers ??= handled(packed(event.map));
      // What was kept of the names has been read by then, and what is named first is named.
      if (event.kind === 'topics' && this.#side.project)
        naming ??= handled(nameAll(session, { signal, onProgress }));
    });
    if (!made.ok) return made;
    const { map, session } = made.value;
    papers ??= handled(packed(map));
    const topics = await (naming ?? nameAll(session, { signal, onProgress }));
    const quality = await keptQuality(this.#cache, session.keys.layout, async () => {
      const arranged = await session.arranged('umap');
      if (!arranged) throw new Error('the map is not finished');
      return arranged.quality;
    });
    const { map: sorted, from } = inLeafOrder({
      ...map,
      summary: map,
      topics,
      positions: map.layout.positions,
    });
    const shown = inOrder(corpus.papers, from, columns);
    const own: Corpus = { id: `site-${corpus.id}`, name: about.title, papers: shown };
    const brought = corpus.vectors && restoreVectors(quantiseVectors(rowsIn(from, corpus.vectors)));
    const again = this.#sessionOf(brought ? { ...own, vectors: brought } : own, settings, signal);
    if (!again.ok) return again;
    const content: SiteContent = {
      about: { ...about, id: own.id },
      papers: shown,
      ...sorted,
      layout: { positions: sorted.positions },
      quality,
      brought: brought !== undefined,
      vectors: withVectors || brought ? await this.#vectors(session, again.value, from) : [],
      keys: again.value.keys,
      settings: { seed: settings.seed, encoder: settings.encoder },
      making: map.provenance,
    };
    return success({ content, papers });
  }

  async #build(
    corpus: Corpus,
    settings: MapSettings,
    { signal, onProgress }: MakeOptions,
    onEvent: (event: BuildEvent, session: MapSession) => void,
  ): Promise<Result<{ readonly map: PaperMap; readonly session: MapSession }>> {
    let session: MapSession | undefined;
    const listener: BuildListener = (event) => {
      if (session) onEvent(event, session);
      if (event.kind !== 'progress') return;
      const { stage, done, total, unit } = event.progress;
      onProgress(stage, done, total, unit);
    };
    const map = await buildMap({
      corpus,
      settings,
      model: null,
      subset: null,
      runners: this.runners,
      store: this.store,
      listener,
      signal,
      onSession: (made) => (session = made),
    });
    if (!map.ok) return map;
    if (!session) throw new Error('a map without a session');
    return success({ map: map.value, session });
  }

  /** The session that the page will have for the papers in their new order; nothing is computed. */
  #sessionOf(corpus: Corpus, settings: MapSettings, signal: AbortSignal): Result<MapSession> {
    const { runners, store } = this;
    const plan = broughtPlan(corpus) ?? runners.plan(settings, corpus.papers.length, null);
    if (!plan.ok) return plan;
    const sessions = new Sessions({
      corpusId: corpus.id,
      texts: corpus.papers.map(({ title, abstract }) => ({ title, abstract })),
      rows: null,
      settings,
      tree: null,
      keptLayout: 'shown',
      runners,
      store,
      signal,
      earlier: null,
    });
    const recorder = new StageRecorder(store, corpus.id, () => undefined);
    return success(
      sessions.session(sessions.corpusSources(plan.value.corpusParts, recorder), recorder),
    );
  }

  /** The vectors as they are kept, in the order of the leaves, under the keys of that order. */
  async #vectors(before: MapSession, after: MapSession, from: Uint32Array) {
    const keyOf = ({ options }: MapSession): string[] =>
      options.source.parts.flatMap((part) => (part.kind === 'corpus' ? [part.key] : []));
    const newKeys = keyOf(after);
    const parts: SiteContent['vectors'][number][] = [];
    for (const [at, key] of keyOf(before).entries()) {
      const vectors = await this.store.result('vectors', key);
      const newKey = newKeys[at];
      if (vectors && newKey !== undefined) parts.push({ ...rowsIn(from, vectors), key: newKey });
    }
    return parts;
  }
}

/** Names every topic from the root down; those named before are kept. */
async function nameAll(
  session: MapSession,
  { signal, onProgress }: MakeOptions,
): Promise<ReadonlyMap<number, Topic>> {
  const n = session.options.texts.length;
  const nodes = Array.from({ length: n - 1 }, (_, at) => 2 * n - 2 - at);
  const topics = new Map<number, Topic>();
  const pace = createPacer(signal);
  let kept = 0;
  for (let at = 0; at < nodes.length; at += namedAtOnce) {
    await pace();
    onProgress('label', at, nodes.length, 'topics');
    const end = Math.min(nodes.length, at + namedAtOnce);
    // Each time all names are written: twice as many as the time before.
    const keeps = end >= 2 * kept || end === nodes.length;
    if (keeps) kept = end;
    for (const topic of (await session.topics(nodes.slice(at, end), [], keeps)) ?? [])
      topics.set(topic.node, topic);
  }
  onProgress('label', nodes.length, nodes.length, 'topics');
  return topics;
}

/** A promise that is awaited later, or not at all where the build fails for another reason. */
function handled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** The papers as others may see them, in the order of the leaves. */
function inOrder(
  papers: readonly Paper[],
  order: Uint32Array,
  columns: readonly string[],
): Paper[] {
  return Array.from(order, (row) => papers[row]).flatMap((paper) =>
    paper ? [published(paper, columns)] : [],
  );
}

/**
 * What others may see of a paper: columns of the file only where they are asked for, since files hold
 * notes and paths of whoever made them, and nothing of how the file wrote it.
 */
function published(paper: Paper, columns: readonly string[]): Paper {
  const { id, title, abstract, authors, year, venue, categories, doi, arxivId, links } = paper;
  const shown = columns.filter((column) => Object.hasOwn(paper.extra, column));
  return {
    ...{ id, title, abstract, authors, year, venue, categories, doi, arxivId, links },
    extra: Object.fromEntries(shown.map((column) => [column, paper.extra[column] ?? ''])),
  };
}
