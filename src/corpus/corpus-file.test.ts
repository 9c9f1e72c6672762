import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCorpusFile, writeCorpusFile } from './corpus-file';
import { blankPaper } from './paper';

const shipped = readFileSync(
  new URL('../../public/corpora/unsupervised-pretraining.json', import.meta.url),
  'utf8',
);

function file(papers: unknown, rest: object = {}): string {
  return JSON.stringify({ format: 'papergrove-corpus', version: 1, name: 'N', papers, ...rest });
}

describe('readCorpusFile', () => {
  it('reads the shipped corpus and writes it back byte for byte', () => {
    const read = readCorpusFile(shipped, 'shipped');
    if (!read.ok) throw new Error(read.error.message);
    const { corpus, source, refused } = read.value;
    expect(corpus.papers).toHaveLength(70);
    expect(refused).toEqual([]);
    expect(corpus.papers.filter((p) => p.links.some((l) => l.kind === 'github'))).toHaveLength(23);
    expect(corpus.papers.filter((p) => p.links.some((l) => l.kind === 'other'))).toHaveLength(2);
    for (const kind of ['huggingface', 'arxiv', 'pdf']) {
      expect(corpus.papers.every((p) => p.links.some((l) => l.kind === kind))).toBe(true);
    }
    expect(writeCorpusFile(corpus, source)).toBe(shipped);
  });

  it.each([
    ['', 'corpus-empty'],
    ['  \n', 'corpus-empty'],
    ['{"format": "papergrove-corpus",\n"papers": [}', 'corpus-malformed'],
    ['[]', 'corpus-malformed'],
    ['{"format":"other","version":1,"papers":[]}', 'corpus-malformed'],
    [file([]), 'corpus-empty'],
    [file([{}, 1, null, { title: ' ' }]), 'corpus-empty'],
    [file([], { version: 2 }), 'corpus-newer'],
  ])('fails on %j with %s, naming the file and a way out', (content, code) => {
    const read = readCorpusFile(content, 'my.json');
    if (read.ok) throw new Error('it was read');
    expect(read.error.code).toBe(code);
    expect(read.error.message).toContain('my.json');
    expect(read.error.remedy).not.toBe('');
  });

  it('names the line at which JSON breaks', () => {
    const read = readCorpusFile('{"format": "papergrove-corpus",\n\n"papers": [}\n}', 'my.json');
    expect(read.ok ? '' : read.error.message).toBe(
      'my.json is not valid JSON: it breaks at line 3.',
    );
    const cut = readCorpusFile(shipped.slice(0, 5000), 'my.json');
    expect(cut.ok ? '' : cut.error.message).toMatch(/breaks at line \d+/u);
  });

  it('keeps every readable paper and reports the others', () => {
    const read = readCorpusFile(
      file([{ title: 'A' }, { title: 3 }, { title: 'B', authors: 'x' }, { title: 'C', new: 1 }]),
      'my.json',
    );
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.corpus.papers.map((paper) => paper.title)).toEqual(['A', 'C']);
    expect(read.value.refused.map((refusal) => refusal.reason.slice(0, 8))).toEqual([
      'Paper 2:',
      'Paper 3:',
    ]);
  });

  it('drops links that must not be followed and keys that reach prototypes', () => {
    const papers = `[{"title":"A","links":[{"kind":"github","url":"javascript:alert(1)"},{"kind":"new","url":"https://a.b/"}],"extra":{"__proto__":"x","constructor":"y","k":"v"}}]`;
    const read = readCorpusFile(
      `{"format":"papergrove-corpus","version":1,"papers":${papers}}`,
      'x',
    );
    if (!read.ok) throw new Error(read.error.message);
    const [paper] = read.value.corpus.papers;
    expect(paper?.links).toEqual([{ kind: 'other', url: 'https://a.b/' }]);
    expect(paper?.extra).toEqual({ k: 'v' });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.jsonValue()).map((a) => file(a)),
        ),
        (text) => {
          const read = readCorpusFile(text, 'x');
          if (!read.ok) expect(read.error.message).toContain('x');
        },
      ),
    );
  });

  it('reads what it writes', () => {
    const word = fc
      .string({ minLength: 1 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const key = word.filter((text) => text !== 'prototype' && !(text in Object.prototype));
    const paper = fc
      .record({
        id: word,
        title: word,
        abstract: fc.string().map((text) => text.trim()),
        authors: fc.array(word),
        year: fc.option(fc.integer({ min: 1500, max: 2100 })),
        venue: fc.option(word),
        categories: fc.array(word),
        extra: fc.dictionary(key, fc.string()).map((record) => ({ ...record })),
      })
      .map((fields) => ({ ...blankPaper(fields.id, fields.title), ...fields }));
    fc.assert(
      fc.property(fc.array(paper, { minLength: 1 }), (papers) => {
        const corpus = { id: 'c', name: 'C', papers };
        const read = readCorpusFile(writeCorpusFile(corpus, 'S'), 'x');
        expect(read).toEqual({ ok: true, value: { corpus, source: 'S', refused: [] } });
      }),
    );
  });
});
