import { describe, expect, it } from 'vitest';
import { blankPaper } from '../corpus/paper';
import { broughtPlan } from './brought-plan';

const papers = [blankPaper('a', 'A'), blankPaper('b', 'B')];

function corpus(data: readonly number[], n = 2) {
  return { id: 'c', name: 'C', papers, vectors: { n, d: 2, data: Float32Array.from(data) } };
}

describe('broughtPlan', () => {
  it('gives back the vectors of the corpus', async () => {
    const plan = broughtPlan(corpus([1, 0, 0, 1]));
    const part = plan?.ok === true ? plan.value.corpusParts[0] : undefined;
    const vectors = await part?.encoder.encode(papers);
    expect([...(vectors?.data ?? [])]).toEqual([1, 0, 0, 1]);
    expect(plan?.ok === true && plan.value.textPart).toBeNull();
  });

  it('names other vectors otherwise', () => {
    const names = [corpus([1, 0, 0, 1]), corpus([1, 0, 1, 0])].map((of) => {
      const plan = broughtPlan(of);
      return plan?.ok === true ? plan.value.corpusParts[0]?.encoder.fingerprint : undefined;
    });
    expect(new Set(names).size).toBe(2);
  });

  it('leaves papers without vectors to the encoders', () => {
    expect(broughtPlan({ id: 'c', name: 'C', papers })).toBeUndefined();
    expect(broughtPlan(corpus([1, 0], 1))).toBeUndefined();
  });
});
