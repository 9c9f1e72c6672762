/** Whatever a paper says, each format gives it back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importFiles } from '../import-run';
import { blankPaper, normaliseTitle, type Paper } from '../paper';
import { jsonLinesOf } from './json-lines';
import { paperFormats } from './write-papers';

/** Words as papers have them: any script, markup characters, quotation marks, signs. */
const letters = fc.stringMatching(/^\p{L}{2,9}$/u).filter((word) => word === word.normalize('NFC'));
const sign = fc.constantFrom(
  ...['&', '%', '$5', '#1', 'a_b', 'x^2', '{k}', '"so"', '“so”', "it's", 'a-b', '(2)', '*', '[1]'],
  ...['1.', '—', 'a:b', 'R&D', '<p>', '~', '50%', '@', '|', '+', '`x`', "``so''", '>', 'β', '图'],
);
const plain = fc.constantFrom('graph', 'learning', 'Networks', 'of', 'the', 'Deep', 'vision', 'é');
const words = (minLength: number, maxLength: number) =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: letters }, sign), {
      minLength,
      maxLength,
    })
    .map((all) => all.join(' '));
const name = fc.constantFrom(
  ...['Ada Lovelace', 'José Núñez Pérez', 'J. R. R. Tolkien', 'Jean-Luc O’Neill', '王伟', 'Plato'],
);
const year = fc.option(fc.integer({ min: 1900, max: 2030 }));
const venue = fc.option(fc.constantFrom('Scientific Memoirs', 'Journal of R&D', 'NeurIPS 2020'));
/** Kinds of work in the words of several sources, one of them no kind at all. */
const type = fc.constantFrom('inproceedings', 'JOUR', 'thesis', 'book', 'preprint', 'chapter', '?');
const category = fc.constantFrom('cs.LG', 'machine learning', 'R&D', 'stat.ML', 'text mining');
const links: Paper['links'] = [
  { kind: 'pdf', url: 'https://example.org/a_b%20c.pdf' },
  { kind: 'github', url: 'https://github.com/ada/engine' },
  { kind: 'other', url: 'https://project.example/~ada/#top' },
];
const identity = fc.constantFrom<Partial<Paper>>(
  {},
  { doi: '10.1000/xyz_1(2)', links: [{ kind: 'doi', url: 'https://doi.org/10.1000/xyz_1(2)' }] },
  { arxivId: '2001.00001', links: [{ kind: 'arxiv', url: 'https://arxiv.org/abs/2001.00001' }] },
);
const paper = fc
  .record({
    title: words(2, 8).map((text) => `Paper ${text}`),
    abstract: fc.option(words(5, 30), { nil: '' }),
    authors: fc.uniqueArray(name, { maxLength: 4 }),
    year,
    venue,
    extra: fc.record({ type }, { requiredKeys: [] }),
    categories: fc.uniqueArray(category, { maxLength: 3 }),
    identity,
    links: fc.subarray([...links]),
  })
  .map(({ identity: id, links: own, ...said }): Paper => ({
    ...blankPaper('', said.title),
    ...said,
    ...id,
    links: [...(id.links ?? []), ...own],
  }));

/** Papers of which no two share an id: those are copies, or not, by rules of their own. */
function withOwnIds(papers: readonly Paper[]): Paper[] {
  const taken = new Set<string>();
  return papers.map((one) => {
    const id = one.doi ?? one.arxivId;
    if (id === null) return one;
    if (!taken.has(id)) {
      taken.add(id);
      return one;
    }
    const links = one.links.filter(({ kind }) => kind !== 'doi' && kind !== 'arxiv');
    return { ...one, doi: null, arxivId: null, links };
  });
}

async function read(content: string, name: string, type: string): Promise<readonly Paper[]> {
  return (await importFiles([{ name, blob: new Blob([content], { type }) }])).corpus.papers;
}

/**
 * What a format must keep. Columns of its own (an entry's key, a record's type) come on top, and which
 * of several addresses is the paper's page is a guess wherever a format has no word for it.
 */
const essence = (papers: readonly Paper[]) =>
  papers.map(({ title, abstract, authors, year, venue, categories, doi, arxivId, links }) => ({
    ...{ title, abstract, authors, year, venue, categories, doi, arxivId },
    links: links.map(({ url }) => url).sort(),
  }));

test.each(paperFormats)(
  '$label gives back the papers it was given',
  async (format) => {
    const library = fc
      .uniqueArray(paper, {
        minLength: 1,
        maxLength: 5,
        selector: ({ title }) => normaliseTitle(title),
      })
      .map(withOwnIds);
    await fc.assert(
      fc.asyncProperty(library, async (made) => {
        // As they are once they are on a map: cleaned, linked, identified.
        const papers = await read(jsonLinesOf(made), 'made.jsonl', 'application/jsonl');
        const file = `papers.${format.extension}`;
        const back = await read(format.write(papers), file, format.mediaType);
        expect(essence(back)).toEqual(essence(papers));
      }),
      { numRuns: 40 },
    );
  },
  60_000,
);
