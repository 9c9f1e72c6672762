import { describe, expect, it } from 'vitest';
import { EntryList, type Entry } from './best-matches';

const entry = (kind: Entry['kind'], label: string): Entry => ({
  kind,
  label,
  note: '',
  act: () => undefined,
});
const list = new EntryList([
  entry('paper', 'Übersicht der Transformer'),
  entry('topic', 'graph networks'),
  entry('action', 'Open papers'),
  entry('action', 'Dark theme'),
  entry('paper', 'A paper that opens with graphs'),
  entry('paper', 'Graph papers'),
]);
const found = (typed: string) => list.find(typed).map(({ label }) => label);

describe('what a few letters mean', () => {
  it('is every entry with all the words, actions first, then topics, then papers', () => {
    expect(found('paper')).toEqual([
      'Open papers',
      'A paper that opens with graphs',
      'Graph papers',
    ]);
    expect(found('graph')).toEqual([
      'graph networks',
      'Graph papers',
      'A paper that opens with graphs',
    ]);
    expect(found('papers gra')).toEqual(['Graph papers']);
  });

  it('does not ask for accents or capitals', () => {
    expect(found('ubersicht')).toEqual(['Übersicht der Transformer']);
    expect(found('DARK')).toEqual(['Dark theme']);
  });

  it('is actions and topics where nothing is typed', () => {
    expect(found(' ')).toEqual(['Open papers', 'Dark theme', 'graph networks']);
  });

  it('is nothing where nothing holds it', () => {
    expect(found('zebra')).toEqual([]);
  });
});
