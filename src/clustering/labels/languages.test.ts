import { describe, expect, it } from 'vitest';
import { childrenOf, rootOf, type Dendrogram } from '../dendrogram';
import { papersIn, writings } from './fixtures/papers-in-languages';
import { isFunctionWord, languageOf } from './languages';
import type { PhraseText } from './phrase-index';
import { balancedTree } from './testing/balanced-tree';
import { TopicLabeller } from './topic-labeller';

const languages = Object.keys(writings) as (keyof typeof writings)[];

async function labellerOf(texts: readonly PhraseText[]): Promise<[Dendrogram, TopicLabeller]> {
  const tree = balancedTree(texts.length);
  const nodes = 2 * texts.length - 1;
  const medoids = Uint32Array.from(
    { length: nodes },
    (_, node) => tree.order[tree.start[node] ?? 0] ?? 0,
  );
  return [
    tree,
    await TopicLabeller.read({ tree, texts, medoids, cohesion: new Float32Array(nodes) }),
  ];
}

/** The four nodes of a quarter of the papers each, in order. */
function quarters(tree: Dendrogram): number[] {
  return childrenOf(tree, rootOf(tree)).flatMap((half) => [...childrenOf(tree, half)]);
}

describe.each(languages)('%s', (language) => {
  it('is told', () => {
    const told = papersIn(language).filter(({ abstract }) => languageOf(abstract) === language);
    expect(told.length).toBe(64);
  });

  it('has topics named by what they are about, without function words', async () => {
    const [tree, labeller] = await labellerOf(papersIn(language));
    quarters(tree).forEach((node, at) => {
      const { name } = labeller.topic(node);
      const own = writings[language].subjects[at] ?? ['', ''];
      const phrases = name.toLowerCase().split(/ · |, /);
      for (const phrase of phrases) {
        expect(
          own.some((subject) => subject.toLowerCase().includes(phrase)),
          `“${phrase}” of “${name}”`,
        ).toBe(true);
        const [first = ''] = phrase.split(' ');
        expect(isFunctionWord(first, language)).toBe(false);
      }
    });
  });
});

it('names each topic of a mixed pile in its papers’ language', async () => {
  const mixed = ['de', 'fr', 'ru', 'zh'] as const;
  // Two subjects of each language, so that what its papers say of any subject is no topic.
  const texts = mixed.flatMap((language) => papersIn(language).slice(0, 32));
  const [tree, labeller] = await labellerOf(texts);
  const eighths = quarters(tree).flatMap((node) => [...childrenOf(tree, node)]);
  eighths.forEach((node, at) => {
    const own = writings[mixed[at >> 1] ?? 'de'].subjects[at % 2] ?? [];
    const { name } = labeller.topic(node);
    for (const phrase of name.toLowerCase().split(/ · |, /))
      expect(own.join('|').toLowerCase(), name).toContain(phrase);
  });
});
