import { describe, expect, it } from 'vitest';
import { legendEntries, legendHeight, legendParts } from './export-legend';

const topics = [
  { node: 9, name: 'Graphs', members: Uint32Array.of(1, 2), colour: 0x9a5b13 },
  { node: 5, name: 'Small graphs', members: Uint32Array.of(1), colour: 0x9a5b13, depth: 1 },
];
const place = { left: 0, top: 0, width: 620, ink: 'black' };

describe('a legend', () => {
  it('lists the topics where colours are topics', () => {
    const tree = { kind: 'tree', title: 'Topic', note: '' } as const;
    const entries = [{ kind: 'colour', colour: '#9a5b13', label: 'Graphs (2 papers)' }];
    expect(legendEntries(tree, topics)).toEqual(entries);
    expect(legendEntries(null, topics)).toEqual(entries);
  });

  it('explains values where colours are values', () => {
    const categories = {
      kind: 'categories',
      title: 'Venue',
      entries: [{ label: 'A <b>', colour: '#111111', count: 1 }],
    } as const;
    const entries = legendEntries(categories, topics);
    expect(entries).toEqual([{ kind: 'colour', colour: '#111111', label: 'A <b> (1 paper)' }]);
    expect(legendParts(entries, place).join('')).toContain('A &lt;b&gt; (1 paper)');
  });

  it('shows a ramp with its ends', () => {
    const ramp = {
      kind: 'ramp',
      title: 'Year',
      colours: ['#111111', '#222222'],
      from: '1999',
      to: '2024',
      missing: { colour: '#333333', label: 'Not given' },
    } as const;
    const parts = legendParts(legendEntries(ramp, topics), place).join('');
    expect(parts.match(/<rect/g)).toHaveLength(2);
    expect(parts).toMatch(/1999.*2024.*Not given/u);
  });

  it('takes as many rows as its columns need', () => {
    const five = Array.from({ length: 5 }, () => ({
      kind: 'colour' as const,
      colour: '#111111',
      label: 'x',
    }));
    expect(legendHeight(five, 620)).toBe(60);
    expect(legendHeight(five, 340)).toBe(100);
    expect(legendHeight([], 340)).toBe(0);
  });
});
