/** Papers that want to run, or to be more than they are, in every field. */
import fc from 'fast-check';
import { readPaper } from '../corpus-file';
import type { Paper } from '../paper';

/** Text that is more than text where somebody is careless. */
const evil = [
  ...['<script>window.ran=1</script>', '"><svg onload=window.ran=1>', '<img src=x onerror=ran()>'],
  ...['javascript:ran()', 'data:text/html,<script>ran()</script>', '[x](javascript:ran())'],
  ...['![x](https://spy.example/pixel)', '<https://spy.example>', '&lt;b&gt;', '&#106;avascript:'],
  ...["=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '\t=1+1', '\r=1', '\n=1', '＝1+1'],
  ...['"', '""', '";=1+1;"', "'", "'=1", ';', ',', '\r\n"=HYPERLINK(""https://spy.example"")"'],
  ...[
    '}',
    '{',
    '},\n@article{x, title = {',
    '\\input{/etc/passwd}',
    '\\',
    '%',
    '$',
    '@string{a=1}',
  ],
  ...['\r\nER  - \r\nTY  - JOUR\r\nTI  - Another', '\nER  - \n', '\u2028TY  - JOUR', '\x85ER  - '],
  ...[
    '\n\n- **Another**',
    '\n# Heading',
    '```',
    '---',
    '\u0000',
    '\u001B[31m',
    '\u202Eevil',
    '\uD800',
  ],
  ...['__proto__', 'constructor', 'toString', 'word '.repeat(2000), 'A̶̢̛'.repeat(300), '𝔾'],
] as const;
/** Some of it, among harmless words. */
export const evilText = fc
  .array(fc.oneof(fc.constantFrom(...evil), fc.constantFrom('graph', 'of', 'learning')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '));
const url = fc.oneof(
  evilText,
  evilText.map((tail) => `https://example.org/${tail}`),
  evilText.map((tail) => `https://example.org/?q=${tail}#${tail}`),
);
const lie = fc.record({
  id: evilText,
  title: evilText.map((tail) => `Paper ${tail}`),
  abstract: evilText,
  authors: fc.array(evilText, { maxLength: 3 }),
  year: fc.option(fc.oneof(fc.integer(), fc.constantFrom(-1e300, 9e15, 2 ** 53, 0, 2020))),
  venue: fc.option(evilText),
  categories: fc.array(evilText, { maxLength: 3 }),
  doi: fc.option(evilText),
  arxivId: fc.option(evilText),
  links: fc.array(fc.record({ kind: fc.constantFrom('paper', 'pdf', 'code'), url }), {
    maxLength: 3,
  }),
  extra: fc.dictionary(evilText, evilText, { maxKeys: 3 }),
});

/** Papers as our own file format lets them in, which believes most. */
export const evilPapers = fc.array(lie, { minLength: 1, maxLength: 4 }).map((lies) =>
  lies.flatMap((one): Paper[] => {
    const read = readPaper(one);
    return read.ok ? [read.value] : [];
  }),
);
