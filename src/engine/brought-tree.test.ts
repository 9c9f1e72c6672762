import { describe, expect, it } from 'vitest';
import { someTree } from '../clustering/trees/testing/some-trees';
import { addPapers } from '../corpus/add-papers';
import type { BroughtTree } from '../corpus/paper';
import { blankUserState } from '../storage/schema';
import { writeWorkspace, readWorkspace } from '../storage/workspace-file';
import { BuildBench, modelSettings, valueOf } from './testing/build-bench';
import { smallCorpus } from './testing/small-corpus';

const n = 30;
const { left, right, height, order } = someTree(n, 7);
const tree: BroughtTree = {
  left,
  right,
  height,
  names: new Map([
    [2 * n - 2, 'Everything'],
    [2 * n - 3, 'Nearly'],
  ]),
  source: 'mine.nwk',
};
const corpus = { ...smallCorpus(n), tree };

describe('papers that bring a tree', () => {
  it('are mapped by it, and nothing that is known of the papers is computed again', async () => {
    const bench = new BuildBench();
    const plain = valueOf(await bench.build(smallCorpus(n), modelSettings));
    const refuse = (): never => {
      throw new Error('a stage was run');
    };
    bench.change = (runners) => ({ ...runners, cluster: refuse, project: refuse });
    const map = valueOf(await bench.build(corpus, modelSettings));
    expect(map.tree).toMatchObject({ left, right, height, order });
    expect(map.provenance.tree).toBe('mine.nwk');
    expect(plain.provenance.tree).toBeUndefined();
    expect(map.layout).toEqual(plain.layout);
    expect(map.neighbours).toEqual(plain.neighbours);
    expect(map.key).not.toBe(plain.key);
    expect(map.topics.get(2 * n - 2)?.terms).not.toEqual([]);
  });

  it('have it in both maps of a first visit, and find it kept on the next', async () => {
    const bench = new BuildBench();
    const map = valueOf(await bench.build(corpus, modelSettings));
    expect(bench.maps.every((shown) => shown.provenance.tree === 'mine.nwk')).toBe(true);
    expect(
      bench.maps.every((shown) => shown.tree.order.every((leaf, at) => leaf === order[at])),
    ).toBe(true);
    const again = valueOf(await bench.build(corpus, modelSettings));
    expect(again.key).toBe(map.key);
    expect(again.provenance).toEqual(map.provenance);
  });

  it('are another map with another tree, and are clustered where only some of them are mapped', async () => {
    const bench = new BuildBench();
    const map = valueOf(await bench.build(corpus, modelSettings));
    const higher = { ...tree, height: tree.height.map((at) => at + 1) };
    const other = valueOf(await bench.build({ ...corpus, tree: higher }, modelSettings));
    expect(other.key).not.toBe(map.key);
    const some = Uint32Array.from({ length: 12 }, (_, index) => index);
    const part = valueOf(await bench.build(corpus, modelSettings, some));
    expect(part.provenance.tree).toBeUndefined();
    const sample = valueOf(await bench.build(corpus, { ...modelSettings, sample: 10 }));
    expect(sample.provenance.tree).toBeUndefined();
  });

  it('are clustered afresh with others added to them', () => {
    expect(addPapers(corpus, smallCorpus(n + 4, 'more')).tree).toBeUndefined();
    expect(addPapers(corpus, smallCorpus(4))).toBe(corpus);
  });

  it('keep it in a workspace, names and all', async () => {
    const bench = new BuildBench();
    const map = valueOf(await bench.build(corpus, { seed: 1, encoder: 'lsa' }));
    const session = bench.sessions.get(map.key);
    if (session === undefined) throw new Error('no session');
    const { medoids, cohesion, neighbours, layout, provenance: making } = map;
    const file = writeWorkspace({
      corpus,
      userState: blankUserState,
      settings: { seed: 1, encoder: 'lsa' },
      textVectors: [],
      corpusVectors: [],
      keys: session.keys,
      view: '',
      map: {
        tree: map.tree,
        summary: { medoids, cohesion },
        neighbours,
        topics: [],
        layout,
        making,
      },
    });
    const read = valueOf(await readWorkspace(file, 'mine.papergrove'));
    expect(read.corpus.tree).toEqual(tree);
    expect(read.map.making.tree).toBe('mine.nwk');
  });
});
