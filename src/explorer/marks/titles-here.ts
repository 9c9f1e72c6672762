/** Whether all titles of a published map have been read. */
import type { Paper } from '../../corpus/paper';

/** As `awaitedId` of the published site begins the others' ids, which is loaded with such a map alone. */
const awaited = 'awaited ';

/** Whether the titles of all papers are here, with their years, venues and categories. */
export function titlesAreHere(papers: readonly Paper[]): boolean {
  return !papers.some(({ id }) => id.startsWith(awaited));
}
