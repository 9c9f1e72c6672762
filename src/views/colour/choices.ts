/** What the map can be coloured by: its structure, or what its papers carry. */
import type { Dendrogram } from '../../clustering/dendrogram';
import { facetValues, type Facet } from '../../corpus/facets';
import type { Paper } from '../../corpus/paper';
import { categoryScheme, depthScheme, rampScheme, topicScheme, type ColourScheme } from './scheme';
import type { Theme } from './swatch';

export interface ColourChoice {
  /** `topic`, `topic-safe`, `depth`, `score`, or the key of a facet. */
  readonly key: string;
  readonly name: string;
}

const always: readonly ColourChoice[] = [
  { key: 'topic', name: 'Topic' },
  { key: 'topic-safe', name: 'Topic, for any colour vision' },
  { key: 'depth', name: 'Depth' },
];

/** A facet of authors or of abstracts has too many values, or too few, for colours to tell. */
const unsuited: ReadonlySet<string> = new Set(['authors', 'abstract']);

/**
 * The choices that make sense for papers.
 *
 * @param facets of the papers
 * @param searching whether something is being searched for, so that papers have scores
 */
export function colourChoices(
  facets: readonly Facet[],
  searching: boolean,
): readonly ColourChoice[] {
  const score = searching ? [{ key: 'score', name: 'Search score' }] : [];
  const suited = facets.filter(({ key }) => !unsuited.has(key));
  return [...always, ...score, ...suited.map(({ key, name }) => ({ key, name }))];
}

export interface SchemeOf {
  readonly key: string;
  readonly name: string;
  readonly tree: Dendrogram;
  readonly root: number;
  readonly theme: Theme;
  /** Paper of each leaf. */
  readonly papers: readonly Paper[];
  /** Score of every leaf that a search found, larger is better; null while nothing is searched. */
  readonly scores: ReadonlyMap<number, number> | null;
}

/** The scheme of a choice. */
export function schemeFor({ key, name, papers, scores, ...input }: SchemeOf): ColourScheme {
  switch (key) {
    case 'topic':
      return topicScheme(input);
    case 'topic-safe':
      return topicScheme({ ...input, palette: 'safe' });
    case 'depth':
      return depthScheme(input);
    case 'year':
      return rampScheme({
        ...input,
        ...yearRange(papers),
        title: name,
        valueOf: (leaf) => papers[leaf]?.year ?? null,
      });
    case 'score':
      return rampScheme({
        ...input,
        title: name,
        valueOf: (leaf) => scores?.get(leaf) ?? null,
        ends: ['weakest match', 'best match'],
        without: 'not found',
      });
    default:
      return categoryScheme({
        ...input,
        title: name,
        valueOf: (leaf) => {
          const paper = papers[leaf];
          return paper ? (facetValues(paper, key)[0] ?? null) : null;
        },
      });
  }
}

/** Share of the papers that may lie before the first year of the ramp. */
const oldest = 0.05;

/**
 * Years from the first to the last. Where the oldest papers alone would take more than a third of the
 * ramp, it begins after them, and they have its first colour: else all others would look alike.
 */
export function yearRange(papers: readonly Paper[]): {
  readonly range?: readonly [number, number];
  readonly ends?: readonly [string, string];
} {
  const years = papers.flatMap(({ year }) => (year === null ? [] : [year])).sort((a, b) => a - b);
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  const early = years[Math.floor(oldest * years.length)] ?? first;
  if (early - first <= (last - first) / 3) return {};
  return { range: [early, last], ends: [`${early} or before`, String(last)] };
}
