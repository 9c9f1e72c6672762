/**
 * DendroMap's class table for papers, as numbers: how often each value of a facet occurs among some
 * papers, against how often it occurs on the whole map. A facet is indexed once per map; counting
 * some papers then costs one pass over them.
 */
import { facetValues } from '../../corpus/facets';
import type { Paper } from '../../corpus/paper';
import { countYears } from './year-counts';

/** Which paper has which values, as flat arrays: those of paper `i` are `codes[first[i]..first[i+1])`. */
export interface FacetIndex {
  readonly key: string;
  /** The values, by code, in order of first appearance. */
  readonly values: readonly string[];
  readonly codeOf: ReadonlyMap<string, number>;
  /** Length n+1. */
  readonly first: Uint32Array;
  readonly codes: Uint32Array;
  /** Papers that have each value; by code. */
  readonly overall: Uint32Array;
  /** Year of each paper, NaN where unknown; length n. */
  readonly years: Float64Array;
}

/** One value of a facet, among some papers ("here") and among all of the map ("overall"). */
export interface FacetCount {
  readonly code: number;
  readonly value: string;
  readonly here: number;
  readonly overall: number;
  /** Part of the papers here that have it, 0 to 1. */
  readonly share: number;
  /** Share here over share overall: 2 means twice as frequent here as on the whole map. */
  readonly lift: number;
  /**
   * Change of its share per year among the papers here: the least-squares slope of "has it" over
   * the paper's year. NaN where the papers here are of fewer than two years.
   */
  readonly trend: number;
}

export function indexFacet(papers: readonly Paper[], key: string): FacetIndex {
  const codeOf = new Map<string, number>();
  const first = new Uint32Array(papers.length + 1);
  const codes: number[] = [];
  const overall: number[] = [];
  for (const [at, paper] of papers.entries()) {
    const values = facetValues(paper, key);
    for (const value of values.length > 1 ? new Set(values) : values) {
      const code = codeOf.get(value) ?? codeOf.size;
      codeOf.set(value, code);
      codes.push(code);
      overall[code] = (overall[code] ?? 0) + 1;
    }
    first[at + 1] = codes.length;
  }
  return {
    key,
    values: [...codeOf.keys()],
    codeOf,
    first,
    codes: Uint32Array.from(codes),
    overall: Uint32Array.from(overall),
    years: Float64Array.from(papers, ({ year }) => year ?? Number.NaN),
  };
}

function hasCode({ first, codes }: FacetIndex, paper: number, code: number): boolean {
  for (let at = first[paper] ?? 0; at < (first[paper + 1] ?? 0); at++) {
    if (codes[at] === code) return true;
  }
  return false;
}

/** The values that occur among `leaves`, most frequent first, ties by value. */
export function countFacet(index: FacetIndex, leaves: ArrayLike<number>): FacetCount[] {
  const { first, codes, overall, values, years } = index;
  const here = new Uint32Array(values.length);
  const dated = new Uint32Array(values.length);
  const yearSum = new Float64Array(values.length);
  const span = new YearSpan();
  for (let i = 0; i < leaves.length; i++) span.add(years[leaves[i] ?? 0] ?? Number.NaN);
  for (let i = 0; i < leaves.length; i++) {
    const paper = leaves[i] ?? 0;
    const year = years[paper] ?? Number.NaN;
    for (let at = first[paper] ?? 0; at < (first[paper + 1] ?? 0); at++) {
      const code = codes[at] ?? 0;
      here[code] = (here[code] ?? 0) + 1;
      if (Number.isNaN(year)) continue;
      dated[code] = (dated[code] ?? 0) + 1;
      yearSum[code] = (yearSum[code] ?? 0) + year - span.mean;
    }
  }
  const all = first.length - 1;
  const counts: FacetCount[] = [];
  for (const [code, value] of values.entries()) {
    const found = here[code] ?? 0;
    if (found === 0) continue;
    const share = found / leaves.length;
    counts.push({
      code,
      value,
      here: found,
      overall: overall[code] ?? 0,
      share,
      lift: share / ((overall[code] ?? 0) / all),
      // Σ(year − mean)·has / Σ(year − mean)²; the mean of "has" drops out.
      trend: span.squares === 0 ? Number.NaN : (yearSum[code] ?? 0) / span.squares,
    });
  }
  return counts.sort((a, b) => b.here - a.here || compareValues(a.value, b.value));
}

/** Numbers as numbers, the rest as words: "2" before "10", "a" before "B". */
export function compareValues(a: string, b: string): number {
  return collator.compare(a, b);
}

const collator = new Intl.Collator('en', { numeric: true });

/** Running mean and sum of squared deviations (Welford 1962), of known years only. */
class YearSpan {
  mean = 0;
  squares = 0;
  #count = 0;

  add(year: number): void {
    if (Number.isNaN(year)) return;
    const off = year - this.mean;
    this.#count++;
    this.mean += off / this.#count;
    this.squares += off * (year - this.mean);
  }
}

/** Share of each year's papers among `leaves` that have a value, 0 to 1, in the years of `countYears`. */
export function yearShares(index: FacetIndex, leaves: ArrayLike<number>, code: number): number[] {
  const having: number[] = [];
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i] ?? 0;
    if (hasCode(index, leaf, code)) having.push(leaf);
  }
  const withIt = new Map(countYears(index.years, having).map(({ year, count }) => [year, count]));
  return countYears(index.years, leaves).map(({ year, count }) =>
    count === 0 ? 0 : (withIt.get(year) ?? 0) / count,
  );
}

/** 1 for each paper that has any of the values; length n. */
export function havingAny(index: FacetIndex, values: Iterable<string>): Uint8Array {
  const wanted = new Uint8Array(index.values.length);
  for (const value of values) {
    const code = index.codeOf.get(value);
    if (code !== undefined) wanted[code] = 1;
  }
  const n = index.first.length - 1;
  const mask = new Uint8Array(n);
  for (let paper = 0; paper < n; paper++) {
    for (let at = index.first[paper] ?? 0; at < (index.first[paper + 1] ?? 0); at++) {
      if (wanted[index.codes[at] ?? 0] === 1) mask[paper] = 1;
    }
  }
  return mask;
}
