/** Which layout the projection shows, made by the engine when it is first asked for. */
import type { PaperMap } from '../engine/map';
import type { Arrangement } from '../projection/arrange';
import type { Layout, LayoutKind } from '../projection/layout';
import type { LayoutMaker } from './ports';

export class LayoutChoice {
  kind = $state<LayoutKind>('umap');
  /** Arrangements made so far, from the layout `#from`. */
  #made = $state.raw<ReadonlyMap<LayoutKind, Arrangement>>(new Map());
  /** A map that is laid out again keeps its key, so arrangements belong to a layout. */
  #from = $state.raw<Layout | null>(null);

  readonly #maker: LayoutMaker;

  constructor(maker: LayoutMaker) {
    this.#maker = maker;
  }

  /** The chosen arrangement of a map; null until it is made. */
  of(map: PaperMap): Arrangement | null {
    return map.layout === this.#from ? (this.#made.get(this.kind) ?? null) : null;
  }

  /** Has the engine make the chosen arrangement of a finished map, once. */
  async want(map: PaperMap): Promise<void> {
    if (!map.layoutFinished || this.of(map) !== null) return;
    const { key, layout } = map;
    const arranged = await this.#maker.arrange(key, this.kind);
    if (!arranged.ok) return;
    this.#made = new Map(layout === this.#from ? this.#made : []).set(
      arranged.value.kind,
      arranged.value,
    );
    this.#from = layout;
  }

  /** Ends the forming of a map's layout and keeps it as it is. */
  async stop(map: PaperMap): Promise<void> {
    await this.#maker.stopLayout(map.key);
  }
}
