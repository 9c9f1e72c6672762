/** What the bench asks of the page and what it hears back. */
export type BenchRequest = WardRequest | UmapRequest;

export interface WardRequest {
  readonly task: 'ward';
  /** URL of n×d float32, relative to the page. */
  readonly vectors: string;
  readonly n: number;
  readonly d: number;
  /** Threads in all, 1 for the worker alone. */
  readonly threads: number;
}

export interface UmapRequest {
  readonly task: 'umap';
  /** URLs of n×d float32, n×k uint32 and n×k float32, relative to the page. */
  readonly vectors: string;
  readonly indices: string;
  readonly similarities: string;
  readonly n: number;
  readonly d: number;
  readonly k: number;
}

export interface BenchReply {
  readonly wallSeconds: number;
  /** Ward's merge heights, or UMAP's positions. */
  readonly values: readonly number[];
}

declare global {
  interface Window {
    /** Set by the page once it is ready. */
    runBench: (request: BenchRequest) => Promise<BenchReply>;
  }
}
