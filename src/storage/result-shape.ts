/**
 * Whether a stored result has the shape of its kind: lengths that belong together, indices that point
 * at something, numbers that are numbers, a tree that is one. Says nothing of whether it is right.
 */
import * as v from 'valibot';
import type { Dendrogram } from '../clustering/dendrogram';
import { restoreDendrogram } from '../clustering/restore-dendrogram';
import type { Topic } from '../clustering/topic';
import type { ResultKind, StageResults } from './schema';
import { makingSchema, topicsSchema } from './workspace-schema';

/** Parts of what may be read; none of it is believed before it is looked at. */
type Doubtful<Kind extends ResultKind> = { readonly [K in keyof StageResults[Kind]]?: unknown };

export function isWellShaped(kind: ResultKind, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  switch (kind) {
    case 'vectors':
      return areVectors(value);
    case 'tree':
      return isTree(value);
    case 'summary':
      return isSummary(value);
    case 'neighbours':
      return areNeighbours(value);
    case 'layout':
      return isLayout(value);
    case 'topics':
      return v.is(topicsSchema, value);
    case 'making':
      return v.is(makingSchema, value);
  }
}

/** Whether a well-shaped part of a map is over n papers. */
export function isOver<Kind extends ResultKind>(
  kind: Kind,
  value: StageResults[Kind],
  n: number,
): boolean {
  if ('n' in value) return value.n === n;
  if ('medoids' in value) return value.medoids.length === 2 * n - 1;
  if ('positions' in value) return value.positions.length === 2 * n;
  return (
    kind !== 'topics' ||
    (Array.isArray(value) &&
      value.every(({ node, medoid }: Topic) => node < 2 * n - 1 && medoid < n))
  );
}

/** Vectors in parts have a head without numbers, which counts as whole. */
function areVectors({ n, d, data }: Doubtful<'vectors'>): boolean {
  if (!isCount(n) || !isCount(d) || !(data instanceof Float32Array)) return false;
  return (data.length === n * d || data.length === 0) && data.every(Number.isFinite);
}

function isTree(value: { readonly [K in keyof Dendrogram]?: unknown }): boolean {
  const { n, left, right, height } = value;
  if (!isCount(n) || !(left instanceof Int32Array) || !(right instanceof Int32Array)) return false;
  if (!(height instanceof Float32Array)) return false;
  const whole = restoreDendrogram(n, left, right, height);
  return (
    whole !== null &&
    areSame(whole.order, value.order) &&
    areSame(whole.start, value.start) &&
    areSame(whole.size, value.size) &&
    areSame(whole.parent, value.parent)
  );
}

function isSummary({ medoids, cohesion }: Doubtful<'summary'>): boolean {
  if (!(medoids instanceof Uint32Array) || !(cohesion instanceof Float32Array)) return false;
  const n = (medoids.length + 1) / 2;
  return (
    medoids.length === cohesion.length &&
    medoids.every((medoid) => medoid < n) &&
    cohesion.every(Number.isFinite)
  );
}

function areNeighbours({ n, k, indices, similarities }: Doubtful<'neighbours'>): boolean {
  if (!isCount(n) || !isCount(k)) return false;
  if (!(indices instanceof Uint32Array) || !(similarities instanceof Float32Array)) return false;
  return (
    indices.length === n * k &&
    similarities.length === n * k &&
    indices.every((index) => index < n) &&
    similarities.every(Number.isFinite)
  );
}

function isLayout({ positions }: Doubtful<'layout'>): boolean {
  return positions instanceof Float32Array && positions.every(Number.isFinite);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function areSame(ours: Uint32Array | Int32Array, theirs: unknown): boolean {
  return (
    (theirs instanceof Uint32Array || theirs instanceof Int32Array) &&
    theirs.length === ours.length &&
    ours.every((number, i) => number === theirs[i])
  );
}
