import { expect, it } from 'vitest';
import type { PaperMap } from './map';
import { MapReceiver, MapSender } from './map-wire';
import { BuildBench, modelSettings, valueOf } from './testing/build-bench';
import { smallCorpus } from './testing/small-corpus';

it('sends a tree once, and gives the page the same objects again', async () => {
  const bench = new BuildBench();
  bench.model.beforeBatch = () => bench.mapShown;
  const last = valueOf(await bench.build(smallCorpus(30), modelSettings));
  const sender = new MapSender();
  const receiver = new MapReceiver();
  const crossed = bench.events.map((event) => structuredClone(sender.wire(event)));
  const maps: PaperMap[] = [];
  for (const event of crossed) {
    const read = receiver.read(event);
    if (read.kind === 'map') maps.push(read.map);
  }
  expect(maps).toEqual(bench.maps);
  expect(maps.at(-1)).toEqual(last);
  const trees = new Set(maps.map(({ tree }) => tree));
  expect(trees.size).toBe(new Set(maps.map(({ key }) => key)).size);
  expect(crossed.filter(({ kind }) => kind === 'map')).toHaveLength(trees.size);
  expect(() => new MapReceiver().read({ kind: 'map-again', map: last })).toThrow('never sent');
});
