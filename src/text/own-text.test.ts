import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownText } from './own-text';

it('changes nothing about a string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(ownText(text)).toBe(text);
    }),
  );
});
