import { expect, it } from 'vitest';
import { leavesOf, rootOf } from '../../clustering/dendrogram';
import { success } from '../../foundation/result';
import { blankUserState } from '../../storage/schema';
import { withChanges } from '../../storage/user-changes';
import { finished, settle, started } from '../testing/started-explorer';
import { otherMerges, workedMap } from '../testing/worked-map';
import { topicKey } from './topic-key';

it('a name stays with its topic on a map of the same papers clustered otherwise', async () => {
  const { engine, explorer } = await finished();
  const { naming } = explorer;
  // 12 = {0, 1, 2, 3, 6}; on the other map 12 = {0, 1, 2, 3}.
  naming.rename(12, 'Mine');
  expect(explorer.nameOf(12)).toBe('Mine');
  expect(naming.overlapOf(12)).toBe(1);
  void explorer.loading.retry();
  await settle();
  engine.finish(success(workedMap({ key: 'other' }, otherMerges)));
  await settle();
  expect(explorer.nameOf(12)).toBe('Mine');
  expect(naming.overlapOf(12)).toBeCloseTo(4 / 5);
  expect(naming.spare).toEqual([]);

  // Named anew here, it is named so there as well, and the former name is gone.
  naming.rename(12, 'Mine too');
  expect(Object.values(explorer.personal.state.topicNames)).toEqual(['Mine too']);
  explorer.undoing.undo();
  expect(explorer.nameOf(12)).toBe('Mine');
  naming.rename(12, '');
  expect(explorer.personal.state.topicNames).toEqual({});
  expect(explorer.personal.state.topicPapers).toEqual({});
});

it('a name whose topic is nowhere is kept and offered', async () => {
  const { engine, explorer } = await finished();
  const { naming } = explorer;
  // 13 = {4, 5, 7} and 10 = {4, 5}: on the other map only {4, 5, 6, 7} and {4, 5}.
  naming.rename(13, 'Odd');
  naming.rename(11, 'Four');
  naming.rename(8, 'Pair');
  void explorer.loading.retry();
  await settle();
  engine.finish(
    success(
      workedMap({ key: 'other' }, [
        [0, 4, 1],
        [1, 5, 2],
        [2, 7, 3],
        [3, 6, 4],
        [0, 1, 5],
        [2, 3, 6],
        [0, 2, 10],
      ]),
    ),
  );
  await settle();
  const tree = explorer.tree;
  if (!tree) throw new Error('no map');
  const names = new Set(
    Array.from({ length: tree.n - 1 }, (_, merge) => explorer.nameOf(tree.n + merge)),
  );
  const spare = naming.spare.map(({ name }) => name);
  expect(spare.length).toBeGreaterThan(0);
  for (const name of ['Odd', 'Four', 'Pair'])
    expect(names.has(name) !== spare.includes(name), name).toBe(true);

  const [first] = naming.spare;
  if (!first) throw new Error('none is spare');
  naming.place(rootOf(tree) - 1, first);
  expect(explorer.nameOf(rootOf(tree) - 1)).toBe(first.name);
  expect(naming.spare.map(({ name }) => name)).not.toContain(first.name);
  explorer.undoing.undo();
  expect(naming.spare).toContainEqual(first);
  explorer.personal.forgetName(first.key);
  expect(naming.spare).not.toContainEqual(first);
  explorer.undoing.undo();
  expect(naming.spare).toContainEqual(first);
});

it('the papers of topics named in an earlier version are looked up and kept', async () => {
  const map = workedMap();
  const { engine, explorer } = await started();
  const key = topicKey(map.tree, explorer.papers, 12);
  const state = { ...blankUserState, topicNames: { [key]: 'Early', gone: 'Long gone' } };
  engine.library.userState = () => Promise.resolve(success(state));
  engine.library.changeUserState = (_id, changes) =>
    Promise.resolve(success(changes.reduce(withChanges, state)));
  await explorer.userStates.read('eight');
  engine.finish(success(map));
  await settle();
  expect(explorer.nameOf(12)).toBe('Early');
  const ids = Array.from(leavesOf(map.tree, 12), (leaf) => explorer.papers[leaf]?.id);
  expect(explorer.personal.state.topicPapers).toEqual({ [key]: { size: 5, ids, known: 8 } });
  expect(explorer.undoing.isEmpty).toBe(true);
  expect(explorer.naming.spare).toEqual([{ key: 'gone', name: 'Long gone', size: null }]);
});
