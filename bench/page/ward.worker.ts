import { clusterWard } from '../../src/clustering/ward';
import SearchWorker from '../../src/kernels/search.worker?worker';
import { WorkerSearchPool } from '../../src/kernels/worker-search-pool';
import type { BenchReply, WardRequest } from './protocol';

async function measure({ vectors, n, d, threads }: WardRequest): Promise<BenchReply> {
  const response = await fetch(new URL(vectors, self.location.origin));
  const data = new Float32Array(await response.arrayBuffer());
  const pool =
    threads > 1 ? new WorkerSearchPool(() => new SearchWorker(), threads - 1) : undefined;
  const started = performance.now();
  const result = await clusterWard({ n, d, data }, pool ? { pool } : {});
  const wallSeconds = (performance.now() - started) / 1000;
  if (!result.ok) throw new Error(result.error.message);
  return { wallSeconds, values: [...result.value.linkage.height] };
}

onmessage = ({ data }: MessageEvent<WardRequest>) => {
  measure(data).then(
    (reply) => postMessage(reply),
    (reason: unknown) => postMessage(reason instanceof Error ? reason.stack : String(reason)),
  );
};
