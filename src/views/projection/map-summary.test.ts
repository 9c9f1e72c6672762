import { expect, it } from 'vitest';
import { mapSummary } from './map-summary';

const topic = (name: string, papers: number, depth = 0) => ({
  node: papers,
  name,
  members: new Uint32Array(papers),
  colour: 0,
  depth,
});

it('names the largest topics shown, and counts the others', () => {
  const topics = [1, 7, 3, 4, 5, 6].map((papers) => topic(`t${papers}`, papers));
  expect(
    mapSummary({
      papers: 26,
      layout: 'umap',
      forming: true,
      topics: [...topics, topic('inside', 9, 1)],
      hits: 2,
    }),
  ).toBe(
    '26 papers as points, laid out by UMAP, still forming. 2 papers marked. ' +
      'Topics: t7, 7 papers; t6, 6 papers; t5, 5 papers; t4, 4 papers; t3, 3 papers; and 1 more.',
  );
});

it('does without topics and marks', () => {
  expect(
    mapSummary({ papers: 1, layout: 'grid', forming: false, topics: [topic('', 3)], hits: 0 }),
  ).toBe('1 paper as points, in a grid.');
});
