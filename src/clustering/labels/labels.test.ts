import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dendrogram, childrenOf, rootOf } from '../dendrogram';
import { nameSeparator } from '../topic';
import { withoutHeadings } from './headings';
import { buildPhraseIndex } from './phrase-index';
import { titleName } from './title-name';
import { longestName, TopicLabeller } from './topic-labeller';
import { WordSplitter } from './word-runs';

/** A dendrogram from nested pairs, e.g. `[[0, 1], [2, 3]]`, numbered from the bottom left up. */
type Nested = number | readonly [Nested, Nested];

function treeOf(nested: Nested, n: number): Dendrogram {
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  const height = new Float32Array(n - 1);
  const order: number[] = [];
  const start = new Uint32Array(2 * n - 1);
  const size = new Uint32Array(2 * n - 1).fill(1);
  const parent = new Int32Array(2 * n - 1).fill(-1);
  let next = n;
  const visit = (part: Nested): number => {
    if (typeof part === 'number') {
      start[part] = order.length;
      order.push(part);
      return part;
    }
    const from = order.length;
    const [a, b] = [visit(part[0]), visit(part[1])];
    const node = next++;
    left[node - n] = a;
    right[node - n] = b;
    start[node] = from;
    size[node] = order.length - from;
    height[node - n] = size[node];
    parent[a] = parent[b] = node;
    return node;
  };
  visit(nested);
  return { n, left, right, height, order: Uint32Array.from(order), start, size, parent };
}

async function labellerFor(nested: Nested, texts: readonly { title: string; abstract: string }[]) {
  const tree = treeOf(nested, texts.length);
  const nodes = 2 * texts.length - 1;
  const medoids = Uint32Array.from(
    { length: nodes },
    (_, node) => tree.order[tree.start[node] ?? 0] ?? 0,
  );
  return {
    tree,
    labeller: await TopicLabeller.read({ tree, texts, medoids, cohesion: new Float32Array(nodes) }),
  };
}

const piles = [
  'We study domain adaptation for medical images. Domain adaptation moves a segmenter to new hospitals.',
  'Domain adaptation of segmenters. Source-free domain adaptation keeps hospital data private.',
  'Unsupervised domain adaptation across hospitals, with a segmenter for medical images.',
  'A review of domain adaptation for images of hospitals.',
  'Graph neural networks pass messages along edges. Molecules are graphs of atoms.',
  'Graph neural networks predict the energy of molecules from their atoms.',
  'Graph neural networks on molecules: message passing over bonds and atoms.',
  'Molecules and their bonds as seen by graph neural networks.',
].map((abstract, i) => ({ title: `Paper number ${i}`, abstract }));
const pairs: Nested = [
  [
    [0, 1],
    [2, 3],
  ],
  [
    [4, 5],
    [6, 7],
  ],
];

describe('words', () => {
  it('ends a run at punctuation but not at spaces', () => {
    const runs = new WordSplitter().runs('Deep nets, and self-supervised learning (SSL).');
    expect(runs.map((run) => run.map(({ surface }) => surface))).toEqual([
      ['Deep', 'nets'],
      ['and', 'self-supervised', 'learning'],
      ['SSL'],
    ]);
  });

  it('are the same by the fast way of plain text and by that of all text', () => {
    const signs = [...'ab Z9 \t\n+-/&\'.,;:()!?"$\\{}^_~@'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 60 }), (letters) => {
        const text = letters.join('');
        const spelt = (splitter: WordSplitter, all: string) =>
          splitter.runs(all, 'en').map((run) => run.map(({ surface }) => surface));
        const fast = spelt(new WordSplitter(), text);
        // One sign that is not ASCII has the whole text read the general way.
        expect([...fast, ['é']]).toEqual(spelt(new WordSplitter(), `${text} ; é`));
      }),
    );
  });

  it('gives a hyphenated compound the forms of its parts', () => {
    const [run] = new WordSplitter().runs('self-supervised');
    expect(run?.[0]?.forms).toEqual(['self', 'supervised']);
  });

  it('segments scripts that have no spaces', () => {
    const words = new WordSplitter().runs('机器学习方法').flat();
    expect(words.length).toBeGreaterThan(1);
    expect(words.map(({ surface }) => surface).join('')).toBe('机器学习方法');
  });

  it('skips formulas, addresses and commands', () => {
    const words = new WordSplitter()
      .runs('loss $\\alpha_x$ at https://example.org/a \\textbf{bold}')
      .flat();
    expect(words.map(({ surface }) => surface)).toEqual(['loss', 'at', 'bold']);
  });
});

describe('phrase index', () => {
  it('joins spellings of one phrase and shows the commonest', async () => {
    const index = await buildPhraseIndex(
      ['self-supervised learning', 'Self-supervised learning', 'self supervised learning'].map(
        (abstract) => ({ title: '', abstract: `We use ${abstract} here` }),
      ),
    );
    const at = index.keys.indexOf('self supervised learning');
    expect(index.documentFrequency[at]).toBe(3);
    expect(index.surfaces[at]).toBe('self-supervised learning');
  });

  it('keeps capitals that belong to the word', async () => {
    const texts = Array.from({ length: 4 }, () => ({
      title: 'On GANS',
      abstract: 'Training GANs is hard',
    }));
    expect((await buildPhraseIndex(texts)).surfaces).toContain('GANs');
  });

  it.each([
    // A title's capitals give way to what running text uses; a name's own stay.
    ['Young Adult Fiction', 'young adult fiction'],
    ['Native American Fiction', 'Native American fiction'],
  ])('writes %s as %s', async (inTitle, spelt) => {
    const texts = [
      { title: inTitle, abstract: '' },
      { title: `On ${inTitle}`, abstract: 'Each young adult reads fiction.' },
      {
        title: '',
        abstract: 'Of the Native American readers, young and adult, some read fiction.',
      },
      { title: '', abstract: 'The Native American readers.' },
    ];
    expect((await buildPhraseIndex(texts)).surfaces).toContain(spelt);
  });

  it('counts a paper once and marks what its title says', async () => {
    const texts = [
      { title: 'Molecules', abstract: 'molecules and molecules' },
      { title: 'Atoms', abstract: 'molecules' },
    ];
    const index = await buildPhraseIndex(texts);
    const molecule = index.keys.indexOf('molecule');
    const marks = [...index.ids].flatMap((id, at) => (id === molecule ? [index.inTitle[at]] : []));
    expect(marks).toEqual([1, 0]);
  });
});

describe('topic names', () => {
  it('say what tells two topics apart', async () => {
    const { tree, labeller } = await labellerFor(pairs, piles);
    const [a, b] = childrenOf(tree, rootOf(tree));
    const names = [a, b].map((node) => labeller.topic(node ?? -1).name);
    expect(names[0]).toMatch(/domain adaptation/);
    expect(names[1]).toMatch(/graph neural networks|molecules/);
  });

  it('do not depend on the order in which they are asked for', async () => {
    const down = await labellerFor(pairs, piles);
    const up = await labellerFor(pairs, piles);
    const nodes = Array.from({ length: 2 * piles.length - 1 }, (_, node) => node);
    const namesUp = nodes.map((node) => up.labeller.topic(node).name);
    const namesDown = nodes.reverse().map((node) => down.labeller.topic(node).name);
    expect(namesDown.reverse()).toEqual(namesUp);
  });

  it('name a single paper by its title', async () => {
    const { labeller } = await labellerFor(0, [{ title: 'Only one', abstract: '' }]);
    expect(labeller.topic(0).name).toBe('Only one');
  });

  describe('of a topic of several subjects', () => {
    const subjects = [
      'protein folding',
      'speech recognition',
      'robot grasping',
      'crop rotation',
      'bird migration',
      'bridge inspection',
      'galaxy rotation',
    ];
    const four = (subject: number): Nested => [
      [4 * subject, 4 * subject + 1],
      [4 * subject + 2, 4 * subject + 3],
    ];

    /** The name of the topic of all subjects but the last. */
    const nameOfFirst = async (count: number): Promise<string> => {
      const told = [...subjects.slice(0, count), ...subjects.slice(-1)];
      const texts = told.flatMap((subject) =>
        [1, 2, 3, 4].map((i) => ({ title: `Paper ${i}`, abstract: `Notes on ${subject}.` })),
      );
      let nested = four(0);
      for (let subject = 1; subject <= count; subject++) nested = [nested, four(subject)];
      const { tree, labeller } = await labellerFor(nested, texts);
      const [mixed] = childrenOf(tree, rootOf(tree));
      return labeller.topic(mixed ?? -1).name;
    };

    it('lists three parts and counts the rest where two phrases say little of it', async () => {
      const name = await nameOfFirst(6);
      expect(name).toMatch(/^[^,·]+, [^,·]+, [^,·]+ \+\d$/);
      expect(subjects.filter((subject) => name.includes(subject))).toHaveLength(3);
      expect(name).not.toContain('galaxy');
    });

    it('is two phrases where those say a good share of it', async () => {
      expect(await nameOfFirst(3)).toMatch(/^[^,·+]+ · [^,·+]+$/);
    });
  });

  it('call two or three papers by the central title, shortened where one would pause', async () => {
    const title =
      'Slow feature analysis of human navigation for the design of walkable neighbourhoods';
    const { tree, labeller } = await labellerFor(
      [
        [0, 1],
        [2, 3],
      ],
      Array.from({ length: 4 }, () => ({ title, abstract: '' })),
    );
    const [pair] = childrenOf(tree, rootOf(tree));
    expect(labeller.topic(pair ?? -1).name).toBe('Slow feature analysis of human navigation');
  });

  it('fall back to a title when no phrase is shared', async () => {
    const { tree, labeller } = await labellerFor(
      [0, 1],
      [
        { title: 'Alpha of the new', abstract: '' },
        { title: '', abstract: '' },
      ],
    );
    expect(labeller.topic(rootOf(tree)).name).not.toBe('');
  });

  it('are never empty, and never longer than their room', async () => {
    const vocabulary =
      'graph molecule hospital segmenter kernel robot privacy video speech protein'.split(' ');
    const text = fc
      .array(fc.constantFrom(...vocabulary), { minLength: 3, maxLength: 12 })
      .map((words) => ({ title: words.slice(0, 2).join(' '), abstract: words.join(' ') }));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 14 }), async (texts) => {
        let nested: Nested = 0;
        for (let i = 1; i < texts.length; i++) nested = i % 3 ? [nested, i] : [i, nested];
        const { tree, labeller } = await labellerFor(nested, texts);
        for (let node = tree.n; node < rootOf(tree); node++) {
          const { name } = labeller.topic(node);
          expect(name).not.toBe('');
          expect(name.length).toBeLessThanOrEqual(longestName);
          const phrases = name.split(nameSeparator);
          expect(new Set(phrases).size).toBe(phrases.length);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('stand for any text whatever', async () => {
    const text = fc.record({
      title: fc.string({ unit: 'grapheme' }),
      abstract: fc.string({ unit: 'grapheme', maxLength: 200 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 12 }), async (texts) => {
        let nested: Nested = 0;
        for (let i = 1; i < texts.length; i++) nested = i % 3 ? [nested, i] : [i, nested];
        const { tree, labeller } = await labellerFor(nested, texts);
        for (let node = tree.n; node <= rootOf(tree); node++) {
          const { name } = labeller.topic(node);
          expect(name).not.toBe('');
          expect(name.length).toBeLessThanOrEqual(longestName);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('what is no text', () => {
  it.each([
    ['Background: Pain is common. OUTCOME MEASURES: Pain.', 'Pain is common. Pain.'],
    ['Objective To test aspirin. Results: None.', 'To test aspirin. None.'],
    ['Materials and methods: We took 30 mice.', 'We took 30 mice.'],
    ['The background: a colour; results follow', 'The background: a colour; results follow'],
    ['Hintergrund: Schmerz. Ergebnisse: Keine.', 'Schmerz. Keine.'],
  ])('headings of structured abstracts: %s', (text, left) => {
    expect(
      withoutHeadings(text)
        .replace(/(?:\s*\.)+\s*/g, '. ')
        .replace(/^\. /, '')
        .trim(),
    ).toBe(left.trim());
  });
});

describe('titles as names', () => {
  it.each([
    ['Short enough', 'Short enough'],
    [
      'A new benchmark: detecting faint galaxies in crowded fields of the southern sky',
      'detecting faint galaxies',
    ],
    [
      'Why do neighbourhoods differ? A study of walking and cycling in the old towns of Europe',
      'Why do neighbourhoods differ',
    ],
    [
      'A likelihood approach to nonparametric estimation of a singular distribution by deep networks',
      'A likelihood approach to nonparametric estimation …',
    ],
    [
      'A new small duckbilled dinosaur (Hadrosauridae: Lambeosaurinae) from the Maastrichtian of Africa',
      'A new small duckbilled dinosaur',
    ],
    [
      'Measuring rainfall (as seen by radar and gauges together) over mountains of the Alps',
      'Measuring rainfall',
    ],
    ['x'.repeat(200), `${'x'.repeat(54)} …`],
  ])('%s', (title, name) => {
    expect(titleName(title, longestName)).toBe(name);
  });
});

describe('names that are wanted otherwise', () => {
  const name = (labeller: TopicLabeller, node: number): string => labeller.topic(node).name;

  it('do without a word that is hidden, in any number, and have it again afterwards', async () => {
    const { labeller } = await labellerFor(pairs, piles);
    expect(name(labeller, 10)).toContain('domain adaptation');
    for (const hidden of ['adaptation', 'Adaptations', 'domain adaptation']) {
      const without = labeller.without([hidden.toLowerCase()]);
      for (let node = 8; node < 15; node++) {
        const said = name(without, node);
        expect(said, hidden).not.toBe('');
        expect(said.toLowerCase(), hidden).not.toContain('domain adaptation');
        expect(
          without.topic(node).terms.every(({ term }) => !term.includes('adaptation')),
          hidden,
        ).toBe(true);
      }
    }
    // Half a word is none.
    expect(name(labeller.without(['adapt']), 10)).not.toContain('adaptation');
    expect(name(labeller.without(['dom']), 10)).toBe(name(labeller, 10));
    expect(name(labeller.without([]), 10)).toBe(name(labeller, 10));
  });

  it('are the central title where every word is hidden', async () => {
    const { labeller } = await labellerFor(pairs, piles);
    const every = piles.flatMap(({ abstract }) => abstract.toLowerCase().match(/[a-z]+/g) ?? []);
    expect(name(labeller.without(every), 10)).toMatch(/^Paper number/);
  });

  it('stay where they are carried over, and nothing beside says the same', async () => {
    const tree = treeOf(pairs, piles.length);
    const sources = {
      tree,
      texts: piles,
      medoids: new Uint32Array(15),
      cohesion: new Float32Array(15),
    };
    // 10 = {0, 1, 2, 3} and 13 = {4, 5, 6, 7}; both would be called by graph neural networks.
    const carried = new Map([
      [10, 'graph neural networks'],
      [8, 'graph neural networks · hospitals'],
    ]);
    const labeller = await TopicLabeller.read({ ...sources, carried });
    expect(name(labeller, 10)).toBe('graph neural networks');
    expect(name(labeller, 13)).not.toContain('graph neural networks');
    // A part of it stands on no cut together with it.
    expect(name(labeller, 8)).toBe('graph neural networks · hospitals');
    const twice = await TopicLabeller.read({
      ...sources,
      carried: new Map([
        [10, 'molecules'],
        [13, 'molecules'],
      ]),
    });
    expect([10, 13].filter((node) => name(twice, node) === 'molecules')).toEqual([13]);
    expect(name(labeller.without(['networks']), 10)).not.toContain('networks');
  });
});
