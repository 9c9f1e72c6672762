import { describe, expect, it } from 'vitest';
import { plainMeasure } from '../drawing/text';
import { legendEntries, legendSvg } from './legend';

const topics = [{ name: 'Graphs', papers: 2, colour: '#9a5b13' }];
const place = {
  ...{ left: 0, right: 620, top: 0 },
  ...{ ink: '#000000', muted: '#333333', measure: plainMeasure },
};

describe('a legend', () => {
  it('lists the topics where colours are topics, or says how they get theirs', () => {
    const tree = { kind: 'tree', title: 'Topic', note: 'Like hues are near.' } as const;
    expect(legendEntries(tree, topics)).toEqual([
      { kind: 'colour', colour: '#9a5b13', label: 'Graphs (2)' },
    ]);
    expect(legendEntries(tree)).toEqual([{ kind: 'note', text: 'Like hues are near.' }]);
  });

  it('explains values where colours are values', () => {
    const categories = {
      kind: 'categories',
      title: 'Venue',
      entries: [{ label: 'A <b>', colour: '#111111', count: 1 }],
    } as const;
    const entries = legendEntries(categories, topics);
    expect(entries).toEqual([{ kind: 'colour', colour: '#111111', label: 'A <b> (1)' }]);
    const { parts } = legendSvg('Venue', entries, place);
    expect(parts.join('')).toMatch(/Colour: Venue.*A &lt;b&gt; \(1\)/u);
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
    const { parts } = legendSvg('Year', legendEntries(ramp), place);
    expect(parts.filter((part) => part.startsWith('<rect'))).toHaveLength(3);
    expect(parts.join('')).toMatch(/1999.*2024.*Not given/u);
  });

  it('takes as many rows as its entries need, none of them wider than the map', () => {
    const five = Array.from({ length: 5 }, (_, at) => ({
      kind: 'colour' as const,
      colour: '#111111',
      label: `A topic of several words, number ${at}`,
    }));
    const bottoms = [1400, 700, 340].map(
      (right) => legendSvg('Topic', five, { ...place, right }).bottom,
    );
    expect(bottoms).toEqual([20, 56, 92]);
    const { parts } = legendSvg('Topic', five, { ...place, right: 200 });
    for (const part of parts) {
      const [, x = '0'] = / x="([\d.]+)"/u.exec(part) ?? [];
      const [, length = '10'] = /textLength="([\d.]+)"/u.exec(part) ?? [];
      expect(Number(x) + Number(length)).toBeLessThanOrEqual(200);
    }
  });
});
