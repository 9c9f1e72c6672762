/**
 * Labelled papers from outside arXiv, which no training text may hold: papers of computational
 * linguistics by the task their title names, and one systematic review by what its authors included.
 * Like the corpora of arXiv they are no part of this repository (`corpora.ts`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importFiles } from '../../src/corpus/import-run';
import { contentWords } from '../../src/text/words';
import { dataFolder, type LabelledPaper } from './corpora';

/** Papers of computational linguistics after the years the lexicon was trained on. */
export type LinguisticsName = 'acl-tasks' | 'naacl-2024-tasks';

/** A systematic review: which papers were found, and which of them its authors took in. */
export interface Review {
  readonly papers: readonly OutsidePaper[];
  /** Taken in after reading the whole paper. */
  readonly included: readonly boolean[];
}

export interface OutsidePaper {
  readonly title: string;
  readonly abstract: string;
}

/**
 * Tasks of computational linguistics, by words a title names them with. A paper belongs to a task when
 * its title holds words of this task and of no other; the words of all tasks are then taken out of
 * all texts, so that a paper's task must be told from the rest of what it says.
 */
const TASKS: Readonly<Record<string, string>> = {
  translation: 'translation translate translating translator mt nmt',
  summarisation: 'summarization summarizing summarize summarisation summary summarie summarizer',
  parsing: 'parsing parser parse treebank',
  questions: 'question answering qa answer',
  dialogue: 'dialogue dialog conversation conversational chatbot',
  sentiment: 'sentiment polarity opinion',
  entities: 'entity entitie ner',
  relations: 'relation relational',
  events: 'event',
  speech: 'speech asr spoken',
  hate: 'hate toxic toxicity offensive abusive hateful',
  embeddings: 'embedding',
  retrieval: 'retrieval retriever retrieve',
  code: 'code program sql',
  bias: 'bias gender biased fairness stereotype',
  images: 'image visual vision multimodal',
  grammar: 'grammatical grammar gec syntax syntactic',
};
/** Tasks of fewer papers than this are left out. */
const FEWEST_OF_A_TASK = 8;
/** Shorter abstracts, in content words, tell too little without the words taken out. */
const SHORTEST_ABSTRACT = 30;
/** The same for papers of the review, whose abstracts are whole. */
const SHORTEST_REVIEWED = 20;

const FILES = {
  'acl-tasks': join('corpora', 'acl-anthology-6k.jsonl.gz'),
  'naacl-2024-tasks': join('formats', 'acl-naacl2024.bib'),
  review: join('formats', 'Nagtegaal_2019.csv'),
} as const;

/** Further papers outside arXiv that other evaluations and tests use. */
const OTHER_FILES = [
  'works-response-donners2021.json',
  'search-response-derived.json',
  'bbt-mendeley-512.bib',
  'arxiv-api-rag-50.xml',
  'asreview-pubmed.nbib',
].map((file) => join('formats', file));

/** Every paper at hand that is not of the arXiv corpora: none of them may be trained on. */
export async function papersOutside(): Promise<OutsidePaper[]> {
  const found: OutsidePaper[] = [];
  for (const file of [...Object.values(FILES), ...OTHER_FILES]) found.push(...(await read(file)));
  return found;
}

/** The papers of one task each, their task's words taken out, as a set to be clustered. */
export async function linguistics(
  name: LinguisticsName,
): Promise<{ papers: LabelledPaper[]; labels: string[] }> {
  const taskOf = new Map<string, string>();
  for (const [task, words] of Object.entries(TASKS)) {
    for (const word of words.split(' ')) taskOf.set(word, task);
  }
  const found: { paper: LabelledPaper; task: string }[] = [];
  for (const [at, { title, abstract }] of (await read(FILES[name])).entries()) {
    const tasks = new Set(contentWords(title).flatMap((word) => taskOf.get(word) ?? []));
    const [task] = tasks;
    const words = contentWords(abstract);
    if (tasks.size !== 1 || task === undefined || words.length <= SHORTEST_ABSTRACT) continue;
    const without = (all: readonly string[]): string =>
      all.filter((word) => !taskOf.has(word)).join(' ');
    const paper = {
      id: `${name}-${at}`,
      title: without(contentWords(title)),
      abstract: without(words),
      category: task,
    };
    found.push({ paper, task });
  }
  const size = (task: string): number => found.filter((one) => one.task === task).length;
  const kept = found.filter(({ task }) => size(task) >= FEWEST_OF_A_TASK);
  return { papers: kept.map(({ paper }) => paper), labels: kept.map(({ task }) => task) };
}

/** The papers of the review that have an abstract. */
export async function review(): Promise<Review> {
  const records = await imported(FILES.review);
  const kept = records.filter(({ abstract }) => contentWords(abstract).length > SHORTEST_REVIEWED);
  return {
    papers: kept,
    included: kept.map(({ extra }) => Number(extra['label_included']) === 1),
  };
}

async function read(file: string): Promise<readonly OutsidePaper[]> {
  return file.endsWith('.gz') ? jsonLines(file) : imported(file);
}

function bytesOf(file: string): Uint8Array {
  const path = join(dataFolder(), file);
  if (!existsSync(path)) {
    throw new Error(`${path} is missing: set PAPERGROVE_DATA to the folder that holds it.`);
  }
  return readFileSync(path);
}

function jsonLines(file: string): OutsidePaper[] {
  const text = gunzipSync(bytesOf(file)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OutsidePaper);
}

async function imported(file: string) {
  const blob = new Blob([Uint8Array.from(bytesOf(file))]);
  const { corpus } = await importFiles([{ name: basename(file), blob }]);
  return corpus.papers;
}
