/** The page of the bench: runs each request in a worker of its own, as the product does. */
import type { BenchReply } from './protocol';
import UmapWorker from './umap.worker?worker';
import WardWorker from './ward.worker?worker';

window.runBench = (request) =>
  new Promise<BenchReply>((resolve, reject) => {
    const worker = request.task === 'ward' ? new WardWorker() : new UmapWorker();
    worker.onmessage = ({ data }: MessageEvent<BenchReply | string>) => {
      if (typeof data === 'string') reject(new Error(data));
      else resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(request);
  });
