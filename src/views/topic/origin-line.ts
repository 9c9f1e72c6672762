/** In a sentence, from which pile the papers of a topic come, where a map is made of several. */
import type { FacetCount } from '../../explorer/marks/facet-counts';
import { count, counted } from '../shared/wording';

/** Shares that differ by less than this factor are as good as the same. */
const notable = 1.2;

const factor = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/**
 * @param counts papers of the topic by origin, as `countFacet` counts them
 * @param size papers of the topic
 * @param total papers on the map
 * @returns null where there is nothing to tell apart
 */
export function originLine(
  counts: readonly FacetCount[],
  size: number,
  total: number,
): string | null {
  const [most] = counts;
  if (!most) return null;
  if (size === total)
    return counts.length < 2
      ? null
      : `${counts.map(({ value, here }) => `${count(here)} from ${value}`).join(', ')}.`;
  if (most.here === size) {
    const many = size === 1 ? 'Its one paper comes' : `All ${count(size)} of its papers come`;
    return `${many} from ${most.value}, as do ${count(most.overall)} of ${counted(total, 'paper')} on the map.`;
  }
  const richest = counts.reduce((best, next) => (next.lift > best.lift ? next : best));
  if (richest.lift < notable) return 'Its papers come from each origin as often as all papers do.';
  return (
    `${factor.format(richest.lift)}× as many from ${richest.value} as on the whole map: ` +
    `${count(richest.here)} of ${count(size)} here, ${count(richest.overall)} of ${count(total)} there.`
  );
}
