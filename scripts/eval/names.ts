/**
 * How good are the names? Compares ours with four c-TF-IDF words, log-odds bigrams and the central
 * paper's title on six corpora, at the cuts into 8 and 20 topics:
 *
 *     npm run eval -- names [--corpora=a,b] [--sheet=<folder>] [--topics=100] [--seed=1]
 *     npm run eval -- names --staying
 *     npm run eval -- names --key=<key.json> --ratings=<reader1.json>,<reader2.json>
 *
 * The first writes `docs/names.json` and the tables of `docs/names.md`; with `--sheet` it writes
 * `sheet.json` and `sheet.md` for blind readers and `key.json` for whoever asks, instead. The second
 * prints how many topics keep their names when papers are added to two of the corpora. The third reads
 * ratings, `{"<topic>": {"A": 1 to 5, …}}`, and prints what they come to.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutByHeight } from '../../src/clustering/cut';
import { leavesOf, pathUp, rootOf } from '../../src/clustering/dendrogram';
import { Background } from '../../src/clustering/labels/background';
import { loadLexicon } from '../../src/embedding/lexicon-file';
import { seededRandom } from '../../src/foundation/random';
import { namedCorpora, openCorpus, type NamedCorpus } from './names/corpora';
import { chooseByVectors, chooseByWords } from './names/choices';
import { CorpusWords, scoreNames } from './names/measures';
import { methods, namerFor, type Method, type Name, type Namer } from './names/methods';
import { listTable, nameTables, ratingTable, type NameRow } from './names/report';
import { namesThatStay } from './names/staying';
import { compareLists, type BlindCut, type ListChoice } from './names/word-lists';
import { drawSheet, rated, type KeyTopic, type RateableTopic, type Ratings } from './names/sheet';

const CUTS = [8, 20];
const HELD_OUT = 0.2;
const PAGE = 'docs/names.md';
const TABLES_BEGIN = '<!-- tables: written by npm run eval -- names -->';
const TABLES_END = '<!-- /tables -->';
const neighboursShown = 3;

function option(name: string): string | undefined {
  return process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** `npm run eval -- names`, with the options above. */
export async function evaluateNames(): Promise<void> {
  const key = option('key');
  if (key === undefined) return compareNames();
  for (const file of (option('ratings') ?? '').split(',').filter(Boolean))
    console.log(
      `${file}\n${ratingTable(rated(readJson(key) as KeyTopic[], readJson(file) as Ratings))}`,
    );
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

async function compareNames(): Promise<void> {
  const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(join('public', path))));
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  const wanted = option('corpora')?.split(',');
  const rows: NameRow[] = [];
  const rateable: RateableTopic[] = [];
  const lists: ListChoice[] = [];
  const sheetFolder = option('sheet');
  for (const [name, file] of namedCorpora) {
    if (wanted && !wanted.includes(name)) continue;
    if (process.argv.includes('--staying') && !['default', 'mendeley'].includes(name)) continue;
    const corpus = await openCorpus(name, file, lexicon.value);
    if (process.argv.includes('--staying')) {
      console.log(name, await namesThatStay(corpus.texts, lexicon.value));
      continue;
    }
    const namer = await namerFor(corpus, corpus.texts, lexicon.value);
    if (sheetFolder !== undefined) {
      for (const cut of CUTS) rateable.push(...topicsOf(corpus, cut, namer));
      continue;
    }
    const index = new CorpusWords(corpus);
    const withheld = drawn(corpus);
    const texts = corpus.texts.map((text, paper) =>
      withheld.has(paper) ? { title: '', abstract: '' } : text,
    );
    const blindNamer = await namerFor(corpus, texts, lexicon.value);
    const blindCuts: BlindCut[] = [];
    for (const cut of CUTS) {
      const nodes = namedNodes(corpus, cut);
      const topicOf = new Map<number, number>();
      nodes.forEach((node, at) => {
        for (const paper of leavesOf(corpus.tree, node))
          if (withheld.has(paper)) topicOf.set(paper, at);
      });
      for (const method of methods) {
        const names = namer(nodes, method);
        const blind = blindNamer(nodes, method);
        if (method === 'papergrove') blindCuts.push({ nodes, ours: blind, topicOf });
        rows.push({
          corpus: name,
          cut,
          method,
          ...scoreNames(corpus, index, names, lexicon.value, method === 'central title'),
          chooseByWords: chooseByWords(index, blind, topicOf),
          chooseByVectors: chooseByVectors(corpus, lexicon.value, blind, topicOf),
        });
      }
      console.log(nameTables(rows.filter((row) => row.corpus === name && row.cut === cut)));
    }
    const background = new Background(lexicon.value);
    lists.push(...compareLists(corpus, texts, blindCuts, index, background));
  }
  if (process.argv.includes('--staying')) return;
  if (sheetFolder !== undefined) writeSheet(sheetFolder, rateable);
  else if (wanted) console.log(`${nameTables(rows)}\n${listTable(lists)}`);
  else {
    writeFileSync('docs/names.json', `${JSON.stringify(rows, null, 2)}\n`);
    const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : `${TABLES_BEGIN}${TABLES_END}\n`;
    const [head = '', , tail = ''] = page.split(new RegExp(`(${TABLES_BEGIN}[^]*${TABLES_END})`));
    const tables = `${nameTables(rows)}\n${listTable(lists)}`;
    writeFileSync(PAGE, `${head}${TABLES_BEGIN}\n\n${tables}\n${TABLES_END}${tail}`);
  }
}

/** Topics of a cut; a paper that stands alone has its title for a name whatever the method. */
function namedNodes({ tree }: NamedCorpus, cut: number): number[] {
  return cutByHeight(tree, rootOf(tree), cut).filter((node) => node >= tree.n);
}

function topicsOf(corpus: NamedCorpus, cut: number, namer: Namer): RateableTopic[] {
  const nodes = namedNodes(corpus, cut);
  const named = new Map(methods.map((method): [Method, Name[]] => [method, namer(nodes, method)]));
  return nodes.map((node, at) => {
    const up = pathUp(corpus.tree, node);
    const near = (other: number): number => {
      const path = new Set(pathUp(corpus.tree, other));
      return up.findIndex((ancestor) => path.has(ancestor));
    };
    const besides = nodes
      .filter((other) => other !== node)
      .sort((x, y) => near(x) - near(y))
      .slice(0, neighboursShown);
    const names = Object.fromEntries(
      methods.map((method) => [method, named.get(method)?.[at]]),
    ) as Record<Method, Name>;
    return { corpus, cut, node, besides, names };
  });
}

/** A fifth of the papers, by a seed. */
function drawn({ texts }: NamedCorpus): Set<number> {
  const random = seededRandom(7);
  return new Set(texts.flatMap((_, paper) => (random() < HELD_OUT ? [paper] : [])));
}

function writeSheet(folder: string, topics: readonly RateableTopic[]): void {
  const count = Number(option('topics') ?? 100);
  const { sheet, key: answers } = drawSheet(topics, count, Number(option('seed') ?? 1));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'sheet.json'), `${JSON.stringify(sheet, null, 2)}\n`);
  writeFileSync(join(folder, 'key.json'), `${JSON.stringify(answers, null, 2)}\n`);
  const page = sheet.map(({ topic, titles, besides, names }) =>
    [
      `## Topic ${topic}`,
      'Papers of the topic:',
      ...titles.map((title) => `- ${title}`),
      'Papers of topics beside it:',
      ...besides.map((group) => `- ${group.join(' / ')}`),
      'Names:',
      ...Object.entries(names).map(([letter, name]) => `- ${letter}: ${name}`),
    ].join('\n'),
  );
  const task =
    'Rate each name from 1 to 5: does it say what the papers of the topic share, and how they differ from the topics beside? 5 a name a researcher would have chosen, 1 none. Answer as JSON: {"1": {"A": 3, "B": 5, "C": 1, "D": 2}, …}.';
  writeFileSync(join(folder, 'sheet.md'), `${task}\n\n${page.join('\n\n')}\n`);
  console.log(`${sheet.length} topics in ${folder}`);
}
