/**
 * Maps on their way from the engine to the page. A map is said again when its names, its layout or
 * its standing changed; its tree and neighbours, which are most of it, cross over once. The page
 * then has the same objects as before, and draws nothing again that did not change.
 */
import type { BuildEvent, PaperMap } from './map';

type Structure = Pick<PaperMap, 'tree' | 'medoids' | 'cohesion' | 'neighbours'>;

/** What crosses over. */
export type WireEvent =
  | BuildEvent
  /** A map whose tree is that of the map last said under the same key. */
  | { readonly kind: 'map-again'; readonly map: Omit<PaperMap, keyof Structure> };

/** The engine's end, for one build. */
export class MapSender {
  readonly #sent = new Map<string, Structure>();

  wire(event: BuildEvent): WireEvent {
    if (event.kind !== 'map') return event;
    const { tree, medoids, cohesion, neighbours, ...rest } = event.map;
    const sent = this.#sent.get(rest.key);
    if (sent?.tree === tree && sent.neighbours === neighbours)
      return { kind: 'map-again', map: rest };
    this.#sent.set(rest.key, { tree, medoids, cohesion, neighbours });
    return event;
  }
}

/** The page's end, for one build. */
export class MapReceiver {
  readonly #had = new Map<string, Structure>();

  /** @throws Error when a map is said again that never came */
  read(event: WireEvent): BuildEvent {
    if (event.kind === 'map') {
      const { key, tree, medoids, cohesion, neighbours } = event.map;
      this.#had.set(key, { tree, medoids, cohesion, neighbours });
      return event;
    }
    if (event.kind !== 'map-again') return event;
    const had = this.#had.get(event.map.key);
    if (had === undefined) throw new Error(`The map ${event.map.key} was never sent.`);
    return { kind: 'map', map: { ...event.map, ...had } };
  }
}
