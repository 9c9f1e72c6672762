/** `npm run eval -- layouts`: how far distances in the projection are to be trusted, near and far. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildDendrogram } from '../../src/clustering/build-dendrogram';
import { cutByHeight } from '../../src/clustering/cut';
import { leavesOf, rootOf } from '../../src/clustering/dendrogram';
import { clusterWard } from '../../src/clustering/ward';
import type { EncoderText } from '../../src/embedding/encoder';
import { lexiconEncoder } from '../../src/embedding/lexicon';
import { loadLexicon } from '../../src/embedding/lexicon-file';
import { layoutQuality } from '../../src/projection/quality';
import { corpusFile, readCorpus } from './corpora';
import { layoutEngines } from './layouts/engines';
import { farDistances } from './layouts/far-distances';

const k = 15;
/** Papers over which the figures on neighbours are taken, at most. */
const sample = 1000;
const begin = '<!-- layouts: written by npm run eval -->';
const end = '<!-- /layouts -->';
const page = 'docs/quality.md';

/** About √n topics, as the whole map shows them, at most 48. */
function topicsOf(n: number): number {
  return Math.min(48, Math.round(Math.sqrt(n)));
}

/**
 * Writes the table of layouts into `docs/quality.md`.
 *
 * @param largest larger sets of papers are left out
 */
export async function evaluateLayouts(largest: number): Promise<void> {
  const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(`public/${path}`)));
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  const encoder = lexiconEncoder(lexicon.value);
  const lines = [
    '| papers | engine | trustworthiness | continuity | triplets | topics |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  for (const [name, papers] of corpora()) {
    if (papers.length > largest) continue;
    const vectors = await encoder.encode(papers);
    const ward = await clusterWard(vectors, { neighbours: k });
    if (!ward.ok) throw new Error(ward.error.message);
    const { linkage, neighbours } = ward.value;
    const tree = buildDendrogram(linkage, vectors);
    const topics = cutByHeight(tree, rootOf(tree), topicsOf(papers.length)).map((node) =>
      leavesOf(tree, node),
    );
    for (const engine of layoutEngines) {
      const reason =
        papers.length > engine.most ? `not run above ${engine.most}` : engine.missing();
      if (reason !== null) {
        console.log(`${name}, ${engine.name}: left out, ${reason}.`);
        continue;
      }
      const positions = await engine.layOut(vectors, neighbours);
      const near = layoutQuality(vectors, { positions }, { k, sample });
      const far = farDistances(vectors, positions, topics);
      const figures = [near.trustworthiness, near.continuity, far.triplets, far.topics];
      const line = [name, engine.name, ...figures.map((figure) => figure.toFixed(4).slice(1))];
      lines.push(`| ${line.join(' | ')} |`);
      console.log(lines.at(-1));
    }
  }
  const [head = '', , tail = ''] = readFileSync(page, 'utf8').split(
    new RegExp(`(${begin}[^]*${end})`),
  );
  writeFileSync(page, `${head}${begin}\n\n${lines.join('\n')}\n\n${end}${tail}`);
}

/** The default corpus, and of arXiv's computer science what is on this machine. */
function corpora(): [string, readonly EncoderText[]][] {
  const kept: { papers: { title: string; abstract: string }[] } = JSON.parse(
    readFileSync('public/corpora/unsupervised-pretraining.json', 'utf8'),
  );
  const found: [string, readonly EncoderText[]][] = [['70', kept.papers]];
  for (const [corpus, sizes] of [
    ['arxiv-cs-6k', [911, 6000]],
    ['arxiv-cs-100k', [50_000]],
  ] as const) {
    if (!existsSync(corpusFile(corpus))) {
      console.log(`${corpus} is left out: set PAPERGROVE_DATA to the folder that holds corpora/.`);
      continue;
    }
    const papers = readCorpus(corpus);
    for (const n of sizes) found.push([n.toLocaleString('en'), papers.slice(0, n)]);
  }
  return found;
}
