/**
 * Counts again, in the abstracts the lexicon was trained on, how its words stand in running text, and
 * leaves the vectors as they are: `node scripts/run.mjs scripts/count-word-uses.ts [folder]`. Training
 * counts too; this is for changing what is counted without training again.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLexicon } from '../src/embedding/lexicon-file';
import { trainingText } from './eval/training-text';
import { lexiconName, writeLexiconFiles } from './lexicon/files';
import { countWordUses } from './lexicon/word-uses';

const folder = process.argv[2] ?? join('public', 'lexicon');
const lexicon = readLexicon(readFileSync(join(folder, `${lexiconName}.bin`)));
if (!lexicon.ok) throw new Error(lexicon.error.message);
const provenance = JSON.parse(readFileSync(join(folder, `${lexiconName}.json`), 'utf8')) as Record<
  string,
  unknown
>;
const uses = countWordUses(await trainingText(), lexicon.value.terms);
const written = writeLexiconFiles(folder, { ...lexicon.value, uses }, provenance);
console.log(`${uses.pairs.first.length} pairs, ${written.bytes} bytes, ${written.sha256}`);
