/** Texts that give a name little to go by, or too much. */
import { describe, expect, it } from 'vitest';
import type { PhraseText } from './phrase-index';
import { balancedTree } from './testing/balanced-tree';
import { longestName, TopicLabeller } from './topic-labeller';

const papers = 64;

/** Names of all topics, the whole corpus first. */
async function namesOf(texts: readonly PhraseText[]): Promise<string[]> {
  const nodes = 2 * texts.length - 1;
  const tree = balancedTree(texts.length);
  const labeller = await TopicLabeller.read({
    tree,
    texts,
    medoids: Uint32Array.from({ length: nodes }, (_, node) => tree.start[node] ?? 0),
    cohesion: new Float32Array(nodes),
  });
  return Array.from(
    { length: texts.length - 1 },
    (_, merge) => labeller.topic(nodes - 1 - merge).name,
  );
}

const times = (count: number, text: (paper: number) => PhraseText): PhraseText[] =>
  Array.from({ length: count }, (_, paper) => text(paper));

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');

/** A different word for each number below 160,000. */
function coined(number: number): string {
  const base = syllables.length;
  return [0, 1, 2, 3].map((at) => syllables[Math.floor(number / base ** at) % base]).join('');
}

const abstract =
  'Graph neural networks pass messages along the edges of molecules. We predict their energy.';

const poor: readonly (readonly [string, readonly PhraseText[]])[] = [
  ['abstracts all alike', times(papers, (paper) => ({ title: `Note ${paper}`, abstract }))],
  ['papers all alike', times(papers, () => ({ title: 'Energy of molecules', abstract }))],
  ['titles only', times(papers, (i) => ({ title: `Energy of ${coined(i % 7)}`, abstract: '' }))],
  ['titles of one word', times(papers, (i) => ({ title: coined(i * 97), abstract: '' }))],
  ['one title of one word', times(papers, () => ({ title: 'Energy', abstract: '' }))],
  ['titles of stop words', times(papers, () => ({ title: 'On the of and', abstract: '' }))],
  [
    '40,000 keywords, each once',
    times(papers, (paper) => ({
      title: `Keywords ${paper}`,
      abstract: Array.from({ length: 625 }, (_, i) => coined(paper * 625 + i)).join('; '),
    })),
  ],
  [
    '40,000 keywords in one paper',
    times(papers, (paper) => ({
      title: `Paper ${paper}`,
      abstract:
        paper === 3 ? Array.from({ length: 40_000 }, (_, i) => coined(i)).join(' ') : abstract,
    })),
  ],
  [
    'no spaces',
    times(papers, (i) => ({ title: coined(i).repeat(50), abstract: 'x'.repeat(5000) })),
  ],
  ['spaces only', times(papers, () => ({ title: ' \n ', abstract: '\t' }))],
  ['nothing', times(papers, () => ({ title: '', abstract: '' }))],
  [
    'numbers and signs',
    times(papers, (i) => ({ title: `${i} % → 😀`, abstract: '1 + 1 = 2; 3.14' })),
  ],
  ['a single topic', times(2, (i) => ({ title: `Energy ${i}`, abstract }))],
  ['two papers that share nothing', times(2, (i) => ({ title: coined(i + 50), abstract: '' }))],
];

describe('names of texts that say little or too much', () => {
  it.each(poor)('%s', async (_, texts) => {
    for (const name of await namesOf(texts)) {
      expect(name.trim()).not.toBe('');
      expect(name.length).toBeLessThanOrEqual(longestName);
    }
  });

  it('a single paper keeps its title', async () => {
    const labeller = await TopicLabeller.read({
      tree: balancedTree(1),
      texts: [{ title: 'Energy of molecules', abstract }],
      medoids: Uint32Array.of(0),
      cohesion: new Float32Array(1),
    });
    expect(labeller.topic(0).name).toBe('Energy of molecules');
  });
});
