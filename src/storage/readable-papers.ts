/** What can be read of a kept corpus, some of whose records a disk or another program spoilt. */
import * as v from 'valibot';
import type { Corpus, Paper } from '../corpus/paper';
import { isWellShaped } from './result-shape';
import type { BroughtRecord, CorpusRecord, PapersRecord } from './schema';

/** Records of papers looked for where a corpus does not say how many there are. */
const mostChunks = 500;

/** How many records of papers a corpus says it has, or may have. */
export function chunksOf({ chunks }: { readonly chunks?: unknown }): number {
  return isCount(chunks) ? Math.min(chunks, mostChunks) : mostChunks;
}

/**
 * The corpus of these records. Where papers are missing or cannot be read it has the others and says
 * how many are not there; its vectors and its tree, which were over all of them, are left out.
 *
 * @param chunks in order, undefined where there is none
 * @returns undefined where no paper can be read
 */
export function readableCorpus(
  record: CorpusRecord,
  chunks: readonly (PapersRecord | undefined)[],
  brought: BroughtRecord | undefined,
): Corpus | undefined {
  const { key: id } = record;
  const about = isObject(record.rest) ? record.rest : {};
  const name = nameOf(record);
  const papers = chunks.flatMap(papersOf);
  const expected: number = isCount(record.paperCount) ? record.paperCount : papers.length + 1;
  if (papers.length === expected) {
    const corpus = { ...about, id, name, papers };
    const vectors = isObject(brought?.vectors) ? brought.vectors : undefined;
    // A full disk keeps those of the papers that were there before.
    const fits = vectors?.n === papers.length && isWellShaped('vectors', vectors);
    return vectors !== undefined && fits ? { ...corpus, vectors } : corpus;
  }
  if (papers.length === 0) return undefined;
  return { id, name, papers, unreadable: expected - papers.length };
}

/** What a corpus is called; its id where that cannot be read. */
export function nameOf({ key, name }: { readonly key: string; readonly name?: unknown }): string {
  return typeof name === 'string' ? name : key;
}

function papersOf(chunk: { readonly papers?: unknown } | undefined): Paper[] {
  const papers = chunk?.papers;
  return Array.isArray(papers) ? papers.filter(isPaper) : [];
}

/** What the page relies on; papers of earlier versions may lack the rest. */
const readablePaper = v.object({
  id: v.string(),
  title: v.string(),
  abstract: v.string(),
  authors: v.array(v.string()),
  year: v.nullable(v.number()),
  categories: v.array(v.string()),
  links: v.array(v.object({ kind: v.string(), url: v.string() })),
  extra: v.custom<object>(isObject),
});

function isPaper(value: unknown): value is Paper {
  return v.is(readablePaper, value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
