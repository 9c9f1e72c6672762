/**
 * How good is the search? Asks the committed questions (`scripts/eval/queries`) and known items of every
 * corpus that is on this machine, and writes `docs/search.md` and `docs/search.json`.
 *
 *     npm run eval -- search [--largest=<papers>]
 *
 * By the lexicon's vectors, which the page has without a download.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Paper } from '../../src/corpus/paper';
import { calibrate } from '../../src/search/calibration';
import { LexicalIndex } from '../../src/search/lexical-index';
import { meaningOf } from '../../src/search/query-vectors';
import { search, type SearchHits, type SearchSources } from '../../src/search/search';
import { evenSample, searchReport, share, type Counted, type SearchRow } from './search-report';
import {
  bundledLexicon,
  bundledThesaurus,
  lexiconEncoder,
  papersOf,
  searchCorpora,
  vectorsOf,
  type SearchCorpus,
} from './search-corpora';

type Half = 'choose' | 'report';
interface Question {
  readonly half: Half;
  readonly query: string;
}
interface Paraphrase extends Question {
  readonly corpus: SearchCorpus;
  /** Its id or DOI. */
  readonly paper: string;
}
interface Short extends Question {
  readonly corpus: SearchCorpus;
}
interface Foreign extends Question {
  readonly corpora?: readonly SearchCorpus[];
}

/** Known items asked in a corpus, evenly spread; all titles against abstracts where there are fewer. */
const mostTitles = 200;
const mostAbstracts = 1000;

function queriesIn<Of extends Question>(name: string): readonly Of[] {
  return JSON.parse(readFileSync(`scripts/eval/queries/${name}.json`, 'utf8')) as readonly Of[];
}

function rankOf(hits: SearchHits['hits'], paper: number): number | null {
  const at = hits.findIndex((hit) => hit.paper === paper);
  return at < 0 ? null : at + 1;
}

/** The first half of a title's words: what one remembers of it. */
function halfTitle(title: string): string {
  const words = title.split(/\s+/u);
  return words.slice(0, Math.ceil(words.length / 2)).join(' ');
}

function inFirstTen(asked: readonly (number | null)[]): Counted {
  return share(asked, (rank) => rank !== null && rank <= 10);
}

async function sourcesOf(papers: readonly Paper[]): Promise<SearchSources> {
  const encoder = lexiconEncoder(await bundledLexicon());
  const vectors = await vectorsOf(papers, encoder);
  const queries = await encoder.queries?.(papers, vectors);
  if (!queries) throw new Error('The lexicon embeds no queries.');
  const meaning = meaningOf([{ vectors, weight: 1, queries }], await bundledThesaurus());
  const index = await LexicalIndex.build(papers, () => undefined);
  const calibration = await calibrate(papers, index.terms, meaning, () => undefined);
  return { papers, index, measured: { meaning, calibration } };
}

/** Titles asked of abstracts alone; mean reciprocal rank of their own papers, 0 where not among the hits. */
async function titleAgainstAbstract(papers: readonly Paper[]): Promise<number> {
  const abstracts = papers
    .filter(({ abstract }) => abstract !== '')
    .map((paper) => ({ ...paper, title: '', authors: [], categories: [], venue: null }));
  const titleOf = new Map(papers.map(({ id, title }) => [id, title]));
  const sources = await sourcesOf(abstracts);
  const asked = evenSample(abstracts.length, mostAbstracts);
  const sum = asked.reduce((total, paper) => {
    const { hits } = search(sources, titleOf.get(abstracts[paper]?.id ?? '') ?? '');
    return total + 1 / (rankOf(hits, paper) ?? Infinity);
  }, 0);
  return sum / asked.length;
}

function rowsOf(corpus: SearchCorpus, sources: SearchSources): SearchRow[] {
  const { papers } = sources;
  const ask = ({ query }: Question): SearchHits => search(sources, query);
  return (['choose', 'report'] as const).map((half) => {
    const of = <Of extends Question>(all: readonly Of[]): readonly Of[] =>
      all.filter((question) => question.half === half);
    const paraphrases = of(queriesIn<Paraphrase>('paraphrases')).filter(
      (question) => question.corpus === corpus,
    );
    const answers = paraphrases.map((question) => {
      const wanted = papers.findIndex(({ id, doi }) => [id, doi].includes(question.paper));
      if (wanted < 0) throw new Error(`${corpus} has no paper ${question.paper}.`);
      const { hits, foreign } = ask(question);
      return { rank: foreign ? null : rankOf(hits, wanted), foreign };
    });
    const short = of(queriesIn<Short>('short'))
      .filter((question) => question.corpus === corpus)
      .map(ask);
    const strange = of(queriesIn<Foreign>('foreign'))
      .filter(({ corpora }) => corpora === undefined || corpora.includes(corpus))
      .map(ask);
    return {
      corpus,
      papers: papers.length,
      half,
      found: inFirstTen(answers.map(({ rank }) => rank)),
      paraphrasesForeign: share(answers, ({ foreign }) => foreign),
      shortForeign: share(short, ({ foreign }) => foreign),
      strangeAbove: share(strange, ({ complete }) => complete > 0),
      strangeAnswered: share(strange, ({ foreign }) => !foreign),
    };
  });
}

/**
 * Asks every question of every corpus that is on this machine, and writes the figures under `docs/`.
 *
 * @param largest leaves out corpora of more papers
 */
export async function evaluateSearch(largest: number): Promise<void> {
  const rows: SearchRow[] = [];
  const known: { corpus: string; halfTitles: Counted; titleMrr: number | null }[] = [];
  const left: string[] = [];
  for (const corpus of searchCorpora) {
    const papers = await papersOf(corpus);
    if (papers === null || papers.length > largest) {
      left.push(corpus);
      continue;
    }
    const sources = await sourcesOf(papers);
    rows.push(...rowsOf(corpus, sources));
    const halfTitles = inFirstTen(
      evenSample(papers.length, mostTitles).map((paper) =>
        rankOf(search(sources, halfTitle(papers[paper]?.title ?? '')).hits, paper),
      ),
    );
    const titleMrr = corpus === 'acl-naacl2024' ? await titleAgainstAbstract(papers) : null;
    known.push({ corpus, halfTitles, titleMrr });
    console.log(corpus, JSON.stringify(rows.slice(-2)), JSON.stringify(known.at(-1)));
  }
  writeFileSync('docs/search.json', `${JSON.stringify({ rows, known, left }, null, 2)}\n`);
  writeFileSync('docs/search.md', searchReport(rows, known, left));
}
