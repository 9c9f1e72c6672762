/** The corpora kept on this device, as the corpus menu lists them. */
import type { KeptCorpus } from '../../engine/kept-library';
import type { Library } from '../../engine/library-client';

export class KeptCorpora {
  /** Last opened first. */
  list = $state.raw<readonly KeptCorpus[]>([]);
  /** Whether the list was read. */
  isKnown = $state(false);

  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  get ids(): ReadonlySet<string> {
    return new Set(this.list.map(({ id }) => id));
  }

  async refresh(): Promise<void> {
    try {
      this.list = await this.#library.list();
    } catch {
      // Without the engine nothing is kept; opening a corpus says so and why.
      this.list = [];
    }
    this.isKnown = true;
  }
}
