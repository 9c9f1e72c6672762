/** The ways of naming that are compared. Each names the topics of one cut from the same texts. */
import { Background } from '../../../src/clustering/labels/background';
import { TopicLabeller } from '../../../src/clustering/labels/topic-labeller';
import { leavesOf } from '../../../src/clustering/dendrogram';
import { nameSeparator, partSeparator } from '../../../src/clustering/topic';
import type { EncoderText } from '../../../src/embedding/encoder';
import type { LexiconWithUses } from '../../../src/embedding/lexicon-file';
import { isContentWord, words } from '../../../src/text/words';
import { cleanText } from '../../../src/text/normalise';
import { topWords } from './c-tf-idf';
import type { NamedCorpus } from './corpora';
import { heaviest, Surfaces, textOf } from './surfaces';

export const methods = ['papergrove', 'c-tf-idf', 'log-odds bigrams', 'central title'] as const;
export type Method = (typeof methods)[number];

export interface Name {
  readonly node: number;
  /** What people read. */
  readonly name: string;
  /** What it consists of, as said in papers. */
  readonly phrases: readonly string[];
}

/** The texts of a corpus, of which some may be withheld (empty) for this naming. */
export type Namer = (nodes: readonly number[], method: Method) => Name[];

/** Reads a corpus once for all methods and cuts. */
export async function namerFor(
  corpus: NamedCorpus,
  texts: readonly EncoderText[],
  lexicon: LexiconWithUses,
): Promise<Namer> {
  const labeller = await TopicLabeller.read(
    { ...corpus, texts },
    { background: new Background(lexicon) },
  );
  const surfaces = new Surfaces(texts);
  const run: Readonly<Record<Method, (nodes: readonly number[]) => Name[]>> = {
    papergrove: (nodes) =>
      nodes.map((node) => {
        const { name } = labeller.topic(node);
        return { node, name, phrases: phrasesOf(name) };
      }),
    'c-tf-idf': (nodes) => topWords(corpus, texts, nodes, surfaces, 4),
    'log-odds bigrams': (nodes) => bigrams(corpus, texts, nodes, surfaces),
    'central title': (nodes) =>
      nodes.map((node) => {
        const name = corpus.texts[corpus.medoids[node] ?? 0]?.title ?? '';
        return { node, name, phrases: [name] };
      }),
  };
  return (nodes, method) => run[method](nodes);
}

/** The phrases that a name of ours lists. */
export function phrasesOf(name: string): string[] {
  const listed = / \+\d+$/.test(name);
  return name.replace(/ \+\d+$/, '').split(listed ? partSeparator : nameSeparator);
}

/**
 * The two pairs of adjacent content words with the largest log-odds ratio, in standard deviations, with
 * an informative prior (Monroe, Colaresi and Quinn, "Fightin' Words", 2008), over papers.
 */
function bigrams(
  { tree }: NamedCorpus,
  texts: readonly EncoderText[],
  nodes: readonly number[],
  surfaces: Surfaces,
): Name[] {
  const total = new Map<string, number>();
  const held = nodes.map((node) => {
    const counts = new Map<string, number>();
    for (const paper of leavesOf(tree, node))
      for (const pair of pairsOf(textOf(texts[paper]))) {
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
        total.set(pair, (total.get(pair) ?? 0) + 1);
      }
    return counts;
  });
  const prior = 10;
  return nodes.map((node, at) => {
    const size = tree.size[node] ?? 1;
    const others = tree.n - size;
    const weights = [...(held[at] ?? [])].map(([pair, inside]): [string, number] => {
      const everywhere = total.get(pair) ?? inside;
      const yes = inside + (prior * everywhere) / tree.n;
      const no = size - inside + prior;
      const yesOther = everywhere - inside + (prior * everywhere) / tree.n;
      const noOther = others - everywhere + inside + prior;
      const odds = Math.log(yes / no) - Math.log(yesOther / noOther);
      return [pair, odds / Math.sqrt(1 / yes + 1 / yesOther)];
    });
    const phrases = heaviest(weights, 2).map((pair) =>
      pair
        .split(' ')
        .map((word) => surfaces.of(word))
        .join(' '),
    );
    return { node, name: phrases.join(nameSeparator), phrases };
  });
}

/** Pairs of content words with nothing between them, each once. */
function pairsOf(text: string): Set<string> {
  const clean = cleanText(text);
  const pairs = new Set<string>();
  let before: { form: string; end: number } | null = null;
  for (const { form, start, end } of words(clean)) {
    const content = isContentWord(form);
    if (content && before && /^[ -]$/.test(clean.slice(before.end, start)))
      pairs.add(`${before.form} ${form}`);
    before = content ? { form, end } : null;
  }
  return pairs;
}
