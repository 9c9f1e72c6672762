import { describe, expect, it } from 'vitest';
import { read } from '../testing/read-one';

describe('Atom', () => {
  const entry =
    '<entry><id>http://arxiv.org/abs/2406.03790v2</id><published>2024-06-06T07:01:50Z</published><title>Maps &amp;\n trees</title><summary> Of $\\alpha$. </summary><author><name>Jane Doe</name></author><arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/><category term="cs.LG"/></entry>';
  it('reads an answer of arXiv', async () => {
    const { corpus } = await read(
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Query</title>\n${entry}\n<entry><title>cut`,
    );
    expect(corpus.papers[0]).toMatchObject({
      title: 'Maps & trees',
      abstract: 'Of α.',
      authors: ['Jane Doe'],
      year: 2024,
      arxivId: '2406.03790',
      categories: ['cs.CL', 'cs.LG'],
    });
  });

  it('expands no entities', async () => {
    const bomb = `<!DOCTYPE f [<!ENTITY a "${'x'.repeat(100)}">${Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i} "${`&${i === 0 ? 'a' : `b${i - 1}`};`.repeat(10)}">`).join('')}]>`;
    const { corpus } = await read(
      `<?xml version="1.0"?>${bomb}<feed><entry><title>T &b19;</title><summary>&xxe;</summary></entry></feed>`,
    );
    expect(corpus.papers[0]?.title.length).toBeLessThan(50);
  });
});
