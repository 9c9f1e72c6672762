import { expect, it, onTestFinished, vi } from 'vitest';
import type { Topic } from '../../clustering/topic';
import { failure, success } from '../../foundation/result';
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

it('names that could not be had are asked for again by themselves, a few times', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { engine, explorer } = await started();
  let asked = 0;
  let isWell = false;
  engine.topics = (_key: string, nodes: readonly number[]) => {
    asked++;
    if (!isWell)
      return Promise.resolve(failure({ code: 'ended', message: 'It ended.', remedy: 'Wait.' }));
    return Promise.resolve(success(new Map(nodes.map((node) => [node, topic(node, 'Others')]))));
  };
  engine.finish(success(workedMap()));
  await settle();
  explorer.personal.hideWord('Models');
  await settle();
  const atFirst = asked;
  expect(explorer.nameOf(12)).not.toBe('Others');
  for (let seconds = 0; seconds < 300; seconds++) {
    vi.advanceTimersByTime(1000);
    await settle();
  }
  expect(asked).toBeGreaterThan(atFirst);
  expect(asked).toBeLessThan(atFirst + 12);

  // Another choice of words asks anew at once.
  isWell = true;
  explorer.personal.hideWord('Trees');
  await settle();
  expect(explorer.nameOf(12)).toBe('Others');

  isWell = false;
  explorer.personal.hideWord('Trees', false);
  await settle();
  isWell = true;
  const failed = asked;
  vi.advanceTimersByTime(2000);
  await settle();
  expect(asked).toBe(failed + 1);
});
