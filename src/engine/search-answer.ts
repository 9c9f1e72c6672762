/** A search's answer as it is handed to the page. */
import type { SearchHits } from '../search/search';
import type { SearchAnswer, SearchBy } from './search-service';

/** @param by what ranked the papers */
export function answered({ hits, ranked, ...rest }: SearchHits, by: SearchBy): SearchAnswer {
  return {
    ...rest,
    papers: Uint32Array.from(hits, ({ paper }) => paper),
    scores: Float32Array.from(hits, ({ score }) => score),
    complete: ranked ? rest.complete : hits.length,
    by,
  };
}
