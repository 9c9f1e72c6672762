import { pcaLayout } from '../../src/projection/pca';
import { umap } from '../../src/projection/umap';
import type { BenchReply, UmapRequest } from './protocol';

async function measure(request: UmapRequest): Promise<BenchReply> {
  const { n, d, k } = request;
  const buffer = async (path: string) =>
    (await fetch(new URL(path, self.location.origin))).arrayBuffer();
  const data = new Float32Array(await buffer(request.vectors));
  const indices = new Uint32Array(await buffer(request.indices));
  const similarities = new Float32Array(await buffer(request.similarities));
  const started = performance.now();
  const initial = pcaLayout({ n, d, data });
  const { layout } = await umap({ n, k, indices, similarities }, initial, { seed: 42 });
  const wallSeconds = (performance.now() - started) / 1000;
  return { wallSeconds, values: [...layout.positions] };
}

onmessage = ({ data }: MessageEvent<UmapRequest>) => {
  measure(data).then(
    (reply) => postMessage(reply),
    (reason: unknown) => postMessage(reason instanceof Error ? reason.stack : String(reason)),
  );
};
