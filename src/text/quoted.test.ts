import { expect, it } from 'vitest';
import { quoted } from './quoted';

it('quotes what has no quotation marks, and doubles none', () => {
  expect(quoted(' graph kernels ')).toBe('“graph kernels”');
  expect(quoted('"machine unlearning"')).toBe('“machine unlearning”');
  expect(quoted('„machine unlearning“ code')).toBe('“machine unlearning” code');
  expect(quoted('author:"A. One" «two words»')).toBe('author:“A. One” “two words”');
  expect(quoted('"not closed')).toBe('“not closed”');
  expect(quoted('it’s')).toBe('“it’s”');
});
