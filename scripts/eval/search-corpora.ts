/**
 * The corpora that search is measured on, from 70 papers to 50,000, each with the vectors that the page
 * would give it. Vectors take up to a minute and are kept under `.cache/eval`.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpusFile } from '../../src/corpus/corpus-file';
import { importFiles } from '../../src/corpus/import-run';
import { blankPaper, type Paper } from '../../src/corpus/paper';
import type { Encoder, Vectors } from '../../src/embedding/encoder';
import { lexiconEncoder } from '../../src/embedding/lexicon';
import { loadLexicon, type Lexicon } from '../../src/embedding/lexicon-file';
import { contentKey } from '../../src/foundation/hash';
import { loadThesaurus, type Thesaurus } from '../../src/search/thesaurus';
import { corpusFile, dataFolder, readCorpus } from './corpora';

export const searchCorpora = [
  'default',
  'acl-naacl2024',
  'arxiv-cs-6k',
  'arxiv-allscience-50k',
] as const;
export type SearchCorpus = (typeof searchCorpora)[number];

const folder = join('.cache', 'eval');
const bibtex = 'acl-naacl2024.bib';

/** The papers of a corpus; null where its file is not on this machine. */
export async function papersOf(corpus: SearchCorpus): Promise<readonly Paper[] | null> {
  if (corpus === 'default') {
    const name = 'unsupervised-pretraining.json';
    const read = readCorpusFile(readFileSync(join('public', 'corpora', name), 'utf8'), name);
    if (!read.ok) throw new Error(read.error.message);
    return read.value.corpus.papers;
  }
  if (corpus === 'acl-naacl2024') {
    const path = join(dataFolder(), 'formats', bibtex);
    if (!existsSync(path)) return null;
    const { corpus } = await importFiles([{ name: bibtex, blob: new Blob([readFileSync(path)]) }]);
    return corpus.papers;
  }
  if (!existsSync(corpusFile(corpus))) return null;
  return readCorpus(corpus).map(({ id, title, abstract }) => ({
    ...blankPaper(id, title),
    abstract,
  }));
}

export async function bundledLexicon(): Promise<Lexicon> {
  const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(join('public', path))));
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  return lexicon.value;
}

export async function bundledThesaurus(): Promise<Thesaurus> {
  const read = await loadThesaurus((path) => Promise.resolve(readFileSync(join('public', path))));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** The lexicon's vectors of the papers, made once. */
export async function vectorsOf(papers: readonly Paper[], encoder: Encoder): Promise<Vectors> {
  const texts = contentKey(...papers.flatMap(({ title, abstract }) => [title, abstract]));
  const path = join(folder, `search-${contentKey(encoder.fingerprint, texts)}.f32`);
  if (!existsSync(path)) {
    const { data } = await encoder.encode(papers);
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.part`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    renameSync(`${path}.part`, path);
  }
  const bytes = readFileSync(path);
  const data = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return { n: papers.length, d: data.length / papers.length, data };
}
export { lexiconEncoder };
