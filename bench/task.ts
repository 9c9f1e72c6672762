/** What a measurement is, and what a task has to bring for `run.ts` to measure it. */

/** What one run measured; null where it was not. */
export interface Measurement {
  readonly wallSeconds: number;
  /** Processor time of the process that did the work, all threads together. */
  readonly cpuSeconds: number | null;
  /** Largest resident memory of that process in MB, its own baseline included. */
  readonly peakMb: number | null;
  /** Each task says what its `quality` is. */
  readonly quality: number | null;
}

/** One thing to measure. `n` counts papers. */
export interface BenchCase {
  readonly data: string;
  readonly n: number;
  readonly engine: string;
  /** Most runs of this case; without it as many as the command says. */
  readonly runs?: number;
}

/** One row of `docs/performance.json`: the medians of a case, its largest memory. */
export interface BenchRow extends Measurement, Pick<BenchCase, 'data' | 'n' | 'engine'> {
  readonly task: string;
}

export interface CaseOptions {
  /** Only what shows where we stand, within minutes. */
  readonly quick: boolean;
  /** Numbers of papers to measure instead of the task's own. */
  readonly sizes: readonly number[] | null;
}

/** Something to measure: add a file with one of these and list it in `run.ts`. */
export interface BenchTask {
  readonly name: string;
  /** What is measured and what `quality` means, for `docs/performance.md`. */
  readonly description: string;
  /** In the order in which they run: an engine that others are compared with comes first. */
  cases(options: CaseOptions): readonly BenchCase[];
  /** Why a case cannot be measured on this machine, or null. */
  skip(wanted: BenchCase): string | null;
  /** @param signal aborted when the case takes too long */
  measure(wanted: BenchCase, signal: AbortSignal): Promise<Measurement>;
}

/** Every combination, engines within sizes within data. */
export function combinations(
  data: readonly string[],
  sizes: readonly number[],
  engines: readonly string[],
): BenchCase[] {
  return data.flatMap((set) =>
    sizes.flatMap((n) => engines.map((engine) => ({ data: set, n, engine }))),
  );
}
