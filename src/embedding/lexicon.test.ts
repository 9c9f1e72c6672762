import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import provenance from '../../public/lexicon/arxiv-3.json';
import type { EncoderText, Vectors } from './encoder';
import { lexiconEncoder } from './lexicon';
import {
  lexiconPath,
  loadLexicon,
  readLexicon,
  writeLexicon,
  type LexiconWithUses,
} from './lexicon-file';

/** Two subjects, each with a direction of its own. */
const tiny: LexiconWithUses = {
  terms: ['graph', 'molecule', 'node', 'speech', 'audio', 'voice'],
  dimension: 3,
  vectors: Float32Array.of(1, 0, 0, 0.9, 0.1, 0, 1, 0.1, 0, 0, 0, 1, 0, 0.1, 0.9, 0, 0.1, 1),
  idf: Float32Array.of(2, 3, 2.5, 2, 3, 2.5),
  uses: {
    end: Float32Array.of(0.5, 1, 0, 0.25, 0.1, 0.9),
    determiner: Float32Array.of(0, 0.2, 0, 0.01, 0, 0.55),
    alone: Float32Array.of(0.6, 1, 0, 0.3, 0.2, 0.8),
    verb: Float32Array.of(0.1, 0, 0, 0.5, 0.2, 0.8),
    pairs: {
      first: Uint16Array.of(0, 3),
      second: Uint16Array.of(2, 5),
      idf: Float32Array.of(6.5, 7),
      end: Float32Array.of(0.75, 0.4),
    },
  },
};

const papers: readonly EncoderText[] = [
  { title: 'Graph molecules', abstract: 'Nodes of a frobnicated graph.' },
  { title: 'Molecule nodes', abstract: 'We study frobnicated molecules.' },
  { title: 'Speech audio', abstract: 'A quibbled voice.' },
  { title: 'Voice', abstract: 'Audio and quibbled speech.' },
  { title: 'Frobnicated things', abstract: '' },
];

const paper = (title: string, abstract = ''): EncoderText => ({ title, abstract });

function cosine({ d, data }: Vectors, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += (data[i * d + k] ?? 0) * (data[j * d + k] ?? 0);
  return sum;
}

function theLexicon(): LexiconWithUses {
  const read = readLexicon(readFileSync('public/lexicon/arxiv-3.bin'));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe('the lexicon file', () => {
  it('gives back words, rarities and vectors to within half a step', () => {
    const read = readLexicon(writeLexicon(tiny));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.terms).toEqual(tiny.terms);
    read.value.vectors.forEach((value, i) => {
      expect(Math.abs(value - (tiny.vectors[i] ?? 0))).toBeLessThanOrEqual(0.5 / 127 + 1e-6);
    });
    read.value.idf.forEach((value, i) => expect(value).toBeCloseTo(tiny.idf[i] ?? 0, 5));
  });

  it('gives back how words and pairs are used', () => {
    const read = readLexicon(writeLexicon(tiny));
    if (!read.ok) throw new Error(read.error.message);
    const { end, determiner, alone, verb, pairs } = read.value.uses;
    end.forEach((share, i) => expect(share).toBeCloseTo(tiny.uses.end[i] ?? 0, 2));
    determiner.forEach((share, i) => expect(share).toBeCloseTo(tiny.uses.determiner[i] ?? 0, 2));
    alone.forEach((share, i) => expect(share).toBeCloseTo(tiny.uses.alone[i] ?? 0, 2));
    verb.forEach((share, i) => expect(share).toBeCloseTo(tiny.uses.verb[i] ?? 0, 2));
    expect(pairs.first).toEqual(tiny.uses.pairs.first);
    expect(pairs.second).toEqual(tiny.uses.pairs.second);
    pairs.idf.forEach((idf, i) => expect(idf).toBeCloseTo(tiny.uses.pairs.idf[i] ?? 0, 5));
    pairs.end.forEach((share, i) => expect(share).toBeCloseTo(tiny.uses.pairs.end[i] ?? 0, 2));
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Not found</title>')],
    ['cut short', writeLexicon(tiny).slice(0, -1)],
    ['of another version', writeLexicon(tiny).fill(9, 4, 5)],
  ])('is refused when %s', (_, bytes) => {
    const read = readLexicon(bytes);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.code).toBe('lexicon-unreadable');
  });

  it('is loaded through the function given, whose failure is told', async () => {
    const asked: string[] = [];
    const loaded = await loadLexicon((path) => {
      asked.push(path);
      return Promise.resolve(writeLexicon(tiny));
    });
    expect(loaded.ok).toBe(true);
    expect(asked).toEqual([lexiconPath]);
    const failed = await loadLexicon(() => Promise.reject(new Error('404 Not Found')));
    expect(failed.ok).toBe(false);
    if (!failed.ok) expect(failed.error.message).toContain('404 Not Found');
  });
});

describe('the lexicon that ships', () => {
  it('is the file its provenance describes', () => {
    const bytes = readFileSync('public/lexicon/arxiv-3.bin');
    expect(bytes.length).toBe(provenance.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(provenance.sha256);
  });

  it('tells nouns from adjectives and from verbs that take an object', () => {
    const { terms, uses } = theLexicon();
    const of = (word: string, shares: Float32Array): number => shares[terms.indexOf(word)] ?? -1;
    for (const noun of ['segmentation', 'bound', 'domain', 'galaxy', 'software']) {
      expect(of(noun, uses.end)).toBeGreaterThan(0.2);
      expect(of(noun, uses.determiner)).toBeLessThan(0.15);
    }
    for (const adjective of ['convolutional', 'wide', 'quantum', 'unsupervised'])
      expect(of(adjective, uses.end)).toBeLessThan(0.2);
    for (const predicative of ['robust', 'fast', 'efficient'])
      expect(of(predicative, uses.alone)).toBeLessThan(of(predicative, uses.end));
    for (const verb of ['approximating', 'assess', 'reveal'])
      expect(of(verb, uses.determiner) + of(verb, uses.verb)).toBeGreaterThan(0.5);
  });

  it('knows related words from unrelated ones', () => {
    const { terms, dimension, vectors } = theLexicon();
    const row = new Map(terms.map((term, i) => [term, i]));
    const similarity = (a: string, b: string): number => {
      const [i, j] = [row.get(a) ?? -1, row.get(b) ?? -1];
      let [ab, aa, bb] = [0, 0, 0];
      for (let k = 0; k < dimension; k++) {
        const x = vectors[i * dimension + k] ?? 0;
        const y = vectors[j * dimension + k] ?? 0;
        ab += x * y;
        aa += x * x;
        bb += y * y;
      }
      return ab / Math.sqrt(aa * bb);
    };
    expect(similarity('robot', 'manipulator')).toBeGreaterThan(similarity('robot', 'galaxy') + 0.2);
    expect(similarity('translation', 'bilingual')).toBeGreaterThan(
      similarity('translation', 'database') + 0.2,
    );
  });
});

describe('lexiconEncoder', () => {
  it('puts papers on one subject together and gives unit rows', async () => {
    const vectors = await lexiconEncoder(tiny).encode(papers);
    expect(vectors.d).toBe(lexiconEncoder(tiny).dimension);
    for (let i = 0; i < papers.length; i++) expect(cosine(vectors, i, i)).toBeCloseTo(1, 5);
    expect(cosine(vectors, 0, 1)).toBeGreaterThan(cosine(vectors, 0, 2) + 0.5);
    expect(cosine(vectors, 2, 3)).toBeGreaterThan(cosine(vectors, 1, 3) + 0.5);
  });

  it('learns a word it has never seen from the papers that hold it', async () => {
    const more = Array.from({ length: 6 }, () => paper('Voice', 'Speech and audio.'));
    const vectors = await lexiconEncoder(tiny, { randomWeight: 0 }).encode([...papers, ...more]);
    expect(cosine(vectors, 4, 0)).toBeGreaterThan(0.5);
    expect(cosine(vectors, 4, 2)).toBeLessThan(0);
  });

  it('gives the same bytes twice', async () => {
    const once = await lexiconEncoder(tiny).encode(papers);
    expect((await lexiconEncoder(tiny).encode(papers)).data).toEqual(once.data);
  });

  it('changes its fingerprint with the lexicon and the settings', () => {
    const other = { ...tiny, vectors: tiny.vectors.map((value) => -value) };
    const prints = [lexiconEncoder(tiny), lexiconEncoder(other), lexiconEncoder(tiny, { seed: 2 })];
    expect(new Set(prints.map((encoder) => encoder.fingerprint)).size).toBe(3);
  });

  it.each([0, 1, 2, 3])('works for %i papers', async (n) => {
    const vectors = await lexiconEncoder(tiny).encode(papers.slice(0, n));
    expect(vectors.data.length).toBe(n * vectors.d);
    for (let i = 0; i < n; i++) expect(cosine(vectors, i, i)).toBeCloseTo(1, 5);
  });

  it('gives identical papers identical vectors', async () => {
    const same = Array.from({ length: 40 }, () => paper('Graph molecules', 'Nodes.'));
    const vectors = await lexiconEncoder(tiny).encode(same);
    for (let i = 0; i < 40; i++) expect(cosine(vectors, 0, i)).toBeCloseTo(1, 5);
  });

  it('lays papers without a known word together, at a right angle to the rest', async () => {
    const vectors = await lexiconEncoder(tiny).encode([...papers, paper(''), paper('of the', '∑')]);
    expect(cosine(vectors, 5, 6)).toBe(1);
    for (let i = 0; i < 5; i++) expect(cosine(vectors, i, 5)).toBe(0);
  });

  it('embeds papers in a language of which it knows no word by what they share', async () => {
    const russian = [
      paper('обучение графов', 'нейронные сети графов'),
      paper('сети графов', 'нейронные обучение'),
      paper('распознавание речи', 'звук голоса'),
      paper('речи голоса', 'распознавание звук'),
    ];
    const vectors = await lexiconEncoder(tiny).encode(russian);
    expect(cosine(vectors, 0, 1)).toBeGreaterThan(cosine(vectors, 0, 2) + 0.5);
  });

  it('reports rising progress up to the total, and stops when aborted', async () => {
    const done: number[] = [];
    await lexiconEncoder(tiny).encode(papers, { onProgress: (at) => done.push(at) });
    expect(done.at(-1)).toBe(papers.length);
    expect([...done].sort((a, b) => a - b)).toEqual(done);
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(lexiconEncoder(tiny).encode(papers, { signal: aborted })).rejects.toThrow(
      'enough',
    );
  });
});
