/**
 * The corpora whose topic names are measured, each with the tree the page would make of it by the
 * lexicon. Trees and vectors are kept under `.cache/eval/names`, by what they were made from.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { buildDendrogram } from '../../../src/clustering/build-dendrogram';
import type { Dendrogram } from '../../../src/clustering/dendrogram';
import { medoidsOf } from '../../../src/clustering/medoids';
import { clusterWard } from '../../../src/clustering/ward';
import { importFiles } from '../../../src/corpus/import-run';
import type { EncoderText, Vectors } from '../../../src/embedding/encoder';
import { lexiconEncoder } from '../../../src/embedding/lexicon';
import { centreAndNormalise } from '../../../src/embedding/vectors';
import type { LexiconWithUses } from '../../../src/embedding/lexicon-file';
import { corpusFile, dataFolder } from '../corpora';

export interface NamedCorpus {
  readonly name: string;
  readonly texts: readonly EncoderText[];
  readonly vectors: Vectors;
  readonly tree: Dendrogram;
  /** Length 2n-1, as {@link medoidsOf} gives them. */
  readonly medoids: Uint32Array;
  readonly cohesion: Float32Array;
}

/** Names of the corpora and their files. */
export const namedCorpora: readonly (readonly [name: string, file: string])[] = [
  ['default', join('public', 'corpora', 'unsupervised-pretraining.json')],
  ['naacl-2024', join(dataFolder(), 'formats', 'acl-naacl2024.bib')],
  ['mendeley', join(dataFolder(), 'formats', 'bbt-mendeley-512.bib')],
  ['nagtegaal', join(dataFolder(), 'formats', 'Nagtegaal_2019.csv')],
  ['arxiv-cs', corpusFile('arxiv-cs-6k')],
  ['all-science', corpusFile('arxiv-allscience-50k')],
];

/** Papers taken of a corpus, from its beginning: more would take minutes and name no better. */
const mostPapers = 6000;

const FOLDER = join('.cache', 'eval', 'names');

/** @throws when the file is missing or cannot be read, saying which */
export async function openCorpus(
  name: string,
  file: string,
  lexicon: LexiconWithUses,
): Promise<NamedCorpus> {
  if (!existsSync(file))
    throw new Error(`${file} is missing: set PAPERGROVE_DATA to the folder that holds it.`);
  const { corpus, report } = await importFiles([
    { name: basename(file), blob: new Blob([readFileSync(file)]) },
  ]);
  if (corpus.papers.length < 2)
    throw new Error(`${file}: ${report.files[0]?.failure?.message ?? 'no papers'}`);
  const texts = corpus.papers
    .slice(0, mostPapers)
    .map(({ title, abstract }) => ({ title, abstract: abstract ?? '' }));
  return { name, texts, ...(await keptTree(texts, lexicon)) };
}

type Grown = Omit<NamedCorpus, 'name' | 'texts'>;

async function keptTree(texts: readonly EncoderText[], lexicon: LexiconWithUses): Promise<Grown> {
  const encoder = lexiconEncoder(lexicon);
  const hash = createHash('sha256').update(encoder.fingerprint);
  for (const { title, abstract } of texts) hash.update(`${title}\n${abstract}\n`);
  const file = join(FOLDER, `${hash.digest('hex').slice(0, 32)}.bin`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as Grown;
  const vectors = centreAndNormalise(await encoder.encode(texts));
  const clustered = await clusterWard(vectors);
  if (!clustered.ok) throw new Error(clustered.error.message);
  const tree = buildDendrogram(clustered.value.linkage, vectors);
  const grown = { vectors, tree, ...(await medoidsOf(tree, vectors)) };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, serialize(grown));
  return grown;
}
