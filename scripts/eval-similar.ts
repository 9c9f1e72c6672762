/**
 * Which ranking finds the paper that belongs to a paper? Compares ways to list similar papers on pairs
 * that are known to belong together, and prints the table of docs/quality.md ("Similar papers"):
 *
 *     node scripts/run.mjs scripts/eval-similar.ts [<pairs of the default corpus>.json]
 *
 * Pairs, each in a pile of a few hundred papers: titles and abstracts of papers of the ACL Anthology,
 * torn apart; arXiv papers one of which names the other's method (the name itself is struck out of
 * both, so that it cannot give them away); and pairs of the default corpus picked by hand, where a
 * file of them is given.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { lexiconEncoder } from '../src/embedding/lexicon';
import { lexiconPath, readLexicon } from '../src/embedding/lexicon-file';
import { rankings, reciprocalRank, type Pile } from './eval/similar';
import { aclPiles, arxivPiles, defaultPiles } from './eval/similar-pairs';

const read = readLexicon(readFileSync(resolve('public', lexiconPath)));
if (!read.ok) throw new Error(read.error.message);
const lexicon = read.value;
const stepped = lexiconEncoder(lexicon);
const plain = lexiconEncoder(lexicon, { nearest: { neighbours: 5, weight: 1, mostPapers: 0 } });
const pairsFile = process.argv[2];

const sets: readonly (readonly [name: string, piles: readonly Pile[]])[] = [
  ['ACL, title and abstract', aclPiles()],
  ['arXiv, one names the other', arxivPiles()],
  [
    'default corpus, by hand',
    pairsFile !== undefined && existsSync(pairsFile) ? defaultPiles(pairsFile) : [],
  ],
];
for (const [name, piles] of sets) {
  const found = new Map<string, number[]>();
  for (const pile of piles) {
    const ranked = await rankings(pile.papers, { stepped, plain });
    for (const [way, rank] of ranked)
      for (const [paper, wanted] of pile.pairs)
        found.set(way, [...(found.get(way) ?? []), reciprocalRank(rank(paper), wanted)]);
  }
  for (const [way, all] of found) {
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const five = all.filter((value) => value >= 1 / 5).length / all.length;
    console.log(
      `${name} (${all.length}) | ${way.padEnd(28)} | MRR ${mean.toFixed(3)} | first five ${five.toFixed(3)}`,
    );
  }
}
