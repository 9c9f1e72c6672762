import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BroughtTree, Paper } from '../../corpus/paper';
import type { Result } from '../../foundation/result';
import { heightOf, leavesOf, rootOf, type Dendrogram } from '../dendrogram';
import { restoreDendrogram } from '../restore-dendrogram';
import { broughtTree, countName } from './file-tree';
import { findPapers } from './find-papers';
import { readNested } from './read-nested';
import { readNewick } from './read-newick';
import { recogniseTree } from './recognise-tree';
import { names, papersCalled, trees } from './testing/some-trees';
import { leafLabels, nestedTextOf, newickOf, onOneLine } from './write-tree';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const about = { Corpus: 'Letters', Linkage: 'Ward' };

/** Topics by their papers: what a tree is, whatever its nodes are numbered. */
function topicsOf(tree: Dendrogram, papers: readonly Paper[], nameOf: (node: number) => string) {
  const topics = Array.from({ length: tree.n - 1 }, (_, merge) => {
    const node = tree.n + merge;
    const ids = Array.from(leavesOf(tree, node), (leaf) => papers[leaf]?.id ?? '');
    return { ids, height: heightOf(tree, node), name: nameOf(node) };
  });
  return topics.sort((a, b) => a.height - b.height || a.ids.length - b.ids.length);
}

function whole(n: number, { left, right, height }: BroughtTree): Dendrogram {
  const tree = restoreDendrogram(n, left, right, height);
  if (tree === null) throw new Error('not a tree');
  return tree;
}

/** The name a topic has after it was read: none where it says but how many papers there are. */
function kept(tree: Dendrogram, node: number, written: string): string {
  return written === countName(tree.size[node] ?? 0) ? '' : written;
}

describe('a tree that was written', () => {
  it('reads back from Newick: papers, order, topics, names, heights to the last bit', () => {
    fc.assert(
      fc.property(trees, names, (some, called) => {
        const papers = papersCalled(called.slice(0, some.n));
        const labels = leafLabels(papers);
        const text = newickOf(some, (node) => labels[node] ?? called[node] ?? '');
        if (some.n > 1) expect(recogniseTree(text, text)).toBe('Newick');
        const tree = valueOf(readNewick(text, 'a.nwk'));
        const of = valueOf(findPapers(tree, { name: 'All', papers }, 'a.nwk'));
        const brought = broughtTree(tree, of, 'a.nwk');
        const back = whole(some.n, brought);
        expect(Array.from(leavesOf(back, rootOf(back)))).toEqual(
          Array.from(leavesOf(some, rootOf(some))),
        );
        expect(topicsOf(back, papers, (node) => brought.names.get(node) ?? '')).toEqual(
          topicsOf(some, papers, (node) => kept(some, node, onOneLine(called[node] ?? ''))),
        );
      }),
    );
  });

  it('reads back from nested JSON: the papers too', () => {
    fc.assert(
      fc.property(trees, names, (some, called) => {
        const papers = papersCalled(called.slice(0, some.n));
        const text = nestedTextOf(some, (node) => called[node] ?? '', { papers, about });
        if (some.n > 1) expect(recogniseTree(text, text)).toBe('nested JSON');
        const { tree, papers: carried } = valueOf(readNested(text, 'a.json'));
        expect(carried?.list).toEqual(papers);
        const brought = broughtTree(tree, carried?.of ?? new Map(), 'a.json');
        const back = whole(some.n, brought);
        expect(topicsOf(back, papers, (node) => brought.names.get(node) ?? '')).toEqual(
          topicsOf(some, papers, (node) => kept(some, node, (called[node] ?? '').trim())),
        );
        expect(Array.from(leavesOf(back, rootOf(back)))).toEqual(
          Array.from(leavesOf(some, rootOf(some))),
        );
      }),
    );
  });
});

describe('Newick from elsewhere', () => {
  const read = (text: string) => readNewick(text, 'x.nwk');

  it('may have bare names, comments, white space, exponents and rounded lengths', () => {
    const tree = valueOf(
      read(
        " ( [one [nested] comment] A_b:1e-1 , (C:0.05 ,'D''s':.04999)[&!colour]sub:+0.05 )root:0 ; \n",
      ),
    );
    expect(tree.names).toEqual(['A b', 'C', "D's", 'sub', 'root']);
    expect([tree.left[4], tree.right[4]]).toEqual([0, 3]);
    expect(tree.height[4]).toBeCloseTo(0.1, 6);
  });

  it.each([
    ['(A:1,B:1,C:1);', 'line 1, character 1: a topic has 3 branches'],
    ['((A:1):1,B:2);', 'line 1, character 2: a topic has a single branch'],
    ['(A:1,B);', 'line 1, character 6: a branch has no length'],
    ['(A,B);', 'line 1, character 2: a branch has no length'],
    ['(A:1,\n  B:-1);', 'line 2, character 3: a branch has a negative length, at “B:-1);”'],
    ['((A:1,B:1):1,C:5);', 'character 1: the two branches of a topic end at different heights'],
    ["('A:1,B:1);", 'line 1, character 2: a quoted name does not end'],
    ["(O'Hara:1,B:1);", 'character 3: a comma or a closing parenthesis is missing'],
    ['(A:1,B:1)', 'the tree does not end with a semicolon'],
    ['(A:1,(B:1,', 'a paper has no name'],
    ['(A:x,B:1);', 'a branch length is not a number, at “x,B:1);”'],
    ['(A:1,B:1);(C:1,D:1);', 'something follows the tree'],
    ['(A:1,[open B:1);', 'a comment does not end'],
  ])('refuses %j and says where', (text, words) => {
    const result = read(text);
    expect(result.ok ? '' : result.error.message).toContain(words);
    expect(result.ok ? '' : result.error.message).toMatch(/^x\.nwk, line/u);
    expect(result.ok ? '' : result.error.remedy).not.toBe('');
  });

  it('never throws and never gives half a tree, however it is damaged', () => {
    const text = newickOf(
      whole(3, {
        left: Int32Array.of(0, 3),
        right: Int32Array.of(1, 2),
        height: Float32Array.of(1, 3),
        names: new Map(),
        source: '',
      }),
      (node) => ['a', "b's", 'c', 'pair', 'all'][node] ?? '',
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.string(), (at, inserted) => {
        const result = read(text.slice(0, at) + inserted + text.slice(at));
        if (result.ok) expect(result.value.left.length % 2).toBe(1);
        const cut = read(text.slice(0, at));
        expect(cut.ok).toBe(at >= text.trimEnd().length);
      }),
    );
  });
});

describe('nested JSON from elsewhere', () => {
  const leaf = (name: string) => ({ name });
  const read = (value: unknown) => readNested(JSON.stringify(value), 'x.json');

  it('may go without papers', () => {
    const { tree, papers } = valueOf(
      read({ name: 'all', height: 2, children: [leaf('a'), leaf('b')], made: 'elsewhere' }),
    );
    expect(papers).toBeNull();
    expect(tree.names).toEqual(['a', 'b', 'all']);
  });

  it.each([
    [{ name: 'all', children: [leaf('a'), leaf('b')] }, 'x.json, at “all”: it has no merge height'],
    [{ name: 'all', height: -1, children: [leaf('a'), leaf('b')] }, 'its merge height is negative'],
    [{ name: 'all', height: 1, children: [leaf('a'), leaf('b'), leaf('c')] }, 'it has 3 branches'],
    [
      {
        name: 'all',
        height: 1,
        children: [leaf('a'), { name: 'sub', height: 2, children: [leaf('b'), leaf('c')] }],
      },
      'x.json, at “all”: it is lower than a topic inside it',
    ],
    [
      {
        name: 'all',
        height: 3,
        children: [leaf('a'), { name: 'sub', height: 2, children: [leaf('b')] }],
      },
      'x.json, at “all” › “sub”: it has a single branch',
    ],
    [{ name: 'all', height: 1, children: [leaf('a'), {}] }, 'a paper has no name'],
    [{ name: 'all', height: 1, children: [leaf('a'), 7] }, 'a node cannot be read'],
    [{ version: 9, name: 'all', height: 1, children: [] }, 'a newer Papergrove'],
    [
      {
        name: 'all',
        height: 1,
        children: [
          { name: 'a', paper: 0 },
          { name: 'b', paper: 0 },
        ],
        papers: [{ title: 'A' }, { title: 'B' }],
      },
      'do not belong together one by one',
    ],
    [
      {
        name: 'all',
        height: 1,
        children: [
          { name: 'a', paper: 0 },
          { name: 'b', paper: 1 },
        ],
        papers: [{ title: 'A' }, {}],
      },
      'paper 2 cannot be read',
    ],
  ])('refuses %j and says where', (value, words) => {
    const result = read(value);
    expect(result.ok ? '' : result.error.message).toContain(words);
  });

  it('names the line at which the JSON breaks', () => {
    const result = readNested('{"name":"a",\n"height":1,\n"children":[{"name":"b"}', 'x.json');
    expect(result.ok ? '' : result.error.message).toMatch(/x\.json is not valid JSON: .*line 3/u);
  });
});

describe('finding papers', () => {
  const papers = papersCalled(['Graphs & trees', 'Editorial', 'Editorial', 'Über Wälder']);
  const find = (leaves: string) => {
    const tree = valueOf(readNewick(leaves, 'x.nwk'));
    return findPapers(tree, { name: 'All', papers }, 'x.nwk');
  };

  it('goes by title, by id, and by the letters of a title', () => {
    expect([...valueOf(find("('graphs trees':1,id-1:1);")).values()]).toEqual([0, 1]);
    expect([...valueOf(find("('Editorial [id-2]':1,Uber_Walder:1);")).values()]).toEqual([2, 3]);
  });

  it('says which are not there, unclear, or there twice', () => {
    const words = (leaves: string) => {
      const result = find(leaves);
      return result.ok ? '' : result.error.message;
    };
    expect(words('(Nowhere:1,id-1:1);')).toContain(
      '1 of the 2 papers in it are not there, “Nowhere”',
    );
    expect(words('(Editorial:1,id-0:1);')).toContain(
      '“Editorial” could each be several papers of All',
    );
    expect(words("('Graphs & trees':1,id-0:1);")).toContain('has “id-0” more than once');
  });
});

describe('recognising trees', () => {
  it.each([
    ['{"title":"Not a tree","children":"none"}', null],
    ['[{"title":"A"}]', null],
    ['{"papers":[{"title":"A","children":[]}]}', null],
    ['(Smith, 2019) Graphs.\n\nAn abstract.', null],
    ["('cut off", 'Newick'],
    ['(A,B);', 'Newick'],
    ['{ "name": "a \\"b\\" [c]", "size": 3, "height": 1.5e-3, "children": [', 'nested JSON'],
  ])('%j is %s', (text, format) => {
    expect(recogniseTree(text, text)).toBe(format);
  });
});
