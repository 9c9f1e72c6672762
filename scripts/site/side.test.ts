import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/foundation/pacer';
import { umap } from '../../src/projection/umap';
import { packRaw } from '../../src/site/packed-block';
import { packPapers } from '../../src/site/paper-files';
import { madeUpSite, paperNumbered } from '../../src/site/testing/made-up-site';
import { SideThread, type SideListener, type SidePort } from './side';
import { SideWork, type SideOrder } from './side-work';

/** What a thread does, on this one: orders and answers are copied as they are between threads. */
class PortHere implements SidePort {
  ended = false;
  readonly #hear: SideListener;
  readonly #work: SideWork;

  constructor(hear: SideListener) {
    this.#hear = hear;
    this.#work = new SideWork((answer, moved) => {
      const copy = structuredClone(answer, { transfer: moved });
      if (!this.ended) this.#hear.answer(copy);
    });
  }

  post(order: SideOrder, moved: readonly ArrayBuffer[]): void {
    const copy = structuredClone(order, { transfer: [...moved] });
    setTimeout(() => this.#work.take(copy), 0);
  }

  end(): void {
    this.ended = true;
  }

  die(error: Error): void {
    this.#hear.failed(error);
  }
}

/** A side, and its ports as they were started. */
function sideHere() {
  const ports: PortHere[] = [];
  const side = new SideThread((hear) => {
    const port = new PortHere(hear);
    ports.push(port);
    return port;
  });
  return { side, ports };
}

const papers = Array.from({ length: 2300 }, (_, i) => paperNumbered(i));
const never = new AbortController().signal;

describe('the thread beside a build', () => {
  it('makes the files of papers as they are made here', async () => {
    const { side, ports } = sideHere();
    const there = await side.packPapers(papers, never);
    const here = await packPapers(papers, createPacer());
    expect(there).toEqual(here);
    expect(there.titles).toHaveLength(3);
    expect(there.details).toHaveLength(10);
    // Its memory is given back; what follows has another thread.
    expect(ports.map(({ ended }) => ended)).toEqual([true]);
    await side.pack(new Uint8Array(100));
    expect(ports.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('lays a map out as it is laid out here, and says how far it is', async () => {
    const { neighbours, layout } = madeUpSite(60);
    const { side } = sideHere();
    const told: number[] = [];
    const there = await side.project(neighbours, layout, {
      seed: 3,
      signal: never,
      stop: never,
      onPositions: () => undefined,
      onProgress: (done) => told.push(done),
    });
    const here = await umap(neighbours, layout, { seed: 3 });
    expect(there.positions).toEqual(here.layout.positions);
    expect(told.length).toBeGreaterThan(0);
  });

  it('compresses as much as it can keep up with; the rest is compressed here, to the same bytes', async () => {
    const { side } = sideHere();
    const raw = (i: number) => new TextEncoder().encode(`block ${i} `.repeat(100));
    const blocks = await Promise.all(Array.from({ length: 9 }, (_, i) => side.pack(raw(i))));
    expect(blocks).toEqual(Array.from({ length: 9 }, (_, i) => packRaw(raw(i))));
  });

  it('stops when the build does', async () => {
    const { side, ports } = sideHere();
    const work = new AbortController();
    const made = side.packPapers(papers, work.signal);
    work.abort(new Error('stopped'));
    await expect(made).rejects.toThrow('stopped');
    expect(ports.map(({ ended }) => ended)).toEqual([true]);
  });

  it('fails the build when it dies', async () => {
    const { side, ports } = sideHere();
    const made = side.packPapers(papers, never);
    for (const port of ports) port.die(new Error('out of memory'));
    await expect(made).rejects.toThrow('out of memory');
  });
});
