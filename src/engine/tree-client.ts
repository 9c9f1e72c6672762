/** The reading of trees as the page uses it: a worker that lasts for one file. */
import type { FileTree } from '../clustering/trees/file-tree';
import type { TreeFileFormat } from '../clustering/trees/recognise-tree';
import type { ImportFile } from '../corpus/import-files';
import type { Paper } from '../corpus/paper';
import { failure, messageOf, success, type Result } from '../foundation/result';
import type { TreeHead, TreeService } from './tree-service';
import { WorkerClient, type WorkerLike } from './worker-client';

/** A tree from a file. */
export interface ReadTree {
  readonly tree: FileTree;
  /** The papers that the file carries, and which of them each leaf is; null where it has none. */
  readonly papers: {
    readonly list: readonly Paper[];
    readonly of: ReadonlyMap<number, number>;
  } | null;
}

/** @param start starts the worker; replaced in tests */
export async function readTreeFile(
  { name, blob }: ImportFile,
  format: TreeFileFormat,
  start: () => WorkerLike = startTreeWorker,
): Promise<Result<ReadTree>> {
  const worker = new WorkerClient<TreeService>(start, {
    name: 'The reading of trees',
    greet: (service) => service.ready(),
    ping: (service) => service.ready(),
  });
  try {
    const head = await worker.call<Result<TreeHead>>((service) => service.read(blob, name, format));
    if (!head.ok) return head;
    const { tree, papers } = head.value;
    if (papers === null) return success({ tree, papers: null });
    const list: Paper[] = [];
    while (list.length < papers.count) {
      const some = await worker.call((service) => service.papers(list.length));
      if (some.length === 0) throw new Error('the papers are gone');
      list.push(...some);
    }
    return success({ tree, papers: { list, of: papers.of } });
  } catch (thrown) {
    return failure({
      code: 'tree-failed',
      message: `Reading ${name} failed: ${messageOf(thrown)}`,
      remedy: 'Try again; if it fails again, reload the page.',
    });
  } finally {
    worker.terminate('is done');
  }
}

function startTreeWorker(): WorkerLike {
  return new Worker(new URL('./tree.worker.ts', import.meta.url), {
    type: 'module',
    name: 'papergrove trees',
  });
}
