/**
 * Known-item search: papers drawn by seed are searched for by half of their title's words, and by a
 * sentence from the middle of their abstract with a third of its words left out. The second half of the
 * papers drawn is reported; the first has chosen weights before.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readCorpus } from '../scripts/eval/corpora';
import { blankPaper, type Paper } from '../src/corpus/paper';
import { lexiconEncoder } from '../src/embedding/lexicon';
import { loadLexicon } from '../src/embedding/lexicon-file';
import { seededRandom } from '../src/foundation/random';
import { LexicalIndex } from '../src/search/lexical-index';
import { meaningOf } from '../src/search/query-vectors';
import { calibrate } from '../src/search/calibration';
import { search, type Measured, type SearchSources } from '../src/search/search';
import { sentences } from '../src/text/sentences';
import { searchTerms } from '../src/search/search-terms';
import { loadThesaurus } from '../src/search/thesaurus';
import { missing, readVectors, vectorFile } from './data';
import { quantile } from './numbers';
import { combinations, type BenchTask, type Measurement } from './task';

/** Papers searched for, and how many of them choose the weights. */
const drawn = 400;
const choosing = 200;
type Wording = 'half-title' | 'sentence' | 'keystrokes';

interface Prepared {
  readonly papers: readonly Paper[];
  readonly index: LexicalIndex;
  readonly measured: Measured;
}

const engines = (['half-title', 'sentence', 'keystrokes'] as const).flatMap((wording) => [
  `words, ${wording}`,
  `fused, ${wording}`,
]);

let prepared: { readonly name: string; readonly ready: Promise<Prepared> } | undefined;

export const searchTask: BenchTask = {
  name: 'search',
  description:
    `Known-item search for ${drawn - choosing} papers drawn by seed, in Node, index and term vectors ` +
    'ready. Wall time is the slowest twentieth of the answers (95th percentile); quality is the share ' +
    'of papers among the first ten hits. `words` ranks by BM25, `fused` by words and meaning; ' +
    '`half-title` asks with half of the title’s words, `sentence` with two thirds of the words of a ' +
    'sentence in the middle of the abstract, `keystrokes` with titles as they grow letter by letter ' +
    '(no quality).',
  cases: ({ quick, sizes }) =>
    (quick ? [6000] : [6000, 100_000])
      .filter((n) => sizes?.includes(n) ?? true)
      .flatMap((n) => combinations([n === 6000 ? 'arxiv-cs-6k' : 'arxiv-cs-100k'], [n], engines)),
  skip: ({ data, n }) => missing(data, n),
  async measure({ engine, data, n }) {
    const { papers, index, measured: meaning } = await prepare(data, n);
    const [by, wording] = engine.split(', ');
    const sources = { papers, index, measured: by === 'fused' ? meaning : null };
    return measured(sources, wordingNamed(wording), choosing, drawn);
  },
};

function wordingNamed(name: string | undefined): Wording {
  if (name === 'half-title' || name === 'sentence' || name === 'keystrokes') return name;
  throw new Error(`There is no wording "${name}".`);
}

/** The index and the query's encoder over a set; the last one made is kept. */
export function prepare(data: string, n: number): Promise<Prepared> {
  const name = `${data} ${n}`;
  if (prepared?.name !== name) prepared = { name, ready: make(data, n) };
  return prepared.ready;
}

async function make(data: string, n: number): Promise<Prepared> {
  if (data !== 'arxiv-cs-6k' && data !== 'arxiv-cs-100k')
    throw new Error(`${data} has no texts to search.`);
  const texts = readCorpus(data).slice(0, n);
  const papers = texts.map(({ id, title, abstract }) => ({ ...blankPaper(id, title), abstract }));
  const lexicon = await loadLexicon((path) =>
    Promise.resolve(readFileSync(resolve('public', path))),
  );
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  const vectors = readVectors(await vectorFile(data, n));
  const queries = await lexiconEncoder(lexicon.value).queries?.(papers, vectors);
  if (!queries) throw new Error('The lexicon embeds no queries.');
  const index = await LexicalIndex.build(papers, () => Promise.resolve());
  const thesaurus = await loadThesaurus((path) =>
    Promise.resolve(readFileSync(resolve('public', path))),
  );
  if (!thesaurus.ok) throw new Error(thesaurus.error.message);
  const meaning = meaningOf([{ vectors, weight: 1, queries }], thesaurus.value);
  const calibration = await calibrate(papers, index.terms, meaning, () => undefined);
  return { papers, index, measured: { meaning, calibration } };
}

/** Searches for the papers drawn from `from` to `to`. */
export function measured(
  sources: SearchSources,
  wording: Wording,
  from: number,
  to: number,
): Measurement {
  const random = seededRandom(11);
  const { papers } = sources;
  const targets = Array.from({ length: drawn }, () => Math.floor(random() * papers.length));
  const times: number[] = [];
  let found = 0;
  const cpu = process.cpuUsage();
  for (const target of targets.slice(from, to)) {
    const paper = papers[target];
    if (!paper) continue;
    for (const query of queriesFor(paper, wording, random)) {
      const start = performance.now();
      const { hits } = search(sources, query);
      times.push(performance.now() - start);
      if (hits.slice(0, 10).some((hit) => hit.paper === target)) found++;
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    wallSeconds: quantile(times, 0.95) / 1000,
    cpuSeconds: (user + system) / 1e6 / Math.max(1, times.length),
    peakMb: process.memoryUsage().rss / 1e6,
    quality: wording === 'keystrokes' ? null : found / (to - from),
  };
}

function queriesFor(paper: Paper, wording: Wording, random: () => number): string[] {
  if (wording === 'half-title') return [someOf(searchTerms(paper.title), 1 / 2, random)];
  if (wording === 'keystrokes') {
    const step = 1 + Math.floor(random() * Math.max(1, paper.title.length - 1));
    return [paper.title.slice(0, step)];
  }
  const said = sentences(paper.abstract);
  const middle = said[said.length >> 1] ?? paper.title;
  return [someOf(searchTerms(middle), 2 / 3, random)];
}

/** A share of the words, drawn at random, in their order. */
function someOf(words: readonly string[], share: number, random: () => number): string {
  const kept = words
    .map((word, at) => ({ word, at, draw: random() }))
    .toSorted((a, b) => a.draw - b.draw)
    .slice(0, Math.max(1, Math.ceil(words.length * share)));
  return kept
    .toSorted((a, b) => a.at - b.at)
    .map(({ word }) => word)
    .join(' ');
}
