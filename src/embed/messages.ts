/**
 * What a map inside another page and the element around it say to each other. Types alone: what both
 * import would be a second file beside the element's own.
 */
import type { MapPaper, MapZoom } from '../../public/papergrove-map';

/** From the map's window to the one around it, whoever that is: it takes a port now. */
export interface Ready {
  readonly papergrove: 'ready';
}
/** The answer, with the port that the map tells its news through. */
export interface Listening {
  readonly papergrove: 'listening';
}

export type MapNews =
  | { readonly kind: 'zoom'; readonly detail: MapZoom }
  | { readonly kind: 'select' | 'hover'; readonly detail: MapPaper | null };
