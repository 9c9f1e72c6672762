import { describe, expect, it } from 'vitest';
import { nestedTextOf, newickOf } from '../../clustering/trees/write-tree';
import { papersCalled, someTree } from '../../clustering/trees/testing/some-trees';
import { before, begin, file } from '../testing/started-importing';

const papers = papersCalled(['Graphs', "It's (a) tree", '深層学習', 'Maps', 'Charts']);
const open = { id: 'open', name: 'Open', papers };
const tree = someTree(5, 3);
const nameOf = (node: number): string => papers[node]?.title ?? `Topic ${node}`;
const newick = file(newickOf(tree, nameOf), 'mine.nwk');
const nested = file(nestedTextOf(tree, nameOf, { papers, about: {} }), 'mine.tree.json');

describe('opening a tree', () => {
  it('maps the open papers by a Newick file, with what the user did with them, and goes back', async () => {
    const { importing, library, current, opened, kept } = begin({ corpus: open });
    await library.updateUserState('open', (state) => ({ ...state, starred: ['id-1'] }));
    await importing.openFiles([newick]);
    if (importing.phase.kind !== 'opened') throw new Error(importing.phase.kind);
    const { id, paperCount, tree: said } = importing.phase.opened;
    expect([paperCount, said]).toEqual([5, { file: 'mine.nwk', leftOut: 0 }]);
    const corpus = current();
    expect(corpus?.name).toBe('Open, by the tree of mine');
    expect(corpus?.papers).toEqual(papers);
    expect(Array.from(corpus?.tree?.height ?? [])).toEqual(Array.from(tree.height));
    expect(corpus?.tree?.names.get(8)).toBe('Topic 8');
    expect((await library.userState(id)).starred).toEqual(['id-1']);
    await importing.undo();
    expect(opened.at(-1)).toEqual(before);
    expect(await kept()).toBe(0);
  });

  it('opens a nested JSON file on its own', async () => {
    const { importing, current } = begin();
    await importing.openFiles([nested]);
    expect(importing.phase.kind).toBe('opened');
    expect(current()?.papers).toEqual(papers);
    expect(current()?.name).toBe('Topic 8');
    expect(current()?.tree?.names.get(7)).toBe('Topic 7');
  });

  it('leaves out the open papers that are not in the tree, and says how many', async () => {
    const more = [
      ...papersCalled(['Elsewhere']).map((paper) => ({ ...paper, id: 'z' })),
      ...papers,
    ];
    const vectors = { n: 6, d: 1, data: Float32Array.of(-1, 0, 1, 2, 3, 4) };
    const { importing, current } = begin({ corpus: { ...open, papers: more, vectors } });
    await importing.openFiles([newick]);
    if (importing.phase.kind !== 'opened') throw new Error(importing.phase.kind);
    expect(importing.phase.opened.tree?.leftOut).toBe(1);
    expect(current()?.papers).toEqual(papers);
    expect(current()?.vectors).toEqual({ n: 5, d: 1, data: Float32Array.of(0, 1, 2, 3, 4) });
    expect(Array.from(current()?.tree?.left ?? [])).toEqual(Array.from(tree.left));
  });

  it.each([
    ['tree-without-papers', begin(), [newick]],
    ['tree-papers-unknown', begin({ corpus: { ...open, papers: papers.slice(1) } }), [newick]],
    ['tree-unreadable', begin({ corpus: open }), [file("('Graphs':1,", 'cut.nwk')]],
    ['tree-not-alone', begin({ corpus: open }), [newick, file('title\nA\n')]],
    [
      'tree-failed',
      begin({ corpus: open, treeCorpus: () => Promise.reject(new TypeError('not fetched')) }),
      [newick],
    ],
  ])('says why not: %s', async (code, { importing, opened }, files) => {
    await importing.openFiles(files);
    if (importing.phase.kind !== 'failed') throw new Error(importing.phase.kind);
    const { failure } = importing.phase;
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(files[0]?.name);
    expect(failure.remedy).toMatch(/open|save/iu);
    expect(opened).toEqual([]);
  });

  it('reads what only looks like a tree as papers', async () => {
    const { importing } = begin();
    await importing.openFiles([file('[{"title":"Graphs of papers","children":3}]', 'a.json')]);
    expect(importing.phase.kind).toBe('report');
  });

  it('can be left before it is there', async () => {
    const { importing, opened } = begin({ corpus: open });
    const opening = importing.openFiles([newick]);
    await Promise.resolve();
    importing.cancel();
    await opening;
    expect([importing.phase.kind, opened]).toEqual(['idle', []]);
  });
});
