/** Damage to files: cut, gaps, and what readers stumble over in the wrong place. */
import fc from 'fast-check';

/** One piece of damage to a text. */
export const mutation = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), length: fc.nat(60) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.constantFrom(
      '\u0000',
      '"',
      '""',
      "'",
      '{',
      '}',
      '[',
      ']',
      ',',
      '\n',
      '\r',
      '\\',
      '$',
      '<',
      '&',
      '@',
      '<script>alert(1)</script>',
      'javascript:alert(1)',
      '\uFEFF',
      '\uD800',
      'x'.repeat(5000),
      '{'.repeat(300),
      '"__proto__":{"polluted":1},',
      '\nER  - \n',
      '@article{x,',
      '}, title = {',
      '\\textbf{',
      '%',
      '#',
      ' and ',
      'TY  - ',
      '\nAB  - ',
      '\nPMID- 1\n',
      '<![CDATA[',
      '<!ENTITY a "b">',
      '\uFFFF',
    ),
  }),
);

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The text with a piece of damage; its place is taken modulo the length. */
export function damaged(content: string, step: Mutation): string {
  const at = content.length === 0 ? 0 : step.at % content.length;
  if (step.kind === 'cut') return content.slice(0, at);
  if (step.kind === 'drop') return content.slice(0, at) + content.slice(at + step.length);
  return content.slice(0, at) + step.text + content.slice(at);
}
