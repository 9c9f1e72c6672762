/** Papers are added to a corpus: what topics are called stays, through the whole pipeline. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { carriedNames, hardlyChanged } from '../clustering/carried-names';
import { cutByHeight } from '../clustering/cut';
import { rootOf } from '../clustering/dendrogram';
import { matchTopics, oldTopic } from '../clustering/match-topics';
import { blankPaper, type Corpus, type Paper } from '../corpus/paper';
import { seededRandom } from '../foundation/random';
import { cases } from '../foundation/testing/cases';
import { BuildBench, valueOf } from './testing/build-bench';
import type { PaperMap } from './map';

const words = { seed: 1, encoder: 'lsa' };

/** The corpus that comes with the page, its papers in an order drawn by a seed. */
async function shuffled(seed: number): Promise<Paper[]> {
  const url = new URL('../../public/corpora/unsupervised-pretraining.json', import.meta.url);
  const file: { readonly papers: readonly Partial<Paper>[] } = JSON.parse(
    await readFile(url, 'utf8'),
  );
  const papers = file.papers.map(({ title = '', abstract = '' }, at) => ({
    ...blankPaper(`p${at}`, title),
    abstract,
  }));
  const random = seededRandom(seed);
  for (let at = papers.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [papers[at], papers[other]];
    if (a && b) [papers[at], papers[other]] = [b, a];
  }
  return papers;
}

function corpusOf(papers: readonly Paper[], additions: readonly number[] = []): Corpus {
  return { id: 'default', name: 'default', papers, additions };
}

const topics = 12;

/** Nodes of the cut into twelve that are no single papers. */
function named({ tree }: PaperMap): number[] {
  return cutByHeight(tree, rootOf(tree), topics).filter((node) => node >= tree.n);
}

describe('papers added to a corpus', () => {
  it('leave at least 95 of 100 topics found again, and those that hardly changed their names', async () => {
    const trials = cases(2);
    let sought = 0;
    let found = 0;
    let hardly = 0;
    let renamed = 0;
    for (let seed = 1; seed <= trials; seed++) {
      const papers = await shuffled(seed);
      const before = Math.floor(papers.length / 1.1);
      const bench = new BuildBench();
      // No name depends on where papers lie in the plane.
      bench.change = (runners) => ({
        ...runners,
        project: async (_neighbours, initial) => initial,
      });
      const old = valueOf(await bench.build(corpusOf(papers.slice(0, before)), words));
      const now = valueOf(await bench.build(corpusOf(papers, [before]), words));
      const nodes = named(old);
      const matches = matchTopics(
        nodes.map((node) => oldTopic(old.tree, node, Infinity)),
        now.tree,
        { leafOf: (paper) => paper },
      );
      sought += nodes.length;
      found += matches.length;
      // All that was named before, not only what stands on one cut, competes for the new topics.
      const names = new Map([...old.topics].map(([node, { name }]) => [node, name]));
      const carried = carriedNames({ tree: old.tree, names }, now.tree);
      for (const [node, name] of carried) {
        hardly++;
        if (now.topics.get(node)?.name !== name) renamed++;
      }
      const shown = named(now).flatMap((node) => now.topics.get(node)?.name ?? []);
      expect(new Set(shown).size).toBe(shown.length);
    }
    expect(found / sought).toBeGreaterThanOrEqual(0.95);
    expect(hardly).toBeGreaterThan(trials * topics);
    // Only a name that would stand twice on one cut gives way.
    expect(renamed / hardly).toBeLessThan(0.02);
    expect(hardlyChanged).toBeGreaterThanOrEqual(0.5);
  }, 120_000);

  it('depend on nothing but the papers and their order: the same names on another machine', async () => {
    const papers = await shuffled(3);
    const [one, other] = [new BuildBench(), new BuildBench()];
    const made = async (bench: BuildBench): Promise<PaperMap> => {
      await bench.build(corpusOf(papers.slice(0, 60)), words);
      return valueOf(await bench.build(corpusOf(papers, [60]), words));
    };
    const [here, there] = [await made(one), await made(other)];
    expect(there.key).toBe(here.key);
    expect(there.topics).toEqual(here.topics);
    // Looking at deeper topics of the earlier map changes nothing.
    const third = new BuildBench();
    const early = valueOf(await third.build(corpusOf(papers.slice(0, 60)), words));
    await third.sessions.get(early.key)?.topics(Array.from({ length: 59 }, (_, i) => 60 + i));
    const later = valueOf(await third.build(corpusOf(papers, [60]), words));
    expect(later.topics).toEqual(here.topics);
    // Without the addition all is named as if it had come at once.
    const fresh = valueOf(await one.build(corpusOf(papers), words));
    const plain = valueOf(await new BuildBench().build(corpusOf(papers), words));
    expect(fresh.key).not.toBe(here.key);
    expect(fresh.topics).toEqual(plain.topics);
  }, 60_000);
});
