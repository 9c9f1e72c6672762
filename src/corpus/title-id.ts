/** Ids made from titles, for papers that have no other. */
import { contentKey } from '../foundation/hash';
import { normaliseTitle } from './paper';

/** How ids begin that were made from a title. */
export const titleIdMark = 't:';

/** The id of a paper that has no other: a hash of its normalised title. */
export function titleId(title: string): string {
  return `${titleIdMark}${contentKey(normaliseTitle(title))}`;
}
