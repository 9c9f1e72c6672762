/**
 * Trains the pretrained lexicon from CC0 arXiv abstracts: words of papers on one subject get similar
 * vectors. `node scripts/run.mjs scripts/train-lexicon.ts [folder]` writes the lexicon and its
 * provenance; run again on the same machine it writes the same bytes (`lexicon/contrast.py`).
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { corpusFile } from './eval/corpora';
import { trainingText } from './eval/training-text';
import { lexiconName, sha256, writeLexiconFiles } from './lexicon/files';
import { trainLexicon, type TrainingSettings } from './lexicon/train';
import { countWordUses } from './lexicon/word-uses';

const settings: TrainingSettings = {
  trained: 24_000,
  terms: 16_000,
  contrast: {
    dimension: 192,
    epochs: 6,
    batch: 1024,
    temperature: 0.2,
    learningRate: 0.01,
    dropout: 0.2,
    unshare: 0.9,
    categoryWeight: 0.2,
    categoryTemperature: 0.1,
    seed: 1,
  },
  withinCategory: { perCategory: 400, fewest: 20, ridge: 0.05, seed: 1 },
};

const folder = process.argv[2] ?? join('public', 'lexicon');
const started = performance.now();
const training = await trainingText();
const passing = join('.cache', 'lexicon');
const lexicon = trainLexicon(training, settings, passing, (message) => console.log(message));
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
    leftOut:
      'every paper used for evaluation, by id, title or beginning of the abstract (scripts/eval/training-text.ts)',
    command: 'node scripts/run.mjs scripts/train-lexicon.ts',
    settings,
    inputs: sources.map((file) => ({ file: basename(file), sha256: sha256(readFileSync(file)) })),
    trained: new Date().toISOString().slice(0, 10),
  },
);
const seconds = Math.round((performance.now() - started) / 1000);
const { maxRSS } = process.resourceUsage();
console.log(`${written.bytes} bytes, ${written.sha256}, ${seconds} s, ${maxRSS >> 10} MB`);
