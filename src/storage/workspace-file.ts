/**
 * A whole workspace as one file: papers, what the user did with them, vectors, and the finished map
 * with the content keys of its parts. Whoever opens it shows the map without computing anything,
 * as long as their Papergrove would make it the same way; otherwise the keys differ and it is made
 * anew. A file from elsewhere is believed in nothing: every shape, range and number is checked, and
 * what follows from the merges of the tree is derived from them again.
 */
import * as v from 'valibot';
import { restoreDendrogram } from '../clustering/restore-dendrogram';
import { followable, possibleYear } from '../corpus/believed';
import type { Corpus, Paper } from '../corpus/paper';
import { safeRecord } from '../corpus/safe-record';
import type { Vectors } from '../embedding/encoder';
import { failure, success, type Result } from '../foundation/result';
import type { StageResults, UserState } from './schema';
import { Container, damaged, UnreadableWorkspace, writeContainer } from './workspace-container';
import type { Section } from './workspace-container';
import {
  headSchema,
  makingSchema,
  paperSchema,
  topicsSchema,
  userStateSchema,
} from './workspace-schema';

/** The parts of a finished map that are kept, by kind. */
export type MapParts = Omit<StageResults, 'vectors'>;

/** Vectors one encoder gave the texts one by one: row `i` belongs to paper `i`. */
export interface TextVectors extends Vectors {
  /** Of the encoder. */
  readonly fingerprint: string;
}

/** Vectors fitted on the whole corpus. */
export interface CorpusVectors extends Vectors {
  /** Content key. */
  readonly key: string;
}

export interface Workspace {
  readonly corpus: Corpus;
  readonly userState: UserState;
  /** What the map was made with. */
  readonly settings: { readonly seed: number; readonly encoder: string };
  readonly textVectors: readonly TextVectors[];
  readonly corpusVectors: readonly CorpusVectors[];
  /** Content key of each part of the map. */
  readonly keys: { readonly [Kind in keyof MapParts]: string };
  readonly map: MapParts;
  /** How it was looked at, as the address writes it, without the corpus; empty for the usual view. */
  readonly view: string;
}

/** Ending of the files; they are recognised by content. */
export const workspaceExtension = 'papergrove';

const papersPerSection = 2000;
/** Writes a workspace; equal workspaces give equal bytes. */
export function writeWorkspace(workspace: Workspace): Blob {
  const { corpus, textVectors, corpusVectors, map } = workspace;
  const { tree, summary, neighbours } = map;
  const head: v.InferOutput<typeof headSchema> = {
    id: corpus.id,
    name: corpus.name,
    papers: corpus.papers.length,
    settings: workspace.settings,
    brought: corpus.vectors?.d ?? null,
    textVectors: textVectors.map(({ fingerprint, d }) => ({ fingerprint, d })),
    corpusVectors: corpusVectors.map(({ key, d }) => ({ key, d })),
    ...(corpus.additions && { additions: [...corpus.additions] }),
    ...(corpus.tree && {
      broughtTree: { source: corpus.tree.source, names: [...corpus.tree.names] },
    }),
    ...(workspace.view !== '' && { view: workspace.view }),
    neighbours: neighbours.k,
    keys: workspace.keys,
  };
  const sections: Section[] = [
    { name: 'workspace', type: 'json', data: head },
    { name: 'user', type: 'json', data: workspace.userState },
    { name: 'making', type: 'json', data: map.making },
    { name: 'topics', type: 'json', data: map.topics },
    { name: 'tree/left', type: 'int32', data: tree.left },
    { name: 'tree/right', type: 'int32', data: tree.right },
    { name: 'tree/height', type: 'float32', data: tree.height },
    { name: 'summary/medoids', type: 'uint32', data: summary.medoids },
    { name: 'summary/cohesion', type: 'float32', data: summary.cohesion },
    { name: 'neighbours/indices', type: 'uint32', data: neighbours.indices },
    { name: 'neighbours/similarities', type: 'float32', data: neighbours.similarities },
    { name: 'layout', type: 'float32', data: map.layout.positions },
  ];
  for (let from = 0; from < corpus.papers.length; from += papersPerSection)
    sections.push({
      name: `papers/${from / papersPerSection}`,
      type: 'json',
      data: corpus.papers.slice(from, from + papersPerSection),
    });
  if (corpus.vectors)
    sections.push({ name: 'vectors/brought', type: 'float32', data: corpus.vectors.data });
  textVectors.forEach(({ data }, i) =>
    sections.push({ name: `vectors/text/${i}`, type: 'float32', data }),
  );
  corpusVectors.forEach(({ data }, i) =>
    sections.push({ name: `vectors/corpus/${i}`, type: 'float32', data }),
  );
  return writeContainer(sections);
}

/**
 * Reads a workspace and checks all of it.
 *
 * @param file recognised by `isWorkspace`
 * @param fileName for messages
 * @returns `workspace-damaged` with what is wrong, or `workspace-newer`
 */
export async function readWorkspace(file: Blob, fileName: string): Promise<Result<Workspace>> {
  try {
    return success(await read(await Container.open(file)));
  } catch (thrown) {
    if (!(thrown instanceof UnreadableWorkspace)) throw thrown;
    return failure(
      thrown.kind === 'newer'
        ? {
            code: 'workspace-newer',
            message: `${fileName} was written by a newer Papergrove (file ${thrown.reason}).`,
            remedy: 'Reload the page to get the newest version, then open it again.',
          }
        : {
            code: 'workspace-damaged',
            message: `${fileName} is not a workspace that can be opened: ${thrown.reason}.`,
            remedy: 'Save the workspace again where it was made, or open the papers themselves.',
          },
    );
  }
}

async function read(container: Container): Promise<Workspace> {
  const section = async <T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T> => {
    const parsed = v.safeParse(schema, await container.json(name));
    if (parsed.success) return parsed.output;
    const field = v.getDotPath(parsed.issues[0]);
    throw damaged(`its section “${name}” is wrong${field === null ? '' : ` at “${field}”`}`);
  };
  const vectorsAt = async (name: string, n: number, d: number): Promise<Vectors> => ({
    n,
    d,
    data: await container.float32(name, n * d),
  });

  const head = await section('workspace', headSchema);
  const n = head.papers;
  const papers: Paper[] = [];
  for (let i = 0; i * papersPerSection < n; i++) {
    for (const paper of await section(`papers/${i}`, v.array(paperSchema)))
      papers.push(believed(paper));
  }
  if (papers.length !== n) throw damaged(`it says ${n} papers and holds ${papers.length}`);
  if (new Set(papers.map(({ id }) => id)).size !== n) throw damaged('two papers share an id');

  const textVectors: TextVectors[] = [];
  for (const [i, { fingerprint, d }] of head.textVectors.entries())
    textVectors.push({ fingerprint, ...(await vectorsAt(`vectors/text/${i}`, n, d)) });
  const corpusVectors: CorpusVectors[] = [];
  for (const [i, { key, d }] of head.corpusVectors.entries())
    corpusVectors.push({ key, ...(await vectorsAt(`vectors/corpus/${i}`, n, d)) });

  if (head.additions?.some((size, i, all) => size > n || size < (all[i - 1] ?? 0)))
    throw damaged('papers were added to it in an order that cannot be');

  const parts = await readMap(container, n, head.neighbours);
  const { left, right, height } = parts.tree;
  const { broughtTree } = head;
  const corpus: Corpus = {
    id: head.id,
    name: head.name,
    papers,
    ...(head.additions && { additions: head.additions }),
    ...(head.brought !== null && {
      vectors: await vectorsAt('vectors/brought', n, head.brought),
    }),
    ...(broughtTree && {
      tree: {
        ...{ left, right, height, source: broughtTree.source },
        names: new Map(broughtTree.names.filter(([node]) => node < 2 * n - 1)),
      },
    }),
  };
  return {
    corpus,
    userState: await section('user', userStateSchema),
    settings: head.settings,
    textVectors,
    corpusVectors,
    keys: head.keys,
    view: head.view ?? '',
    map: {
      ...parts,
      topics: (await section('topics', topicsSchema)).filter(
        ({ node, medoid }) => node < 2 * n - 1 && medoid < n,
      ),
      making: await section('making', makingSchema),
    },
  };
}

/** A paper with nothing in it, nor in what it was merged from, that the page must not act on. */
function believed(paper: Paper): Paper {
  const { copies } = paper;
  return {
    ...paper,
    year: possibleYear(paper.year),
    links: followable(paper.links),
    extra: safeRecord(Object.entries(paper.extra)),
    ...(copies && { copies: copies.map((copy) => ({ ...copy, paper: believed(copy.paper) })) }),
  };
}

/** The parts of the map that are numbers. */
async function readMap(
  container: Container,
  n: number,
  k: number,
): Promise<Pick<MapParts, 'tree' | 'summary' | 'neighbours' | 'layout'>> {
  const tree = restoreDendrogram(
    n,
    await container.int32('tree/left', n - 1),
    await container.int32('tree/right', n - 1),
    await container.float32('tree/height', n - 1),
  );
  if (tree === null) throw damaged('its tree is not one over all its papers');
  if (k > Math.max(0, n - 1)) throw damaged('it has more neighbours than papers');
  return {
    tree,
    summary: {
      medoids: await container.uint32('summary/medoids', 2 * n - 1, n),
      cohesion: await container.float32('summary/cohesion', 2 * n - 1),
    },
    neighbours: {
      n,
      k,
      indices: await container.uint32('neighbours/indices', n * k, n),
      similarities: await container.float32('neighbours/similarities', n * k),
    },
    layout: { positions: await container.float32('layout', 2 * n) },
  };
}
