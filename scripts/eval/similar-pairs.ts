/** Pairs of papers that belong together, in piles of other papers; drawn by seed. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCorpusFile, readPaper } from '../../src/corpus/corpus-file';
import type { Paper } from '../../src/corpus/paper';
import { seededRandom, shuffle } from '../../src/foundation/random';
import { dataFolder } from './corpora';
import type { Pile } from './similar';

const seed = 7;
const piles = 3;
const pairsPerPile = 40;
/** Papers of a pile, pairs among them. */
const pileSize = 400;

/** The papers of a corpus that have an abstract, in random order. */
function shuffled(name: string): Paper[] {
  const file = resolve(dataFolder(), 'corpora', `${name}.jsonl.gz`);
  const papers = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { id, title, abstract } = JSON.parse(line) as Partial<Paper>;
      const read = readPaper({ id, title, abstract });
      return read.ok && read.value.abstract.length > 200 ? [read.value] : [];
    });
  const order = shuffle(
    Uint32Array.from(papers, (_, i) => i),
    seededRandom(seed),
  );
  return Array.from(order, (at) => papers[at]).filter((paper) => paper !== undefined);
}

/** Titles alone, whose pair is the abstract alone. */
export function aclPiles(): Pile[] {
  const papers = shuffled('acl-anthology-6k');
  return Array.from({ length: piles }, (_, pile) => {
    const mine = papers.slice(pile * pileSize, (pile + 1) * pileSize);
    const torn = mine.slice(0, pairsPerPile);
    const rest = mine.slice(2 * pairsPerPile);
    return {
      papers: [
        ...torn.map((paper) => ({ ...paper, id: `title of ${paper.id}`, abstract: '' })),
        ...torn.map((paper) => ({ ...paper, id: `abstract of ${paper.id}`, title: '' })),
        ...rest,
      ],
      pairs: torn.map((_paper, i) => [i, pairsPerPile + i] as const),
    };
  });
}

/** The name that a title gives to its method: "BERT: …", "GraphSAGE: …". */
const named = /^([A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9-]*): /u;
/** A name that more papers speak of is a common word by now. */
const mostMentions = 3;

/** Papers that name a method, and the paper whose title gives it that name, both without the name. */
export function arxivPiles(): Pile[] {
  const papers = shuffled('arxiv-cs-100k');
  const owners = new Map<string, Paper>();
  const twice = new Set<string>();
  for (const paper of papers) {
    const name = named.exec(paper.title)?.[1];
    if (name === undefined || name.length < 4) continue;
    if (owners.has(name)) twice.add(name);
    owners.set(name, paper);
  }
  const mentions = new Map<string, Paper[]>();
  for (const paper of papers)
    for (const word of new Set(paper.abstract.match(/[A-Za-z0-9-]+/gu)))
      if (owners.has(word) && !twice.has(word) && owners.get(word) !== paper)
        mentions.set(word, [...(mentions.get(word) ?? []), paper]);
  const used = new Set<Paper>();
  const pairs: (readonly [Paper, Paper])[] = [];
  for (const [name, others] of mentions) {
    const owner = owners.get(name);
    const [other] = others;
    if (owner === undefined || other === undefined || others.length > mostMentions) continue;
    if (used.has(owner) || used.has(other)) continue;
    used.add(owner).add(other);
    pairs.push([without(other, name), without(owner, name)]);
  }
  const rest = papers.filter((paper) => !used.has(paper));
  return Array.from({ length: piles }, (_, pile) => {
    const mine = pairs.slice(pile * pairsPerPile, (pile + 1) * pairsPerPile);
    const others = pileSize - 2 * mine.length;
    return {
      papers: [...mine.flat(), ...rest.slice(pile * others, (pile + 1) * others)],
      pairs: mine.map((_pair, i) => [2 * i, 2 * i + 1] as const),
    };
  });
}

function without(paper: Paper, name: string): Paper {
  const strike = (text: string): string => text.replaceAll(name, ' ');
  return { ...paper, title: strike(paper.title), abstract: strike(paper.abstract) };
}

/**
 * Pairs of the default corpus, both ways.
 *
 * @param file a list of `{ "titleHolds": …, "otherTitleHolds": … }`
 */
export function defaultPiles(file: string): Pile[] {
  const name = 'public/corpora/unsupervised-pretraining.json';
  const read = readCorpusFile(readFileSync(name, 'utf8'), name);
  if (!read.ok) throw new Error(read.error.message);
  const { papers } = read.value.corpus;
  const at = (words: string): number => papers.findIndex(({ title }) => title.includes(words));
  const given = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly titleHolds: string;
    readonly otherTitleHolds: string;
  }[];
  const pairs = given.flatMap(({ titleHolds, otherTitleHolds }) => {
    const [one, other] = [at(titleHolds), at(otherTitleHolds)];
    if (one < 0 || other < 0) throw new Error(`No paper for ${titleHolds} or ${otherTitleHolds}.`);
    return [[one, other] as const, [other, one] as const];
  });
  return [{ papers, pairs }];
}
