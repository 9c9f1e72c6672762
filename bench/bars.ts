/** What we set out to reach, held against the rows. */
import type { BenchRow } from './task';

export interface Bar {
  readonly aim: string;
  /** What was measured, in words, and whether it is enough; null while rows are missing. */
  judge(rows: Rows): { readonly measured: string; readonly met: boolean } | null;
}

type Rows = readonly BenchRow[];
type Pick = (row: BenchRow) => number | null;

const wall: Pick = (row) => row.wallSeconds;
const cpu: Pick = (row) => row.cpuSeconds;
const memory: Pick = (row) => row.peakMb;
const quality: Pick = (row) => row.quality;
const real = 'arxiv-cs-100k';

export const bars: readonly Bar[] = [
  faster('Ward, 10,000: 6 times as fast as SciPy', 'ward', 10_000, 'scipy', 6),
  faster('Ward, 10,000: 5 times as fast as fastcluster', 'ward', 10_000, 'fastcluster', 5),
  {
    aim: 'Ward, 20,000: a tenth of SciPy’s memory',
    judge: (rows) => {
      const ours = at(rows, 'ward', real, 20_000, 'papergrove', memory);
      const theirs = at(rows, 'ward', real, 20_000, 'scipy', memory);
      if (ours === null || theirs === null) return null;
      return { measured: `${ours} MB to ${theirs} MB`, met: ours <= theirs / 10 };
    },
  },
  {
    aim: 'Ward, 100,000: exact, within 180 s of processor time',
    judge: (rows) =>
      atMost(at(rows, 'ward', real, 100_000, 'papergrove-threads', cpu), 180, seconds) ??
      atMost(at(rows, 'ward', real, 100_000, 'papergrove', cpu), 180, seconds),
  },
  ...[10_000, 20_000].map((n) =>
    limit(
      `Ward, ${n.toLocaleString('en')}, on threads: heights within 1e-5 of SciPy’s`,
      'ward',
      real,
      n,
      quality,
      1e-5,
      (difference) => difference.toExponential(1),
      'papergrove-threads',
    ),
  ),
  limit(
    'Ward, 100,000 × 512: 1,500 MB',
    'ward',
    'clustered-512',
    100_000,
    memory,
    1500,
    megabytes,
    'papergrove-threads',
  ),
  faster('UMAP, 10,000: 3 times as fast as umap-js', 'umap', 10_000, 'umap-js', 3),
  faster('UMAP, 10,000: faster than umap-learn', 'umap', 10_000, 'umap-learn', 1),
  ...[1000, 10_000, 50_000].map((n): Bar => ({
    aim: `UMAP, ${n.toLocaleString('en')}: trustworthiness at least umap-learn’s less .001`,
    judge: (rows) => {
      const ours = at(rows, 'umap', real, n, 'papergrove', quality);
      const theirs = at(rows, 'umap', real, n, 'umap-learn', quality);
      if (ours === null || theirs === null) return null;
      return {
        measured: `${ours.toFixed(4)} to ${theirs.toFixed(4)}`,
        met: ours >= theirs - 0.001,
      };
    },
  })),
  limit('First map of 6,000 papers: 15 s', 'first-map', 'arxiv-cs-6k', 6000, wall, 15, seconds),
  limit('First map of 100,000 papers: 300 s', 'first-map', real, 100_000, wall, 300, seconds),
  limit(
    'First map of 100,000 papers: 1,500 MB',
    'first-map',
    real,
    100_000,
    memory,
    1500,
    megabytes,
  ),
  limit(
    'Initial JavaScript: at most 130 kB gzip',
    'bundle',
    'initial JavaScript',
    70,
    quality,
    130,
    (kb) => `${kb.toFixed(1)} kB`,
  ),
  ...(
    [
      ['arxiv-cs-6k', 6000, 0.05],
      [real, 100_000, 0.2],
    ] as const
  ).flatMap(([data, n, most]): Bar[] => [
    limit(
      `Search of ${n.toLocaleString('en')}: first results within ${most * 1000} ms of 95 % of keystrokes`,
      'search',
      data,
      n,
      wall,
      most,
      milliseconds,
      'words, keystrokes',
    ),
    ...['half-title', 'sentence'].map((wording): Bar => ({
      aim: `Search of ${n.toLocaleString('en')}, ${wording}: 95 % of known papers among the first ten`,
      judge: (rows) => {
        const rate = at(rows, 'search', data, n, `fused, ${wording}`, quality);
        return rate === null
          ? null
          : { measured: `${(100 * rate).toFixed(1)} %`, met: rate >= 0.95 };
      },
    })),
  ]),
  {
    aim: 'Embedding: at most 10 % slower than bare ONNX Runtime, one thread',
    judge: (rows) => {
      const row = rows.find(({ task, data }) => task === 'embedding' && data === 'one thread');
      const n = row?.n ?? 0;
      const ours = at(rows, 'embedding', 'one thread', n, 'papergrove', wall);
      const bare = at(rows, 'embedding', 'one thread', n, 'onnxruntime-web', wall);
      if (ours === null || bare === null) return null;
      return { measured: `${(100 * (ours / bare - 1)).toFixed(1)} %`, met: ours <= 1.1 * bare };
    },
  },
  ...['zoom in', 'zoom out', 'slider up', 'slider down'].map((motion) =>
    limit(
      `Treemap of 50,000, ${motion}: 16 ms of script in 95 % of frames`,
      'treemap-frame',
      motion,
      50_000,
      quality,
      0.016,
      milliseconds,
    ),
  ),
  limit(
    'Projection of 1,000,000: 20 ms of script per frame',
    'scatter-frame',
    'synthetic clusters',
    1_000_000,
    cpu,
    0.02,
    milliseconds,
  ),
];

function at(
  rows: Rows,
  task: string,
  data: string,
  n: number,
  engine: string,
  pick: Pick,
): number | null {
  const row = rows.find(
    (one) => one.task === task && one.data === data && one.n === n && one.engine === engine,
  );
  return row ? pick(row) : null;
}

function atMost(value: number | null, most: number, shown: (value: number) => string) {
  return value === null ? null : { measured: shown(value), met: value <= most };
}

function limit(
  aim: string,
  task: string,
  data: string,
  n: number,
  pick: Pick,
  most: number,
  shown: (value: number) => string,
  engine = 'papergrove',
): Bar {
  return { aim, judge: (rows) => atMost(at(rows, task, data, n, engine, pick), most, shown) };
}

/** By wall time, our single thread. */
function faster(aim: string, task: string, n: number, engine: string, times: number): Bar {
  return {
    aim,
    judge: (rows) => {
      const ours = at(rows, task, real, n, 'papergrove', wall);
      const theirs = at(rows, task, real, n, engine, wall);
      if (ours === null || theirs === null) return null;
      return { measured: `${(theirs / ours).toFixed(1)} times`, met: theirs / ours >= times };
    },
  };
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

function megabytes(value: number): string {
  return `${Math.round(value).toLocaleString('en')} MB`;
}

function milliseconds(value: number): string {
  return `${(1000 * value).toFixed(1)} ms`;
}
