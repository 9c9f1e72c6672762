/**
 * Trains the pretrained lexicon from CC0 arXiv abstracts: words that stand near the same words get
 * similar vectors. `node scripts/run.mjs scripts/train-lexicon.ts [folder]` writes the lexicon and
 * its provenance; run again it writes the same bytes.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { corpusFile, divideCorpora } from './eval/corpora';
import { lexiconName, sha256, writeLexiconFiles } from './lexicon/files';
import { trainLexicon, type TrainingSettings } from './lexicon/train';
import { countWordUses } from './lexicon/word-uses';

const settings: TrainingSettings = {
  contexts: 24_000,
  terms: 16_000,
  dimension: 192,
  window: 20,
  minCount: 3,
  contextPower: 0.75,
  seed: 1,
  contrastive: {
    epochs: 2,
    batch: 512,
    temperature: 0.15,
    learningRate: 0.01,
    dropout: 0.2,
    unshare: 0.9,
    seed: 1,
  },
};

const folder = process.argv[2] ?? join('public', 'lexicon');
const started = performance.now();
const { training } = divideCorpora();
const lexicon = await trainLexicon(training, settings, (message) => console.log(message));
const uses = countWordUses(training, lexicon.terms);
const sources = [corpusFile('arxiv-cs-100k'), corpusFile('arxiv-allscience-50k')];
const written = writeLexiconFiles(
  folder,
  { ...lexicon, uses },
  {
    name: lexiconName,
    description: `Vectors of ${lexicon.terms.length} English words from ${training.length} arXiv abstracts (1992–2019)`,
    source:
      'arXiv metadata: staeiou/arxiv_archive (R. Stuart Geiger, 2020), doi 10.5281/zenodo.1463242',
    licence: 'CC0 1.0, as the metadata it was made from',
    leftOut: 'every paper used for evaluation, by id and by title (scripts/eval/corpora.ts)',
    command: 'node scripts/run.mjs scripts/train-lexicon.ts',
    settings,
    inputs: sources.map((file) => ({ file: basename(file), sha256: sha256(readFileSync(file)) })),
    trained: new Date().toISOString().slice(0, 10),
  },
);
const seconds = Math.round((performance.now() - started) / 1000);
const { maxRSS } = process.resourceUsage();
console.log(`${written.bytes} bytes, ${written.sha256}, ${seconds} s, ${maxRSS >> 10} MB`);
