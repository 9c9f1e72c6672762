import { describe, expect, it } from 'vitest';
import { matchesOf } from './matching-words';

function marked(query: string, text: string): string[] | null {
  return matchesOf(query)?.(text).map(([start, end]) => text.slice(start, end)) ?? null;
}

describe('words to be marked', () => {
  it('are those typed, in any form of the same stem', () => {
    expect(marked('pruning networks now', 'Networks are pruned; a network, NETWORK-wide')).toEqual([
      'Networks',
      'pruned',
      'network',
      'NETWORK',
    ]);
    expect(marked('Núñez', 'By Nunez')).toEqual(['Nunez']);
  });

  it('may be begun only, the last of them', () => {
    expect(marked('graph molec', 'A graph of molecules')).toEqual(['graph', 'molecules']);
    expect(marked('grap molecules', 'A graph of molecules')).toEqual(['molecules']);
  });

  it('are those of phrases and of filters by title, not those excluded', () => {
    expect(marked('title:graph "message passing" -three', 'graph message passing three')).toEqual([
      'graph',
      'message',
      'passing',
    ]);
  });

  it('are none where no word is asked for', () => {
    expect(marked('year:2020', 'of 2020')).toBeNull();
    expect(marked('of the', 'of the')).toBeNull();
    expect(marked('', 'x')).toBeNull();
  });
});
