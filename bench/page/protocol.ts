/** What the bench asks of the page and what it hears back. */
export type BenchRequest = {
  readonly task: 'ward';
  /** URL of n×d float32, relative to the page. */
  readonly vectors: string;
  readonly n: number;
  readonly d: number;
  /** Threads in all, 1 for the worker alone. */
  readonly threads: number;
};

export interface BenchReply {
  readonly wallSeconds: number;
  /** Ward's merge heights. */
  readonly heights: readonly number[];
}

declare global {
  interface Window {
    /** Set by the page once it is ready. */
    runBench: (request: BenchRequest) => Promise<BenchReply>;
  }
}
