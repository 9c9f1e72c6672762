import { describe, expect, it } from 'vitest';
import { contentKey, contentKeyOf } from './hash';

describe('contentKey', () => {
  it('tells apart parts that join to the same text', () => {
    expect(contentKey('ab', 'c')).not.toBe(contentKey('a', 'bc'));
    expect(contentKey('a', '')).not.toBe(contentKey('a'));
    expect(contentKeyOf(['a', 'b'])).toBe(contentKey('a', 'b'));
  });

  it('takes a part for every paper of the largest corpora', () => {
    const parts = Array.from({ length: 400_000 }, (_, i) => String(i));
    expect(contentKeyOf(parts)).toMatch(/^[0-9a-f]{28}$/u);
    expect(contentKeyOf(parts)).not.toBe(contentKeyOf(parts.slice(1)));
  });
});
