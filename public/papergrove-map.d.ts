/** Types of `papergrove-map.js`, the custom element `<papergrove-map>`; how to use it: docs/publish.md. */

/** A topic on show. */
export interface MapZoom {
  /** Its number in the tree of the map. */
  readonly topic: number;
  readonly name: string;
  /** How many papers it holds. */
  readonly papers: number;
}

export interface MapPaper {
  readonly id: string;
  readonly title: string;
}

export interface PapergroveMapEventMap {
  /** Another topic is on show; the first is told, too. */
  'papergrove-zoom': CustomEvent<MapZoom>;
  /** A paper was selected; null: none any more. */
  'papergrove-select': CustomEvent<MapPaper | null>;
  /** A paper is under the pointer or has the focus; null: none any more. */
  'papergrove-hover': CustomEvent<MapPaper | null>;
}

/**
 * A published map inside another page. It has one part for CSS, `frame`, and the properties
 * `--papergrove-map-height` (24rem) and `--papergrove-map-border` (1px solid).
 */
export declare class PapergroveMap extends HTMLElement {
  /** Address of the folder of the site, relative to the page; http or https. */
  src: string;
  /** What is shown of it: what stands behind the # of a copied link; empty for all of it. */
  place: string;
  /** What screen readers call it; “Map of papers” unless said. */
  label: string;
  addEventListener<K extends keyof PapergroveMapEventMap>(
    type: K,
    listener: (this: PapergroveMap, event: PapergroveMapEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'papergrove-map': PapergroveMap;
  }
}
