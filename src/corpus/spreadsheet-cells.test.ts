import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankPaper } from './paper';
import { guarded, unguarded } from './spreadsheet-cells';
import { read } from './testing/read-one';
import { csvOf } from './writers/csv';

describe('cells for spreadsheets', () => {
  it.each(['=1+1', '+49 30', '-x', '@cmd', '＝1', "'=1", '-1+cmd|x'])('never run: %j', (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`);
    expect(unguarded(guarded(cell))).toBe(cell);
  });

  it.each(['-5', '+3.2', '-1e-5', '12', 'a=b', "'so'", '', 'α'])('stay as they are: %j', (cell) => {
    expect(guarded(cell)).toBe(cell);
  });

  it.each([
    ['a;=1', "a;'=1"],
    ['a;"@x', 'a;"\'@x'],
    ['a\t+x', "a\t'+x"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['\n=1', "'\n'=1"],
    ['a\n=1', "a\n'=1"],
    ["a;'=1", "a;''=1"],
    ['a;-x;-5;+1.5e3', "a;'-x;-5;+1.5e3"],
    ['a; =1, b - c; x', 'a; =1, b - c; x'],
  ])('hold none that begins within: %j', (cell, safe) => {
    expect(guarded(cell)).toBe(safe);
    expect(unguarded(safe)).toBe(cell);
  });

  it('come back unchanged, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("'", '"', ';', '=', '-', '+', '@', '1', 'a', '\t', '\n'),
        }),
        (cell) => {
          expect(unguarded(guarded(cell))).toBe(cell);
        },
      ),
    );
  });
});

it('a CSV file has a byte order mark, runs nothing, and comes back unchanged', async () => {
  const paper = {
    ...blankPaper('', '=HYPERLINK("https://example.org") in gardens'),
    abstract: '-5 degrees; @home and +more',
    authors: ['+Ann Roe'],
    venue: '@Gears; =1',
    extra: { '=column': '=2', change: '-5', note: "'+quoted", origin: 'a.csv' },
  };
  const text = csvOf([paper]);
  expect(text.startsWith('\uFEFF"id"')).toBe(true);
  expect(text).not.toMatch(/(?:^|[",;\n])[=+@](?!")/u);
  expect(text).toContain('"-5"');
  const { corpus } = await read(text, 'back.csv');
  expect(corpus.papers[0]).toMatchObject({
    title: paper.title,
    abstract: paper.abstract,
    authors: paper.authors,
    venue: paper.venue,
    extra: paper.extra,
  });
  const other = await read("Title,Abstract\n'-tubulin in gardens,'=so\n");
  expect(other.corpus.papers[0]).toMatchObject({ title: "'-tubulin in gardens", abstract: "'=so" });
});
