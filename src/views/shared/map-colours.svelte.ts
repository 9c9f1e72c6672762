/** The colours of the map, one scheme for every view. */
import { rgb } from 'd3-color';
import type { Explorer } from '../../explorer/explorer.svelte';
import { colourChoices, schemeFor, type ColourChoice } from '../colour/choices';
import type { Legend } from '../colour/scheme';
import { neutralSwatch, readMarks, type Swatch, type Theme } from '../colour/swatch';

export class MapColours {
  readonly #explorer: Explorer;
  readonly #isDark: () => boolean;

  constructor(explorer: Explorer, isDark: () => boolean) {
    this.#explorer = explorer;
    this.#isDark = isDark;
  }

  readonly theme: Theme = $derived.by(() => (this.#isDark() ? 'dark' : 'light'));

  /** What the map on show can be coloured by. */
  readonly choices: readonly ColourChoice[] = $derived.by(() =>
    colourChoices(this.#explorer.filters.facets, this.#explorer.search.scores !== null),
  );

  /** The choice in force: the user's where these papers allow it. */
  readonly chosen: string = $derived.by(() => {
    const { colour } = this.#explorer.display;
    return this.choices.some(({ key }) => key === colour) ? colour : 'topic';
  });

  /** By itself: with other choices to be had, the colours of the one in force stay. */
  readonly #name = $derived.by(
    () => this.choices.find(({ key }) => key === this.chosen)?.name ?? '',
  );

  readonly #scheme = $derived.by(() => {
    const { tree, root, papers } = this.#explorer;
    if (!tree) return null;
    return schemeFor({
      key: this.chosen,
      name: this.#name,
      tree,
      root,
      theme: this.theme,
      papers,
      scores: this.chosen === 'score' ? this.#explorer.search.scores : null,
    });
  });

  readonly legend: Legend | null = $derived.by(() => this.#scheme?.legend ?? null);

  /** The swatch of a node; grey while there is no map. */
  readonly swatchOf = $derived.by((): ((node: number) => Swatch) => {
    const scheme = this.#scheme;
    const plain = neutralSwatch(0, this.theme);
    return (node) => scheme?.swatchOf(node) ?? plain;
  });

  /** The colour of a paper's point or of a topic in a list. */
  readonly markOf = (node: number): string => this.swatchOf(node).mark;

  /** One 0xRRGGBB per paper. */
  readonly points: Uint32Array = $derived.by(() =>
    readMarks(this.swatchOf, this.#explorer.tree?.n ?? 0, packed),
  );
}

/** A CSS colour as 0xRRGGBB. */
export function packed(colour: string): number {
  const { r, g, b } = rgb(colour);
  return (Math.round(r) << 16) | (Math.round(g) << 8) | Math.round(b);
}
