import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, rootOf } from '../../clustering/dendrogram';
import { partTree } from '../../clustering/part-tree';
import { predicateKeys } from './predicates';
import { workedMap } from '../testing/worked-map';
import { choosing, clausesOf, differences, type Asked, type Clause } from './asked';
import {
  countFlagged,
  flag,
  isFaint,
  leftOutLeaves,
  marksOf,
  noMarks,
  pointedAt,
  soughtLeaves,
  standing,
  stillMarks,
  type MarkedMap,
  type PaperMarks,
} from './paper-marks';

const { tree } = workedMap();
const { n } = tree;
const everyLeaf = Array.from({ length: n }, (_, leaf) => leaf);
const facets = ['year', 'venue'];
const values = ['a', 'b', 'c'];

/** Any eight papers: what each carries, which predicates hold for it, what a search found. */
const papers = fc.record({
  carried: fc.array(fc.constantFrom(...values), { minLength: 2 * n, maxLength: 2 * n }),
  true: fc.array(fc.nat(2 ** predicateKeys.length - 1), { minLength: n, maxLength: n }),
  found: fc.option(fc.shuffledSubarray(everyLeaf)),
});
type Papers = typeof papers extends fc.Arbitrary<infer T> ? T : never;

const filter = fc.record({
  facet: fc.constantFrom(...facets),
  values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }),
});
const clause: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({ kind: fc.constant('query' as const), text: fc.string({ minLength: 1 }) }),
  fc.record({
    kind: fc.constant('chosen' as const),
    papers: fc.subarray(everyLeaf).map((leaves) => new Set(leaves.map(String))),
  }),
  fc.record({ kind: fc.constant('facet' as const), filter }),
  fc.record({
    kind: fc.constantFrom('focus' as const, 'outline' as const),
    predicate: fc.constantFrom(...predicateKeys),
  }),
  fc.record({ kind: fc.constant('pointed' as const), filter }),
  fc.record({ kind: fc.constant('selected' as const), leaf: fc.nat(n - 1) }),
  fc.record({ kind: fc.constant('hovered' as const), leaf: fc.nat(n - 1), similar: fc.boolean() }),
);
const asked: fc.Arbitrary<Asked> = fc.record({
  clauses: fc.uniqueArray(clause, { selector: ({ kind }) => kind }),
  leftOut: fc.constantFrom('dim', 'hide', 'recluster'),
});

/** Whether a clause that chooses papers holds for one of them, found out in the slowest way. */
function holdsFor(of: Papers, one: Clause, leaf: number): boolean {
  switch (one.kind) {
    case 'query':
      return of.found?.includes(leaf) ?? true;
    case 'chosen':
      return one.papers.has(String(leaf));
    case 'facet':
    case 'pointed': {
      const at = facets.indexOf(one.filter.facet);
      return one.filter.values.includes(of.carried[2 * leaf + at] ?? '');
    }
    case 'focus':
    case 'outline':
      return (((of.true[leaf] ?? 0) >> predicateKeys.indexOf(one.predicate)) & 1) === 1;
    default:
      return true;
  }
}

function mapOf(of: Papers, { clauses, leftOut }: Asked, root: number): MarkedMap {
  const holds: MarkedMap['holds'] = (one) =>
    Uint8Array.from(everyLeaf, (leaf) => Number(holdsFor(of, one, leaf)));
  const hidden = leftOutLeaves(
    clausesOf(clauses, 'facet').map((one) => one.filter),
    (one) => holds({ kind: 'facet', filter: one }),
  );
  const part = hidden && leftOut === 'hide' ? partTree(tree, hidden) : tree;
  const drawnTree = (part.size[root] ?? 0) < 2 ? tree : part;
  const indices = Uint32Array.from(everyLeaf, (leaf) => (leaf + 1) % n);
  return {
    n,
    found: of.found,
    holds,
    drawn: { tree, drawnTree, root },
    neighbours: { n, k: 1, indices, similarities: new Float32Array(n) },
  };
}

const question = fc.record({ of: papers, asked, root: fc.integer({ min: n, max: rootOf(tree) }) });
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

function always(holds: (asking: Question, map: MarkedMap) => void): void {
  fc.assert(
    fc.property(question, (asking) => holds(asking, mapOf(asking.of, asking.asked, asking.root))),
    { numRuns: 300 },
  );
}

/** All but the function, which cannot be compared. */
const plain = (marks: PaperMarks) => ({ ...marks, soughtIn: null });

const inKinds = (clauses: readonly Clause[]) =>
  clauses.filter(({ kind }) => choosing.some((known) => known === kind));

describe('the papers asked for', () => {
  it('are those for which every clause that chooses holds, in the order found', () => {
    always(({ of, asked: { clauses } }, map) => {
      const expected = everyLeaf.filter((leaf) =>
        inKinds(clauses).every((one) => holdsFor(of, one, leaf)),
      );
      const sought = marksOf({ clauses, leftOut: 'dim' }, map).sought ?? everyLeaf;
      expect([...sought].sort((a, b) => a - b)).toEqual(expected);
      if (of.found && clauses.some(({ kind }) => kind === 'query'))
        expect(sought).toEqual(of.found.filter((leaf) => expected.includes(leaf)));
    });
  });

  it('are all where nothing chooses, and fewer with each clause', () => {
    always(({ asked: { clauses } }, map) => {
      for (let length = 0; length <= clauses.length; length++) {
        const fewer = soughtLeaves(clauses.slice(0, length), map) ?? everyLeaf;
        const more = soughtLeaves(clauses.slice(0, Math.max(0, length - 1)), map) ?? everyLeaf;
        expect(more).toEqual(expect.arrayContaining([...fewer]));
      }
      const marking = clauses.filter((one) => !inKinds(clauses).includes(one));
      expect(soughtLeaves(marking, map)).toBeNull();
    });
  });

  it('do not depend on the order in which clauses were made', () => {
    always((asking, map) => {
      const turned = { ...asking.asked, clauses: asking.asked.clauses.toReversed() };
      expect(plain(marksOf(turned, map))).toEqual(plain(marksOf(asking.asked, map)));
      expect(differences(asking.asked, turned)).toEqual([]);
    });
  });

  it('are counted under every node', () => {
    always(({ asked: one }, map) => {
      const { sought, soughtIn } = marksOf(one, map);
      const drawn = map.drawn?.drawnTree ?? tree;
      for (const node of soughtIn && sought ? [map.drawn?.root ?? 0, 3] : [])
        expect(soughtIn?.(node)).toBe(
          [...leavesOf(drawn, node)].filter((leaf) => sought?.includes(leaf)).length,
        );
    });
  });
});

describe('the marks', () => {
  it('show in the topic exactly what is asked for, or pointed at, or like the paper pointed at', () => {
    always(({ of, asked: one, root }, map) => {
      const marks = marksOf(one, map);
      const drawn = new Set(leavesOf(map.drawn?.drawnTree ?? tree, root));
      const [pointed] = clausesOf(one.clauses, 'pointed');
      const [hovered] = clausesOf(one.clauses, 'hovered');
      const others = clausesOf(one.clauses, 'facet').filter(
        (other) => other.filter.facet !== pointed?.filter.facet,
      );
      for (const leaf of everyLeaf) {
        const wanted = pointed
          ? [pointed, ...others].every((other) => holdsFor(of, other, leaf))
          : (marks.sought?.includes(leaf) ?? true);
        const near = hovered?.similar ? [hovered.leaf, (hovered.leaf + 1) % n] : null;
        expect(isFaint(marks, leaf)).toBe(near ? !near.includes(leaf) : !wanted);
        if (!near && standing(marks, leaf) !== 'absent')
          expect(standing(marks, leaf)).toBe(wanted && drawn.has(leaf) ? 'shown' : 'faint');
      }
    });
  });

  it('leave out only what a filter hides, whatever else is asked or pointed at', () => {
    always(({ of, asked: one }, map) => {
      const marks = marksOf(one, map);
      const isHiding = map.drawn !== null && map.drawn.drawnTree !== tree;
      for (const leaf of everyLeaf) {
        const passes = clausesOf(one.clauses, 'facet').every((other) => holdsFor(of, other, leaf));
        expect(standing(marks, leaf) === 'absent').toBe(isHiding && !passes);
      }
    });
  });

  it('flag what is outlined, and what was found or chosen and is asked for', () => {
    always(({ of, asked: one }, map) => {
      const marks = marksOf(one, map);
      const isFound =
        clausesOf(one.clauses, 'chosen').length > 0 ||
        (of.found !== null && clausesOf(one.clauses, 'query').length > 0);
      for (const leaf of everyLeaf) {
        const flagged = marks.flags[leaf] ?? 0;
        const outlines = clausesOf(one.clauses, 'outline');
        expect((flagged & flag.outlined) !== 0).toBe(
          outlines.some((other) => holdsFor(of, other, leaf)),
        );
        expect((flagged & flag.found) !== 0).toBe(
          isFound && (marks.sought?.includes(leaf) ?? false),
        );
      }
      expect(marks.flags.reduce((all, flagged) => all | flagged, 0)).toBe(marks.any);
      expect(countFlagged(marks, flag.found | flag.outlined)).toBe(
        marks.flags.filter((flagged) => (flagged & (flag.found | flag.outlined)) !== 0).length,
      );
    });
  });

  it('keep their flags, and take no room, while only the pointer moves', () => {
    always(({ asked: one }, map) => {
      const still = stillMarks(one, map);
      for (const leaf of [0, 5]) {
        const clauses: readonly Clause[] = [
          ...one.clauses.filter(({ kind }) => kind !== 'hovered'),
          { kind: 'hovered', leaf, similar: true },
        ];
        const moved = pointedAt(still, { ...one, clauses }, map);
        expect(moved.flags).toBe(still.flags);
        expect([moved.hovered, moved.near?.size]).toEqual([leaf, 2]);
        expect(plain(moved)).toEqual(plain(marksOf({ ...one, clauses }, map)));
      }
    });
  });

  it('are none where nothing is asked for, before there is a map as well', () => {
    const map = mapOf({ carried: [], true: [], found: null }, { clauses: [], leftOut: 'dim' }, 14);
    expect(marksOf({ clauses: [], leftOut: 'hide' }, map)).toEqual(noMarks(n));
    expect(marksOf({ clauses: [], leftOut: 'hide' }, { ...map, drawn: null })).toEqual(noMarks(n));
  });

  it('ignore what cannot be asked of these papers', () => {
    const map = mapOf({ carried: [], true: [], found: null }, { clauses: [], leftOut: 'dim' }, 14);
    const clauses: readonly Clause[] = [{ kind: 'focus', predicate: 'unread' }];
    expect(marksOf({ clauses, leftOut: 'dim' }, { ...map, holds: () => null })).toEqual(noMarks(n));
  });
});

it('two questions differ in the kinds of clauses that choose', () => {
  const one: Asked = { leftOut: 'dim', clauses: [{ kind: 'chosen', papers: new Set(['a']) }] };
  const other: Asked = {
    leftOut: 'hide',
    clauses: [
      { kind: 'chosen', papers: new Set(['b']) },
      { kind: 'focus', predicate: 'unread' },
      { kind: 'selected', leaf: 3 },
    ],
  };
  expect(differences(one, one)).toEqual([]);
  expect(differences(one, other)).toEqual(['chosen', 'focus']);
});
