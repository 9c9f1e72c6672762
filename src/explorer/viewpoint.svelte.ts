/**
 * Where the user looks at the projection from, once they have moved it. It belongs to the place it
 * was chosen at: another topic, part or layout is shown whole again.
 */
import type { Viewpoint } from './address';

export class ChosenViewpoint {
  readonly #place: () => string;
  #chosen = $state.raw<{ readonly view: Viewpoint; readonly place: string } | null>(null);

  /** @param place names what is laid out, and how */
  constructor(place: () => string) {
    this.#place = place;
  }

  /** Null where all of the topic on show is in view, as it is by itself. */
  readonly view: Viewpoint | null = $derived.by(() =>
    this.#chosen?.place === this.#place() ? this.#chosen.view : null,
  );

  choose(view: Viewpoint | null): void {
    this.#chosen = view && { view, place: this.#place() };
  }
}
