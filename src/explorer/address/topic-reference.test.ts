import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, rootOf } from '../../clustering/dendrogram';
import { findTopic, referenceTo } from './topic-reference';
import { otherMerges, workedMap } from '../testing/worked-map';

const map = workedMap();
const other = workedMap({}, otherMerges);
const nameless = new Map<number, { name: string }>();
const inner = (node: number): boolean => node >= map.tree.n;

describe('a topic named by its papers', () => {
  it('is found on the map it was copied from, whatever its size', () => {
    for (let node = map.tree.n; node <= rootOf(map.tree); node++)
      expect(findTopic(map, referenceTo(map, node), nameless)).toBe(node);
  });

  it('is found by a sample of its papers', () => {
    const tree = chain(200);
    const long = { ...map, tree };
    fc.assert(
      fc.property(fc.integer({ min: 200, max: rootOf(tree) }), (node) => {
        const reference = referenceTo(long, node);
        expect(reference.kind === 'papers' && reference.papers.length).toBeLessThanOrEqual(12);
        expect(findTopic(long, reference, nameless)).toBe(node);
      }),
    );
  });

  it('is the topic of another map that shares most papers with it', () => {
    for (let node = map.tree.n; node < rootOf(map.tree); node++) {
      const papers = new Set(leavesOf(map.tree, node));
      const alike = (at: number): number => {
        const own = leavesOf(other.tree, at);
        const common = own.filter((leaf) => papers.has(leaf)).length;
        return common / (papers.size + own.length - common);
      };
      const nodes = Array.from({ length: rootOf(other.tree) + 1 }, (_, at) => at).filter(inner);
      const best = Math.max(...nodes.map(alike));
      const found = findTopic(other, referenceTo(map, node), nameless);
      if (best <= 1 / 3) expect(found).toBeNull();
      else expect(alike(found ?? 0)).toBeCloseTo(best, 10);
    }
  });

  it('is found on a map of some of the papers, or not at all where none of its papers is', () => {
    const part = { ...workedMap(), subset: Uint32Array.from({ length: 8 }, (_, i) => 10 + 2 * i) };
    const reference = referenceTo(part, 12);
    expect(reference).toMatchObject({ papers: expect.arrayContaining([10]) });
    expect(findTopic(part, reference, nameless)).toBe(12);
    expect(findTopic(map, { ...reference, kind: 'papers', papers: [500], size: 1 }, nameless)).toBe(
      null,
    );
  });
});

describe('a topic named by words', () => {
  const names = new Map([
    [12, { name: 'Graph networks · molecules' }],
    [13, { name: 'Speech recognition' }],
  ]);
  const words = (some: string, node: number | null = null) =>
    ({ kind: 'words', words: some, node }) as const;

  it('is the one whose name has most of them', () => {
    expect(findTopic(map, words('graph-networks-molecules'), names)).toBe(12);
    expect(findTopic(map, words('speech-recognition-of-accents', 99), names)).toBe(13);
  });

  it('is the node it was, where that has the name still', () => {
    const twice = new Map([...names, [10, { name: 'Speech recognition' }]]);
    expect(findTopic(map, words('speech-recognition', 10), twice)).toBe(10);
    expect(findTopic(map, words('speech-recognition', 12), twice)).toBe(13);
  });

  it('is not found where no name is like it, nor by a number alone', () => {
    expect(findTopic(map, words('wedding-cakes', 12), names)).toBeNull();
    expect(findTopic(map, words('', 12), names)).toBeNull();
  });

  it('helps where none of the papers is there any more', () => {
    const gone = {
      kind: 'papers',
      size: 2,
      papers: [700, 701],
      words: 'speech-recognition',
    } as const;
    expect(findTopic(map, gone, names)).toBe(13);
  });
});

/** Papers that join one by one. */
function chain(n: number) {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const left = Int32Array.from({ length: n - 1 }, (_, m) => (m === 0 ? 0 : n + m - 1));
  const right = Int32Array.from({ length: n - 1 }, (_, m) => m + 1);
  const height = Float32Array.from({ length: n - 1 }, (_, m) => m + 1);
  const parent = new Int32Array(2 * n - 1).fill(-1);
  for (let m = 0; m < n - 1; m++) {
    parent[left[m] ?? 0] = n + m;
    parent[right[m] ?? 0] = n + m;
  }
  const size = Uint32Array.from({ length: 2 * n - 1 }, (_, at) => (at < n ? 1 : at - n + 2));
  const start = Uint32Array.from({ length: 2 * n - 1 }, (_, at) => (at < n ? at : 0));
  return { n, left, right, height, order, start, size, parent };
}
