import type { Neighbours } from '../clustering/neighbours';
import type { Layout } from '../projection/layout';
import { placePapers } from '../projection/place';
import type { SessionOptions } from './session-options';
import type { StageCall } from './stage-recorder';

/** What a layout begins with, and the layout itself where nothing remains to be done. */
export interface LayoutBeginning {
  readonly initial: Layout;
  readonly known: Layout | undefined;
}

/** The layout of one map: kept, placed into an earlier one, or optimised. */
export class LayoutStage {
  readonly #options: SessionOptions;
  readonly #call: StageCall;
  readonly #stop = new AbortController();

  constructor(options: SessionOptions, call: StageCall) {
    this.#options = options;
    this.#call = call;
  }

  /** Ends the optimisation early; what there is then is kept. */
  stop(): void {
    this.#stop.abort();
  }

  /** Whether a kept layout is not what is wanted yet. */
  isToBeLaidOut({ stopped }: Layout): boolean {
    const { keptLayout } = this.#options;
    return keptLayout === 'afresh' || (keptLayout === 'continued' && stopped !== undefined);
  }

  /** What there is to begin with: a kept layout, an earlier one with the new papers in it, or PCA. */
  async begin(neighbours: Neighbours): Promise<LayoutBeginning> {
    const { recorder, runners, source, before, earlier, keptLayout } = this.#options;
    const kept =
      keptLayout === 'afresh'
        ? undefined
        : await recorder.kept('layout', this.#call.key, neighbours.n);
    if (kept !== undefined)
      return { initial: kept, known: this.isToBeLaidOut(kept) ? undefined : kept };
    if (earlier !== null) {
      const placed = await recorder.timed('project', () => placePapers(neighbours, earlier.layout));
      return { initial: placed, known: placed };
    }
    const vectors = await source.load();
    const like = await before?.load();
    const initial = await recorder.timed('project', () => runners.initialLayout(vectors, like));
    before?.release();
    return { initial, known: undefined };
  }

  /** Optimises a layout to its end, or until it is stopped. */
  project(
    neighbours: Neighbours,
    initial: Layout,
    signal: AbortSignal,
    onPositions: (positions: Float32Array) => void,
  ): Promise<Layout> {
    const { recorder, runners, settings } = this.#options;
    return recorder.timed('project', () =>
      runners.project(neighbours, initial, {
        ...recorder.options(this.#call, signal),
        seed: settings.seed,
        stop: this.#stop.signal,
        onPositions,
      }),
    );
  }
}
