/**
 * Where the user looks at the projection from, once they have moved it. It belongs to the place it
 * was chosen at: another topic, part or layout is shown whole again.
 */
import { textField, type Field } from './field';
import { sharedPart, type SharedPart } from './shared-part.svelte';

/** Where the projection is looked at from, whatever the size of the window. */
export interface Viewpoint {
  /** What is in the middle, in the layout's units. */
  readonly x: number;
  readonly y: number;
  /** How much of the layout the shorter side of the view spans; above 0. */
  readonly span: number;
}

/** Null where the view shows all of the topic, as it does by itself. */
export const cameraField: Field<Viewpoint | null> = textField<Viewpoint | null>({
  key: 'camera',
  usual: null,
  write: (view) => view && [view.x, view.y, view.span].map(rounded).join(','),
  read: readViewpoint,
});

/** Four digits place a view to within a pixel, as closely as anybody looks. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function readViewpoint(text: string): Viewpoint | null {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [x = Number.NaN, y = Number.NaN, span = Number.NaN, ...others] = numbers;
  const sound = Math.abs(x) <= 100 && Math.abs(y) <= 100 && span > 0 && span <= 1000;
  return sound && others.length === 0 ? { x, y, span } : null;
}

export class ChosenViewpoint {
  readonly #place: () => string;
  #chosen = $state.raw<{ readonly view: Viewpoint; readonly place: string } | null>(null);

  /** What the address says, until the user is at the place that it says it of. */
  #named: Viewpoint | null = null;

  readonly shared: readonly SharedPart[] = [
    sharedPart(cameraField, {
      get: () => this.view,
      set: (view) => {
        this.#named = view;
      },
      arrive: () => this.choose(this.#named),
    }),
  ];

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
