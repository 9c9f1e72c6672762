/** Which layout the projection shows, made by the engine when it is first asked for. */
import type { PaperMap } from '../engine/map';
import type { Failure } from '../foundation/result';
import { oneOf } from './address/field';
import { sharedPart, type SharedPart } from './address/shared-part.svelte';
import type { Arrangement } from '../projection/arrange';
import type { Layout, LayoutKind } from '../projection/layout';
import type { LayoutMaker } from './ports';

export const layoutField = oneOf<LayoutKind>('layout', ['umap', 'pca', 'grid']);

export class LayoutChoice {
  kind = $state<LayoutKind>(layoutField.usual);

  readonly shared: readonly SharedPart[] = [
    sharedPart(layoutField, {
      get: () => this.kind,
      set: (kind) => {
        this.kind = kind;
      },
    }),
  ];
  /** Arrangements made so far, from the layout `#from`. */
  #made = $state.raw<ReadonlyMap<LayoutKind, Arrangement>>(new Map());
  /** A map that is laid out again keeps its key, so arrangements belong to a layout. */
  #from = $state.raw<Layout | null>(null);
  #failed = $state.raw<{ layout: Layout; kind: LayoutKind; failure: Failure } | null>(null);

  readonly #maker: LayoutMaker;

  constructor(maker: LayoutMaker) {
    this.#maker = maker;
  }

  /** The chosen arrangement of a map; null until it is made. */
  of(map: PaperMap): Arrangement | null {
    return map.layout === this.#from ? (this.#made.get(this.kind) ?? null) : null;
  }

  /** Why the chosen arrangement of a map could not be made; null while nothing went wrong. */
  failureOf(map: PaperMap): Failure | null {
    const failed = this.#failed;
    return failed?.layout === map.layout && failed.kind === this.kind ? failed.failure : null;
  }

  /** Has the engine make the chosen arrangement of a finished map, once. */
  async want(map: PaperMap): Promise<void> {
    if (!map.layoutFinished || this.of(map) !== null) return;
    const { key, layout } = map;
    const { kind } = this;
    const arranged = await this.#maker.arrange(key, kind);
    this.#failed = arranged.ok ? null : { layout, kind, failure: arranged.error };
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
