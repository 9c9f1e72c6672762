/**
 * What a build of a site does beside its main thread, so that two processors have work: the layout,
 * while topics are named; the files of the papers, while the map is still being made; compressing the
 * other files while they are made. Orders are done one after the other.
 */
import type { Neighbours } from '../../src/clustering/neighbours';
import type { Paper } from '../../src/corpus/paper';
import { messageOf } from '../../src/foundation/result';
import type { Layout } from '../../src/projection/layout';
import { umap } from '../../src/projection/umap';
import { packRaw, type PackedBlock } from '../../src/site/packed-block';
import { PaperFiles, type PackedPapers } from '../../src/site/paper-files';

/** Milliseconds between two reports of how far a layout is: nobody looks at its positions. */
const reportInterval = 500;

export type SideTask =
  | {
      readonly kind: 'layout';
      readonly neighbours: Neighbours;
      readonly initial: Layout;
      readonly seed: number;
    }
  /** The next papers in the order of the map, as `PaperFiles` takes them. */
  | {
      readonly kind: 'papers';
      readonly papers: readonly Paper[];
      readonly facets: readonly string[];
    }
  /** There are no further papers. */
  | { readonly kind: 'papers-end' }
  | { readonly kind: 'pack'; readonly raw: Uint8Array<ArrayBuffer> };

export interface SideOrder {
  readonly number: number;
  readonly task: SideTask;
}

/** What each task is answered with. */
export interface SideResults {
  readonly layout: Layout;
  readonly papers: null;
  readonly 'papers-end': PackedPapers;
  readonly pack: PackedBlock;
}

export type SideAnswer =
  | {
      readonly kind: 'progress';
      readonly number: number;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'done';
      readonly number: number;
      readonly result: SideResults[keyof SideResults];
    }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };

/** Sends an answer, and moves the buffers named rather than copying them. */
export type SendAnswer = (answer: SideAnswer, moved: ArrayBuffer[]) => void;

export class SideWork {
  readonly #send: SendAnswer;
  #papers = new PaperFiles();
  #before: Promise<void> = Promise.resolve();

  constructor(send: SendAnswer) {
    this.#send = send;
  }

  /** Does it when all orders before are done; every order is answered once. */
  take({ number, task }: SideOrder): void {
    this.#before = this.#before.then(async () => {
      try {
        this.#send(...(await this.#done(number, task)));
      } catch (thrown) {
        this.#send({ kind: 'failed', number, message: messageOf(thrown) }, []);
      }
    });
  }

  async #done(number: number, task: SideTask): Promise<[SideAnswer, ArrayBuffer[]]> {
    switch (task.kind) {
      case 'layout': {
        const { layout } = await umap(task.neighbours, task.initial, {
          seed: task.seed,
          interval: reportInterval,
          onPositions: (_, done, total) =>
            this.#send({ kind: 'progress', number, done, total }, []),
        });
        return [{ kind: 'done', number, result: layout }, []];
      }
      case 'papers':
        this.#papers.add(task.papers, task.facets);
        return [{ kind: 'done', number, result: null }, []];
      case 'papers-end': {
        const rest = this.#papers.finish();
        this.#papers = new PaperFiles();
        let step = rest.next();
        while (!step.done) step = rest.next();
        const { titles, details, words } = step.value;
        return [
          { kind: 'done', number, result: step.value },
          buffersOf([...titles, ...details, ...words]),
        ];
      }
      case 'pack': {
        const packed = packRaw(task.raw);
        return [{ kind: 'done', number, result: packed }, buffersOf([packed])];
      }
    }
  }
}

function buffersOf(blocks: readonly PackedBlock[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { data } of blocks) if (data.buffer instanceof ArrayBuffer) buffers.add(data.buffer);
  return [...buffers];
}
