/** What the files of a site hold, block by block; `read-blocks.ts` reads them. */
import type { Topic } from '../clustering/topic';
import type { Paper } from '../corpus/paper';
import type { Vectors } from '../embedding/encoder';
import type { Block, BlockArray } from './packed-block';
import { quantiseSimilarities, quantiseVectors } from './quantise';
import type { SiteContent } from './site-content';

/** What a list of papers is drawn, coloured and filtered by, column by column. */
export function columnsOf(papers: readonly Paper[]) {
  return {
    id: papers.map(({ id }) => id),
    title: papers.map(({ title }) => title),
    year: papers.map(({ year }) => year),
    venue: papers.map(({ venue }) => venue),
    categories: papers.map(({ categories }) => categories),
  };
}

/**
 * See {@link columnsOf}.
 *
 * @param facets further columns that papers are filtered and coloured by
 */
export function titlesBlock(papers: readonly Paper[], facets: readonly string[]): Block {
  const extra = Object.fromEntries(
    facets.map((column) => [
      column,
      papers.map((paper) =>
        Object.hasOwn(paper.extra, column) ? (paper.extra[column] ?? null) : null,
      ),
    ]),
  );
  return {
    json: { ...columnsOf(papers), ...(facets.length > 0 && { extra }) },
    arrays: new Map(),
  };
}

/** The rest of each paper; what a reader has no use for (how the file wrote it) stays at home. */
export function detailsBlock(papers: readonly Paper[]): Block {
  const json = papers.map(({ abstract, authors, doi, arxivId, links, extra }) => ({
    abstract,
    authors,
    doi,
    arxivId,
    links,
    extra,
  }));
  return { json, arrays: new Map() };
}

/** A topic with its `most` weightiest phrases. */
export function topicRow({ node, name, terms, medoid, cohesion }: Topic, most: number) {
  const weighted = terms
    .slice(0, most)
    .map(({ term, weight }) => [term, Number(weight.toPrecision(3))]);
  return [node, name, weighted, medoid, Number(cohesion.toFixed(4))];
}

/** Of each merge its medoid, from its first leaf on, and its cohesion. */
export function summaryBlock({ tree, summary }: SiteContent): Block {
  const { n, start } = tree;
  const offsets = Uint32Array.from(
    summary.medoids.subarray(n),
    (medoid, merge) => medoid - (start[n + merge] ?? 0),
  );
  const cohesion = quantiseSimilarities(summary.cohesion.subarray(n));
  return {
    json: null,
    arrays: new Map<string, BlockArray>([...planes32('offsets', offsets), ['cohesion', cohesion]]),
  };
}

/** The neighbours of papers `from` to before `to`. */
export function neighboursBlock({ neighbours }: SiteContent, from: number, to: number): Block {
  const { k, indices, similarities } = neighbours;
  // Near papers are near in the order of the leaves: the step from one to the other is small.
  const steps = Uint32Array.from(indices.subarray(from * k, to * k), (index, at) => {
    const step = index - (from + Math.floor(at / k));
    return step < 0 ? -2 * step - 1 : 2 * step;
  });
  return {
    json: null,
    arrays: new Map<string, BlockArray>([
      ...planes32('steps', steps),
      ['similarities', quantiseSimilarities(similarities.subarray(from * k, to * k))],
    ]),
  };
}

/** The vectors of papers `from` to before `to`, in 8 bits a number. */
export function vectorsBlock({ d, data }: Vectors, from: number, to: number): Block {
  const { levels, scales } = quantiseVectors({
    n: to - from,
    d,
    data: data.subarray(from * d, to * d),
  });
  return {
    json: null,
    arrays: new Map<string, BlockArray>([
      ['levels', levels],
      ['scales', scales],
    ]),
  };
}

/** Low and high bytes apart, which compress better. */
export function planes(name: string, values: Uint16Array): Map<string, BlockArray> {
  return new Map<string, BlockArray>([
    [`${name}0`, Uint8Array.from(values, (value) => value & 255)],
    [`${name}1`, Uint8Array.from(values, (value) => value >> 8)],
  ]);
}

function planes32(name: string, values: Uint32Array): Map<string, BlockArray> {
  return new Map<string, BlockArray>([
    [`${name}0`, Uint8Array.from(values, (value) => value & 255)],
    [`${name}1`, Uint8Array.from(values, (value) => (value >> 8) & 255)],
    [`${name}2`, Uint8Array.from(values, (value) => (value >> 16) & 255)],
  ]);
}
