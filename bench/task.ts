import type { DataName } from './data';

/** One row of `docs/performance.json`. */
export interface BenchRow {
  readonly task: string;
  readonly data: string;
  readonly n: number;
  readonly engine: string;
  /** Median over the runs. */
  readonly wallSeconds: number;
  /** Median processor time of the process that did the work, all threads together. */
  readonly cpuSeconds: number;
  /** Largest resident memory of that process, its own baseline included. */
  readonly peakMb: number;
  /** What `quality` means is said by the task; null where it was not measured. */
  readonly quality: number | null;
}

/** What one run of an engine measured. */
export type Measurement = Pick<BenchRow, 'wallSeconds' | 'cpuSeconds' | 'peakMb' | 'quality'>;

/** Something to measure: add a file with one of these and list it in `run.ts`. */
export interface BenchTask {
  readonly name: string;
  /** What the task does and what `quality` means, one sentence for `docs/performance.md`. */
  readonly description: string;
  readonly data: readonly DataName[];
  readonly sizes: readonly number[];
  /** In the order in which they run: an engine others are compared with comes first. */
  readonly engines: readonly string[];
  /** Why an engine does not run at a size (too slow, too much memory), or null. */
  skip(engine: string, n: number): string | null;
  measure(engine: string, data: DataName, n: number): Promise<Measurement>;
}
