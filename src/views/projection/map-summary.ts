/** The map in a sentence or two, for those who do not see it. */
import type { LayoutKind } from '../../projection/layout';
import { counted } from '../shared/wording';
import type { MapTopic } from './topic-ground';

const layoutWords: Readonly<Record<LayoutKind, string>> = {
  umap: 'laid out by UMAP',
  pca: 'laid out by PCA',
  grid: 'in a grid',
};
/** Topics named; the outline has them all. */
const mostNamed = 5;

export interface Summarised {
  readonly papers: number;
  readonly layout: LayoutKind;
  readonly forming: boolean;
  readonly topics: readonly MapTopic[];
  /** Papers marked on the map. */
  readonly hits: number;
}

export function mapSummary({ papers, layout, forming, topics, hits }: Summarised): string {
  const shown = topics
    .filter(({ depth = 0, name }) => depth === 0 && name !== '')
    .sort((a, b) => b.members.length - a.members.length);
  const named = shown
    .slice(0, mostNamed)
    .map(({ name, members }) => `${name}, ${counted(members.length, 'paper')}`);
  const rest = shown.length - named.length;
  return [
    `${counted(papers, 'paper')} as points, ${layoutWords[layout]}${forming ? ', still forming' : ''}.`,
    ...(hits > 0 ? [`${counted(hits, 'paper')} marked.`] : []),
    ...(named.length > 0
      ? [`Topics: ${named.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`]
      : []),
  ].join(' ');
}
