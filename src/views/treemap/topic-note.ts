/**
 * What is most frequent among a topic's papers, in a few words: DendroMap's unshipped idea of class
 * names in the labels.
 */
import { shortVenue } from '../../corpus/venue-names';
import { countFacet, type FacetIndex } from '../../explorer/marks/facet-counts';

export interface TopicNote {
  /** For the label strip: a value that many have and its share, such as "cs.CV 62%"; may be empty. */
  readonly label: string;
  /** For the tip: the top values of each facet, such as "cs.CV 62%, cs.LG 30% · 2019–2023". */
  readonly tip: string;
}

/** Facets of which too many values occur once, or that say little of a topic. */
const unsaid: ReadonlySet<string> = new Set(['authors', 'abstract']);

/** Facets that are told in the tip besides years and code. */
const mostFacets = 2;
const mostValues = 3;
/** A value that fewer of the papers have does not tell what a topic is like. */
const leastShare = 0.2;

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** The facets that tell something of a topic, `first` before the others where it is one of them. */
export function tellingFacets(keys: readonly string[], first: string): readonly string[] {
  const telling = keys.filter((key) => !unsaid.has(key));
  return [...telling.filter((key) => key === first), ...telling.filter((key) => key !== first)];
}

/**
 * @param facets in the order in which they are to be told
 * @param leaves the papers of the topic, at least one
 */
export function topicNote(facets: readonly FacetIndex[], leaves: ArrayLike<number>): TopicNote {
  let label = '';
  let told = 0;
  const parts: string[] = [];
  for (const index of facets) {
    if (told === mostFacets && index.key !== 'year' && index.key !== 'code') continue;
    const counts = countFacet(index, leaves);
    if (index.key === 'year') {
      const years = counts.map(({ value }) => Number(value));
      const [first, last] = [Math.min(...years), Math.max(...years)];
      if (years.length > 0) parts.push(first === last ? String(first) : `${first}–${last}`);
    } else if (index.key === 'code') {
      const share = counts.find(({ value }) => value === 'yes')?.share ?? 0;
      parts.push(`${percent.format(share)} with code`);
    } else if (counts.length > 0) {
      told++;
      const values = counts.slice(0, mostValues).map(({ value, share }) => {
        const short = index.key === 'venue' ? shortVenue(value) : value;
        return `${short} ${percent.format(share)}`;
      });
      parts.push(values.join(', '));
      const [top] = counts;
      if (label === '' && top && top.share >= leastShare) label = values[0] ?? '';
    }
  }
  return { label, tip: parts.join(' · ') };
}
