import { expect, it } from 'vitest';
import { alikeWords, mostAlikeFirst } from './similar-rows';

it('lists similar papers by the number that is said of each', () => {
  const similar = [0.456, 0.461, 0.48, 0].map((similarity, paper) => ({ paper, similarity }));
  const rows = mostAlikeFirst(similar);
  expect(rows.map(({ paper }) => paper)).toEqual([2, 1, 0, 3]);
  expect(rows.map(({ similarity }) => alikeWords(similarity))).toEqual([
    '48% alike',
    '46% alike',
    '46% alike',
    '',
  ]);
});
