import { expect, it } from 'vitest';
import type { Topic } from '../../clustering/topic';
import { success } from '../../foundation/result';
import { settle, started } from '../testing/started-explorer';
import { workedMap } from '../testing/worked-map';

const topic = (node: number, name: string): Topic => ({
  node,
  name,
  terms: [],
  medoid: 0,
  cohesion: 1,
});

it('hiding a word has topics named without it, showing it again brings the names back', async () => {
  const { engine, explorer } = await started();
  const asked: (readonly string[])[] = [];
  engine.topics = (_key: string, nodes: readonly number[], hidden: readonly string[]) => {
    asked.push(hidden);
    const name = hidden.length > 0 ? 'Others' : 'Models';
    return Promise.resolve(success(new Map(nodes.map((node) => [node, topic(node, name)]))));
  };
  engine.finish(success(workedMap()));
  await settle();
  await explorer.names.want([12, 13]);
  expect(explorer.nameOf(12)).toBe('Models');

  explorer.personal.hideWord('Models');
  expect(explorer.personal.state.hiddenWords).toEqual(['models']);
  // Until the answer is there topics are called as before.
  expect(explorer.nameOf(12)).toBe('Models');
  await explorer.names.want([12, 13]);
  expect(explorer.nameOf(12)).toBe('Others');
  expect(asked.at(-1)).toEqual(['models']);

  expect(explorer.undoing.last?.label).toBe('hiding “Models” in names');
  explorer.undoing.undo();
  await settle();
  await explorer.names.want([12, 13]);
  expect(explorer.nameOf(12)).toBe('Models');
  expect(explorer.personal.state.hiddenWords).toEqual([]);
});
