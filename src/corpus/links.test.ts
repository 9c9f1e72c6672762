import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arxivIdIn,
  arxivLinks,
  doiIn,
  doiLink,
  linkOf,
  linksInText,
  mergeLinks,
  trimUrl,
} from './links';
import { parseWebAddress } from './web-address';

describe('linksInText', () => {
  it.each([
    [
      'Code: https://github.com/OPTML-Group/UnlearnCanvas.',
      'https://github.com/OPTML-Group/UnlearnCanvas',
    ],
    [
      '(codebase available at: https://github.com/stypoumic/BECLR).',
      'https://github.com/stypoumic/BECLR',
    ],
    [
      'see https://github.com/gidariss/FeatureLearningRotNet .',
      'https://github.com/gidariss/FeatureLearningRotNet',
    ],
    [
      'at https://github.com/VILA-Lab/SRe2L/tree/main/CDA.',
      'https://github.com/VILA-Lab/SRe2L/tree/main/CDA',
    ],
    ['“https://github.com/a/b”', 'https://github.com/a/b'],
    ['code at github.com/a/b, data elsewhere', 'https://github.com/a/b'],
    ['<a href="https://github.com/a/b">here</a>', 'https://github.com/a/b'],
  ])('takes the repository out of %s', (text, url) => {
    expect(linksInText(text)).toEqual([{ kind: 'github', url }]);
  });

  it('keeps a closing bracket that the address opens', () => {
    expect(linksInText('https://en.wikipedia.org/wiki/Tree_(graph_theory).')).toEqual([
      { kind: 'other', url: 'https://en.wikipedia.org/wiki/Tree_(graph_theory)' },
    ]);
  });

  it('finds several, in order, each place once', () => {
    const text = 'https://youtu.be/a and http://www.github.com/A/B/ and https://github.com/a/b.git';
    expect(linksInText(text)).toEqual([
      { kind: 'other', url: 'https://youtu.be/a' },
      { kind: 'github', url: 'http://www.github.com/A/B/' },
    ]);
  });

  it('finds no address in a mail address or a longer host', () => {
    expect(linksInText('me@github.com/x notgithub.com/x .github.com/x')).toEqual([]);
  });

  it('only ever yields http and https', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.webUrl(),
            fc.constantFrom(
              'javascript:alert(1)',
              'data:text/html,x',
              'file:///etc/passwd',
              'HTTPS://',
              '//x.y/',
            ),
          ),
        ),
        (parts) => {
          for (const link of linksInText(parts.join(' '))) {
            expect(new URL(link.url).protocol).toMatch(/^https?:$/u);
          }
        },
      ),
    );
  });
});

describe('linkOf', () => {
  it.each([
    ['https://doi.org/10.1000/xyz', 'doi'],
    ['http://dx.doi.org/10.1000/xyz', 'doi'],
    ['https://arxiv.org/abs/hep-th/9711200', 'arxiv'],
    ['https://arxiv.org/pdf/2303.01566v2', 'pdf'],
    ['https://example.org/paper.PDF', 'pdf'],
    ['https://pubmed.ncbi.nlm.nih.gov/12345/', 'pubmed'],
    ['https://www.ncbi.nlm.nih.gov/pubmed/12345', 'pubmed'],
    ['https://openreview.net/forum?id=abc', 'openreview'],
    ['https://openreview.net/pdf?id=abc', 'pdf'],
    ['https://aclanthology.org/2024.naacl-long.1/', 'acl'],
    ['https://aclanthology.org/2024.naacl-long.1.pdf', 'pdf'],
    ['https://www.aclweb.org/anthology/P18-1001', 'acl'],
    ['https://huggingface.co/papers/2303.01566', 'huggingface'],
    ['https://gist.github.com/a/1', 'github'],
    ['https://gitlab.com/a/b', 'code'],
    ['https://gitlab.inria.fr/a/b', 'code'],
    ['https://bitbucket.org/a/b', 'code'],
    ['https://codeberg.org/a/b', 'code'],
    ['https://evilgithub.com/a/b', 'other'],
    ['https://github.com.evil.org/a', 'other'],
  ])('%s is %s', (url, kind) => {
    expect(linkOf(url)).toEqual({ kind, url });
  });

  it('calls an unrecognised page of the paper its page', () => {
    expect(linkOf('https://www.sciencedirect.com/x', true)?.kind).toBe('paper');
    expect(linkOf('https://github.com/a/b', true)?.kind).toBe('github');
  });

  it.each([
    'javascript:alert(1)',
    ' javascript://https://x',
    'JaVaScRiPt:1',
    'data:,x',
    'ftp://x.y',
    'http://',
    'x.y/z',
    '',
  ])('refuses %j', (address) => {
    expect(linkOf(address)).toBeNull();
    expect(parseWebAddress(address)).toBeNull();
  });
});

describe('mergeLinks', () => {
  it('keeps one of two spellings of a place, and prefers the name that says more', () => {
    expect(
      mergeLinks(
        [{ kind: 'other', url: 'https://a.org/x' }],
        [{ kind: 'paper', url: 'http://www.a.org/x/' }, ...arxivLinks('2303.01566')],
        [{ kind: 'arxiv', url: 'https://arxiv.org/abs/2303.01566v3' }],
      ),
    ).toEqual([{ kind: 'paper', url: 'http://www.a.org/x/' }, ...arxivLinks('2303.01566')]);
  });

  it('keeps addresses that differ in what they ask for', () => {
    const links = ['https://a.org/?id=1', 'https://a.org/?id=2', 'https://a.org/#b'].map((url) => ({
      kind: 'other' as const,
      url,
    }));
    expect(mergeLinks(links)).toEqual(links);
  });
});

describe('identifiers', () => {
  it.each([
    ['10.1000/ABC', '10.1000/abc'],
    ['doi:10.1016/S0140-6736(20)30183-5.', '10.1016/s0140-6736(20)30183-5'],
    ['https://doi.org/10.1000%2Fabc', '10.1000/abc'],
    ['(10.1000/abc)', '10.1000/abc'],
    ['no', null],
  ])('doiIn(%j) is %j', (field, doi) => {
    expect(doiIn(field)).toBe(doi);
  });

  it.each([
    ['2303.01566', '2303.01566'],
    ['2303.01566v12', '2303.01566'],
    ['hep-th/9711200', 'hep-th/9711200'],
    ['math.GT/0309136v1', 'math.GT/0309136'],
    ['arXiv:2303.01566 [cs.LG]', '2303.01566'],
    ['arXiv preprint arXiv:1803.07728', '1803.07728'],
    ['http://arxiv.org/pdf/hep-th/9711200v2.pdf', 'hep-th/9711200'],
    ['https://huggingface.co/papers/2303.01566', '2303.01566'],
    ['10.48550/arXiv.2303.01566', '2303.01566'],
    ['pages 1234.56789 of it', null],
    ['1/1234567', null],
    ['1711.0229', '1711.02290'],
    ['https://arxiv.org/abs/1706.0288699999999', '1706.02887'],
    ['https://arxiv.org/abs/1308.337', '1308.3370'],
    ['https://arxiv.org/abs/712.2605', '0712.2605'],
    ['https://arxiv.org/abs/1799.12345', null],
    ['0712.260512', null],
  ])('arxivIdIn(%j) is %j', (field, id) => {
    expect(arxivIdIn(field)).toBe(id);
  });

  it('makes addresses that can be followed', () => {
    expect(doiLink('10.1002/(sici)1097<1::aid>3.0.co;2-#').url).toBe(
      'https://doi.org/10.1002/(sici)1097%3C1::aid%3E3.0.co;2-%23',
    );
  });

  it.each([
    ['[https://github.com/a/b](https://github.com/a/b).', ['https://github.com/a/b']],
    ['[github.com/a/b](https://x.example/c)', ['https://github.com/a/b', 'https://x.example/c']],
    ['code: https://github.com/a/Volcanogithub.com/a/Volcano', ['https://github.com/a/Volcano']],
    [
      'https://a.example/onehttps://b.example/two',
      ['https://a.example/one', 'https://b.example/two'],
    ],
    ['https://mygithub.com/a', ['https://mygithub.com/a']],
    [
      'https://web.archive.org/web/2020/https://a.example/b',
      ['https://web.archive.org/web/2020/https://a.example/b'],
    ],
    ['https://a.example/?to=https://b.example/c', ['https://a.example/?to=https://b.example/c']],
  ])('tells addresses apart that stand without a space: %j', (text, urls) => {
    expect(linksInText(text).map(({ url }) => url)).toEqual(urls);
  });

  it('trims without end', () => {
    expect(trimUrl(')'.repeat(10_000))).toBe('');
  });
});

describe('DOIs come whole', () => {
  const sici = '10.1002/(sici)1234-5678(199901)5:1<21::aid-gear21>3.0.co;2-9';

  it.each([
    ['10.1002/(SICI)1234-5678(199901)5:1<21::AID-GEAR21>3.0.CO;2-9', sici],
    ['doi:10.1002/(SICI)1234-5678(199901)5:1<21::AID-GEAR21>3.0.CO;2-9.', sici],
    ['https://doi.org/10.1002/(SICI)1234-5678(199901)5:1%3C21::AID-GEAR21%3E3.0.CO;2-9', sici],
    [
      'https://doi.org/10.1002%2F(SICI)1234-5678(199901)5%3A1%3C21%3A%3AAID-GEAR21%3E3.0.CO%3B2-9',
      sici,
    ],
    ['10.1002/(SICI)1234-5678(199901)5:1&lt;21::AID-GEAR21&gt;3.0.CO;2-9', sici],
    [
      '10.1175/1520-0442(1999)012<0001:WIG>2.0.CO;2',
      '10.1175/1520-0442(1999)012<0001:wig>2.0.co;2',
    ],
    ['10.1007/978-3-000-58452-8\\_13', '10.1007/978-3-000-58452-8_13'],
    ['10.1007/978-3-000-58452-8{\\_}13', '10.1007/978-3-000-58452-8_13'],
    ['https://doi.org/10.1007/978-3-000-58452-8\\_13', '10.1007/978-3-000-58452-8_13'],
    ['<a href="https://doi.org/10.1000/x1">10.1000/x1</a>', '10.1000/x1'],
    ['10.1000/x1<br>', '10.1000/x1'],
    ['10.1016/s0140-6736(05)67890-1', '10.1016/s0140-6736(05)67890-1'],
    ['10.1000.10/123456', '10.1000.10/123456'],
    ['10.1000/a\uD800b', '10.1000/a'],
  ])('of %s', (field, doi) => {
    expect(doiIn(field)).toBe(doi);
    const { url } = doiLink(doi);
    expect(url).not.toMatch(/[<>#\\\s]/u);
    expect(doiIn(url)).toBe(doi);
  });

  it('and so do their addresses', () => {
    const raw = 'https://doi.org/10.1002/(SICI)1234-5678(199901)5:1<21::AID-GEAR21>3.0.CO;2-9';
    expect(linkOf(raw)).toEqual(doiLink(sici));
    expect(linkOf('https://doi.org/10.1007/978-3-319-99999-9\\_1')?.url).toBe(
      'https://doi.org/10.1007/978-3-319-99999-9_1',
    );
  });
});

it('decodes the signs of a DOI that came as part of an address', () => {
  expect(
    doiIn('10.1002/(sici)1097-0258(19980815/30)17:15/16%3C1661::aid-sim968%3E3.0.co;2-2'),
  ).toBe('10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2');
});
