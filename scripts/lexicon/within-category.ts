/**
 * Term vectors in a space where papers of one category differ alike in all directions. Directions in
 * which papers of one subject differ among themselves (their style, the kind of study) count for less
 * than those in which they agree.
 */
import { symmetricEigen } from '../../src/embedding/eigen';
import { centreUnitRows } from '../../src/embedding/rows';
import { seededRandom, shuffle } from '../../src/foundation/random';
import type { Document } from './vocabulary';

export interface WithinCategorySettings {
  /** Papers of one category that are looked at, at most: large categories should not drown small ones. */
  readonly perCategory: number;
  /** Categories of fewer papers are left out. */
  readonly fewest: number;
  /** Added to every variance, of which the mean is 1: 0 makes all equal, a large number changes nothing. */
  readonly ridge: number;
  readonly seed: number;
}

/**
 * Within-class covariance normalisation (Hatch, Kajarekar & Stolcke, Interspeech 2006): with S the
 * covariance of papers about the mean of their category, every term vector is multiplied by
 * (S / mean variance + ridge)^-½.
 *
 * @param vectors terms×dimension row-major
 * @param idf weight of each term
 * @param categories one per document
 * @returns new vectors, terms×dimension
 * @throws when no category has `fewest` papers
 */
export function normaliseWithinCategories(
  vectors: Float32Array,
  dimension: number,
  idf: Float32Array,
  documents: readonly Document[],
  categories: readonly string[],
  settings: WithinCategorySettings,
): Float32Array {
  const picked = pickedDocuments(categories, settings);
  if (picked.length === 0) throw new Error(`No category has ${settings.fewest} papers.`);
  const papers = new Float32Array(picked.length * dimension);
  picked.forEach((index, row) => {
    const document = documents[index];
    if (document)
      fold(document, vectors, idf, papers.subarray(row * dimension, (row + 1) * dimension));
  });
  centreUnitRows(papers, dimension);
  const covariance = covarianceWithin(
    papers,
    dimension,
    picked.map((index) => categories[index] ?? ''),
  );
  return multiplied(vectors, dimension, inverseRoot(covariance, dimension, settings.ridge));
}

/** Up to `perCategory` documents of every category that is large enough, ascending. */
function pickedDocuments(
  categories: readonly string[],
  { perCategory, fewest, seed }: WithinCategorySettings,
): number[] {
  const order = shuffle(
    Uint32Array.from(categories, (_, i) => i),
    seededRandom(seed),
  );
  const of = new Map<string, number[]>();
  for (const index of order) {
    const category = categories[index] ?? '';
    const list = of.get(category) ?? [];
    list.push(index);
    of.set(category, list);
  }
  return [...of.values()]
    .filter((list) => list.length >= fewest)
    .flatMap((list) => list.slice(0, perCategory))
    .sort((a, b) => a - b);
}

/** Writes the sum of a document's term vectors by (1 + ln tf) · idf into `row`. */
function fold(
  { title, sentences }: Document,
  vectors: Float32Array,
  idf: Float32Array,
  row: Float32Array,
): void {
  const counts = new Map<number, number>();
  for (const ids of [title, ...sentences]) {
    for (const id of ids) if (id >= 0) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const d = row.length;
  for (const [term, count] of counts) {
    const weight = (1 + Math.log(count)) * (idf[term] ?? 0);
    for (let k = 0; k < d; k++) row[k] = (row[k] ?? 0) + weight * (vectors[term * d + k] ?? 0);
  }
}

/** Covariance about the means of the categories, all categories counting alike, d×d row-major. */
function covarianceWithin(
  rows: Float32Array,
  d: number,
  categories: readonly string[],
): Float64Array {
  const of = new Map<string, number[]>();
  categories.forEach((category, row) => {
    const list = of.get(category) ?? [];
    list.push(row);
    of.set(category, list);
  });
  const covariance = new Float64Array(d * d);
  for (const members of of.values()) {
    const mean = new Float64Array(d);
    for (const row of members) {
      for (let k = 0; k < d; k++)
        mean[k] = (mean[k] ?? 0) + (rows[row * d + k] ?? 0) / members.length;
    }
    const share = 1 / (members.length * of.size);
    for (const row of members) {
      const off = mean.map((value, k) => (rows[row * d + k] ?? 0) - value);
      addOuter(covariance, off, share);
    }
  }
  return covariance;
}

function addOuter(to: Float64Array, row: Float64Array, weight: number): void {
  const d = row.length;
  for (let i = 0; i < d; i++) {
    const value = weight * (row[i] ?? 0);
    for (let j = 0; j < d; j++) to[i * d + j] = (to[i * d + j] ?? 0) + value * (row[j] ?? 0);
  }
}

/** (S · d / trace S + ridge)^-½, d×d row-major, symmetric. */
function inverseRoot(covariance: Float64Array, d: number, ridge: number): Float64Array {
  const { values, vectors } = symmetricEigen(covariance, d);
  const mean = values.reduce((sum, value) => sum + value, 0) / d;
  const scales = values.map((value) => 1 / Math.sqrt(Math.max(0, value) / mean + ridge));
  const root = new Float64Array(d * d);
  for (let k = 0; k < d; k++) {
    addOuter(
      root,
      Float64Array.from({ length: d }, (_, i) => vectors[i * d + k] ?? 0),
      scales[k] ?? 0,
    );
  }
  return root;
}

/** Rows times a symmetric d×d matrix. */
function multiplied(rows: Float32Array, d: number, matrix: Float64Array): Float32Array {
  const out = new Float32Array(rows.length);
  const sum = new Float64Array(d);
  for (let at = 0; at < rows.length; at += d) {
    sum.fill(0);
    for (let i = 0; i < d; i++) {
      const value = rows[at + i] ?? 0;
      for (let k = 0; k < d; k++) sum[k] = (sum[k] ?? 0) + value * (matrix[i * d + k] ?? 0);
    }
    out.set(sum, at);
  }
  return out;
}
