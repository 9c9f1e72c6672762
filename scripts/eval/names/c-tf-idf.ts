/** Names of a few single words, the commonest way of naming clusters. */
import { leavesOf } from '../../../src/clustering/dendrogram';
import type { EncoderText } from '../../../src/embedding/encoder';
import { contentWords } from '../../../src/text/words';
import type { NamedCorpus } from './corpora';
import type { Name } from './methods';
import { heaviest, textOf, type Surfaces } from './surfaces';

/**
 * Class-based TF-IDF (Grootendorst, "BERTopic", 2022): a word's share of the topic's words
 * times log(1 + words per topic / occurrences).
 *
 * @param isNamed whether a word may be in a name
 */
export function topWords(
  { tree }: NamedCorpus,
  texts: readonly EncoderText[],
  nodes: readonly number[],
  surfaces: Surfaces,
  count: number,
  isNamed: (word: string) => boolean = () => true,
): Name[] {
  const total = new Map<string, number>();
  const classes = nodes.map((node) => {
    const held = new Map<string, number>();
    for (const paper of leavesOf(tree, node))
      for (const word of contentWords(textOf(texts[paper]))) {
        held.set(word, (held.get(word) ?? 0) + 1);
        total.set(word, (total.get(word) ?? 0) + 1);
      }
    return held;
  });
  let all = 0;
  for (const count of total.values()) all += count;
  const perClass = all / nodes.length;
  return nodes.map((node, at) => {
    const weights = [...(classes[at] ?? [])].flatMap(([word, held]): [string, number][] =>
      isNamed(word) ? [[word, held * Math.log(1 + perClass / (total.get(word) ?? 1))]] : [],
    );
    const phrases = heaviest(weights, count).map((word) => surfaces.of(word));
    return { node, name: phrases.join(' '), phrases };
  });
}
