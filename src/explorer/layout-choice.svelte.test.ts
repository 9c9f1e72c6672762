import { expect, it } from 'vitest';
import { failure, success, type Result } from '../foundation/result';
import type { Arrangement } from '../projection/arrange';
import type { LayoutKind } from '../projection/layout';
import { LayoutChoice } from './layout-choice.svelte';
import { workedMap } from './testing/worked-map';

class TestMaker {
  asked: string[] = [];
  stopped: string[] = [];

  arrange(key: string, kind: LayoutKind): Promise<Result<Arrangement>> {
    this.asked.push(`${key} ${kind}`);
    const quality = { k: 1, trustworthiness: 1, continuity: 1, neighboursKept: 1, sampled: 8 };
    return Promise.resolve(success({ kind, layout: { positions: new Float32Array(16) }, quality }));
  }

  stopLayout(key: string): Promise<void> {
    this.stopped.push(key);
    return Promise.resolve();
  }
}

it('says why an arrangement could not be made, and makes it when it is asked again', async () => {
  const maker = new TestMaker();
  const broken = { code: 'broken', message: 'It broke.', remedy: 'Try again.' };
  const works = maker.arrange.bind(maker);
  maker.arrange = () => Promise.resolve(failure(broken));
  const choice = new LayoutChoice(maker);
  const map = { ...workedMap(), layoutFinished: true };
  await choice.want(map);
  expect(choice.failureOf(map)).toEqual(broken);
  choice.kind = 'grid';
  expect(choice.failureOf(map), 'another layout').toBeNull();
  maker.arrange = works;
  choice.kind = 'umap';
  await choice.want(map);
  expect(choice.failureOf(map)).toBeNull();
  expect(choice.of(map)?.kind).toBe('umap');
});

it('has each arrangement of a finished map made once, and forgets those of another map', async () => {
  const maker = new TestMaker();
  const choice = new LayoutChoice(maker);
  const first = { ...workedMap(), key: 'first', layoutFinished: true };
  expect(choice.of(first)).toBeNull();
  await choice.want({ ...first, layoutFinished: false });
  expect(maker.asked).toEqual([]);
  await choice.want(first);
  choice.kind = 'grid';
  expect(choice.of(first)).toBeNull();
  await choice.want(first);
  await choice.want(first);
  expect(choice.of(first)?.kind).toBe('grid');
  const again = { ...first, layout: { positions: new Float32Array(16) } };
  expect(choice.of(again), 'the same map laid out again').toBeNull();
  const second = { ...again, key: 'second' };
  expect(choice.of(second)).toBeNull();
  await choice.want(second);
  expect(maker.asked).toEqual(['first umap', 'first grid', 'second grid']);
  await choice.stop(second);
  expect(maker.stopped).toEqual(['second']);
});
