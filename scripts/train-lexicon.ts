/**
 * Trains the pretrained lexicon from CC0 arXiv abstracts: words that stand near the same words get
 * similar vectors. `node scripts/run.mjs scripts/train-lexicon.ts [folder]` writes the lexicon and
 * its provenance; run again it writes the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeLexicon, type Lexicon } from '../src/embedding/lexicon-file';
import { truncatedSvd } from '../src/embedding/svd';
import { contentWords } from '../src/text/words';
import { corpusFile, divideCorpora, type LabelledPaper } from './eval/corpora';
import { countPairs } from './lexicon/cooccurrence';
import { positivePmi } from './lexicon/ppmi';

const NAME = 'arxiv-1';
const settings = {
  /** Terms with co-occurrence counts, the most widespread ones. */
  contexts: 24_000,
  /** Terms written to the file. */
  terms: 12_000,
  dimension: 192,
  window: 20,
  minCount: 3,
  contextPower: 0.75,
  seed: 1,
};

interface Vocabulary {
  /** By falling document frequency, ties in alphabetical order. */
  readonly terms: readonly string[];
  readonly documentFrequency: Uint32Array;
  /** Term ids of every document in reading order, -1 outside the vocabulary. */
  readonly documents: readonly Int32Array[];
}

function readVocabulary(papers: readonly LabelledPaper[], size: number): Vocabulary {
  const idOf = new Map<string, number>();
  const frequency: number[] = [];
  const lastSeen: number[] = [];
  const raw = papers.map((paper, index) =>
    Int32Array.from(contentWords(`${paper.title}. ${paper.abstract}`), (word) => {
      let id = idOf.get(word);
      if (id === undefined) {
        id = idOf.size;
        idOf.set(word, id);
      }
      if (lastSeen[id] !== index) frequency[id] = (frequency[id] ?? 0) + 1;
      lastSeen[id] = index;
      return id;
    }),
  );
  const kept = [...idOf]
    .filter(([word]) => /^[a-z]/.test(word))
    .sort(
      ([a, i], [b, j]) => (frequency[j] ?? 0) - (frequency[i] ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
    )
    .slice(0, size);
  const rank = new Int32Array(idOf.size).fill(-1);
  kept.forEach(([, id], order) => {
    rank[id] = order;
  });
  return {
    terms: kept.map(([word]) => word),
    documentFrequency: Uint32Array.from(kept, ([, id]) => frequency[id] ?? 0),
    documents: raw.map((ids) => ids.map((id) => rank[id] ?? -1)),
  };
}

async function train(papers: readonly LabelledPaper[]): Promise<Lexicon> {
  const vocabulary = readVocabulary(papers, settings.contexts);
  console.log(`${papers.length} abstracts, ${vocabulary.terms.length} terms`);
  const pairs = countPairs(vocabulary.documents, vocabulary.terms.length, settings.window);
  const pmi = positivePmi(pairs, settings);
  console.log(`${pmi.values.length} associations`);
  const { rank, left } = await truncatedSvd(pmi, {
    rank: settings.dimension,
    seed: settings.seed,
    onProgress: (done, total) => console.log(`singular vectors: pass ${done} of ${total}`),
  });
  const terms = vocabulary.terms.slice(0, settings.terms);
  return {
    terms,
    dimension: rank,
    vectors: Float32Array.from(left.subarray(0, terms.length * rank)),
    idf: Float32Array.from(terms, (_, term) =>
      Math.log(papers.length / (vocabulary.documentFrequency[term] ?? 1)),
    ),
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const folder = process.argv[2] ?? join('public', 'lexicon');
const started = performance.now();
const { training } = divideCorpora();
const lexicon = await train(training);
const bytes = writeLexicon(lexicon);
const sources = [corpusFile('arxiv-cs-100k'), corpusFile('arxiv-allscience-50k')];
const provenance = {
  name: NAME,
  description: `Vectors of ${lexicon.terms.length} English words from ${training.length} arXiv abstracts (1992–2019)`,
  source:
    'arXiv metadata: staeiou/arxiv_archive (R. Stuart Geiger, 2020), doi 10.5281/zenodo.1463242',
  licence: 'CC0 1.0, as the metadata it was made from',
  leftOut: 'every paper used for evaluation, by id and by title (scripts/eval/corpora.ts)',
  command: 'node scripts/run.mjs scripts/train-lexicon.ts',
  settings,
  inputs: sources.map((file) => ({ file: basename(file), sha256: sha256(readFileSync(file)) })),
  trained: new Date().toISOString().slice(0, 10),
  bytes: bytes.length,
  sha256: sha256(bytes),
};
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${NAME}.bin`), bytes);
writeFileSync(join(folder, `${NAME}.json`), `${JSON.stringify(provenance, null, 2)}\n`);
const seconds = Math.round((performance.now() - started) / 1000);
const { maxRSS } = process.resourceUsage();
console.log(`${bytes.length} bytes, ${provenance.sha256}, ${seconds} s, ${maxRSS >> 10} MB`);
