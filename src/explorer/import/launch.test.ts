import { describe, expect, it } from 'vitest';
import type { ImportFile } from '../../corpus/import-files';
import { consumeLaunches } from './launch';

/** A launch queue as an installed page finds it on its window. */
class FakeQueue {
  #consumer: ((params: object) => void) | undefined;

  setConsumer(consumer: (params: object) => void): void {
    this.#consumer = consumer;
  }

  launch(params: object): void {
    this.#consumer?.(params);
  }
}

function handle(content: string, name: string) {
  return { getFile: () => Promise.resolve(new File([content], name)) };
}

const gone = { getFile: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };

function consume() {
  const queue = new FakeQueue();
  const opened: string[][] = [];
  const unreadable: number[][] = [];
  consumeLaunches(
    { launchQueue: queue },
    (files: readonly ImportFile[]) => opened.push(files.map(({ name }) => name)),
    (...counts) => unreadable.push(counts),
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { queue, opened, unreadable, settle };
}

describe('files that the page is opened with', () => {
  it('are opened together, each time the page is launched', async () => {
    const { queue, opened, unreadable, settle } = consume();
    queue.launch({ files: [handle('x', 'a.bib'), handle('y', 'b.ris')] });
    await settle();
    queue.launch({ files: [handle('z', 'c.csv')] });
    await settle();
    expect(opened).toEqual([['a.bib', 'b.ris'], ['c.csv']]);
    expect(unreadable).toEqual([]);
  });

  it('that cannot all be read are said, and none is opened without the others', async () => {
    const { queue, opened, unreadable, settle } = consume();
    queue.launch({ files: [gone, handle('y', 'b.ris')] });
    await settle();
    queue.launch({ files: [gone] });
    await settle();
    expect(opened).toEqual([]);
    expect(unreadable).toEqual([
      [1, 2],
      [1, 1],
    ]);
  });

  it('are none when the page is opened by itself, or where there is no queue', async () => {
    const { queue, opened, settle } = consume();
    queue.launch({ files: [] });
    queue.launch({});
    await settle();
    expect(opened).toEqual([]);
    const never = (): never => {
      throw new Error('nothing was launched');
    };
    for (const view of [{}, { launchQueue: null }, { launchQueue: 3 }])
      expect(() => consumeLaunches(view, never, never)).not.toThrow();
  });
});
