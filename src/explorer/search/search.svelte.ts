/**
 * Finding papers while the user types. The engine's worker searches: hits by words come first, the
 * fused ones (words and meaning) follow when typing pauses. Only the latest query counts, and at most
 * one is in the worker at a time, so that no keystroke waits for the answers to earlier ones.
 */
import type { SearchAnswer, SearchBy } from '../../engine/search-service';
import type { Failure } from '../../foundation/result';
import type { Completion } from '../../search/completions';
import type { Nearness } from '../../search/search';
import type { Sentence } from '../../search/excerpt';
import { anyText } from '../address/field';
import { sharedPart, type SharedPart } from '../address/shared-part.svelte';
import type { PaperFinder } from '../ports';

/** Milliseconds without a keystroke after which meaning is asked for. */
const pause = 120;

/** What is searched: a corpus, and which of its papers are on the map. */
export interface Searched {
  readonly corpusId: string;
  /** Indices into the corpus of the map's leaves; null when leaf `i` is paper `i`. */
  readonly subset: Uint32Array | null;
}

/** A leaf found, and its place in the answer. */
export interface Hit {
  readonly leaf: number;
  readonly at: number;
}

/** What is searched for. */
export const queryField = anyText('q');

export class Search {
  /** What is typed. */
  query = $state('');

  readonly shared: readonly SharedPart[] = [
    sharedPart(queryField, {
      get: () => (this.query === '' ? null : this.query),
      set: (query) => {
        if ((query ?? '') !== this.query) void this.ask(query ?? '');
      },
    }),
  ];
  /** Why there is no answer; null while there is one or none was asked for. */
  failure = $state.raw<Failure | null>(null);

  readonly #finder: PaperFinder;
  readonly #searched: () => Searched | null;
  /** What was found for it in the corpus; null while nothing is asked. */
  answer = $state.raw<SearchAnswer | null>(null);
  /** Whether the nearest papers are wanted though the question belongs to none. */
  showsForeign = $state(false);
  #asked = 0;
  /** The search by words that the worker is at. */
  #underWay: Promise<unknown> = Promise.resolve();

  /** @param searched null while no papers are open */
  constructor(finder: PaperFinder, searched: () => Searched | null) {
    this.#finder = finder;
    this.#searched = searched;
  }

  /** Leaves of the answer, best first, and what it says of each; null while nothing is asked. */
  readonly hits: readonly Hit[] | null = $derived.by(() => {
    const answer = this.answer;
    if (!answer) return null;
    const subset = this.#searched()?.subset;
    const leafOf = subset && new Map(Array.from(subset, (paper, leaf) => [paper, leaf]));
    return Array.from(answer.papers, (paper, at) => ({
      leaf: leafOf ? (leafOf.get(paper) ?? -1) : paper,
      at,
    })).filter(({ leaf }) => leaf >= 0);
  });
  readonly #shown = $derived(this.answer?.foreign && !this.showsForeign ? [] : this.hits);

  readonly #complete = $derived(this.#shown?.filter(({ at }) => at < (this.answer?.complete ?? 0)));
  /** What counts as found: papers that have all words, and only where none has them, the nearest. */
  readonly #counted = $derived(this.#complete?.length ? this.#complete : this.#shown);

  /** Score of every leaf found, best first; larger is better. Null while nothing is asked. */
  readonly scores: ReadonlyMap<number, number> | null = $derived(
    this.#counted &&
      new Map(this.#counted.map(({ leaf, at }) => [leaf, this.answer?.scores[at] ?? 0])),
  );
  /** Leaves nearest in meaning that do not have all words, where others have them: to read, not found. */
  readonly beyond: readonly number[] = $derived(
    this.#counted === this.#shown
      ? []
      : (this.#shown?.filter(({ leaf }) => this.scores?.has(leaf) === false) ?? []).map(
          ({ leaf }) => leaf,
        ),
  );
  /** How near the leaves are that do not have all words, where meaning found them. */
  readonly nearness: ReadonlyMap<number, Nearness | undefined> = $derived.by(() => {
    const { complete = 0, nearness = [] } = this.answer ?? {};
    const near = this.#shown?.filter(({ at }) => nearness[at - complete] !== undefined);
    return new Map(near?.map(({ leaf, at }) => [leaf, nearness[at - complete]]));
  });
  /** The sentence of each of those that says most of what was asked, in its abstract. */
  readonly sentences: ReadonlyMap<number, Sentence> = $derived.by(() => {
    const { complete = 0, sentences = [] } = this.answer ?? {};
    return new Map(
      this.#shown?.flatMap(({ leaf, at }) => {
        const sentence = sentences[at - complete];
        return sentence ? [[leaf, sentence] as const] : [];
      }),
    );
  });
  /** What was typed, without terms that ask for what no paper here carries and that were left out. */
  readonly followed: string = $derived(
    (this.answer?.unread ?? [])
      .filter(({ why }) => why === 'absent')
      .reduce((query, { typed }) => query.replace(typed, ''), this.query)
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  /** Leaves found, best first; null while nothing is asked. */
  readonly found: readonly number[] | null = $derived(this.scores && [...this.scores.keys()]);

  /** Whether something is asked and nothing is answered yet. */
  readonly waiting: boolean = $derived(
    this.query.trim() !== '' && this.answer === null && this.failure === null,
  );

  /** Makes the index ahead of the first key. */
  prepare(): void {
    const searched = this.#searched();
    if (searched) void this.#finder.search(searched.corpusId, '', 'words and meaning');
  }

  /** What an unfinished query can be finished to; for an empty one, examples. */
  async complete(typed: string, caret: number): Promise<readonly Completion[]> {
    const searched = this.#searched();
    return searched ? this.#finder.complete(searched.corpusId, typed, caret) : [];
  }

  /**
   * Searches; resolves when the last answer to this query is there, or a later query has come.
   *
   * @param all whether all of a large published map may be read for it
   */
  async ask(query: string, all?: boolean): Promise<void> {
    if (query !== this.query) this.showsForeign = false;
    this.query = query;
    const asked = ++this.#asked;
    if (query.trim() === '') {
      this.answer = null;
      this.failure = null;
      return;
    }
    await this.#underWay;
    if (asked !== this.#asked) return;
    const atOnce = this.#find(asked, 'titles');
    this.#underWay = atOnce;
    if (!(await atOnce)) return;
    if (this.answer?.by === 'titles' && !(await this.#find(asked, 'words'))) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (asked === this.#asked) await this.#find(asked, 'words and meaning', all);
  }

  /** Asks again, of other papers or other vectors. */
  again(all?: boolean): void {
    if (this.query.trim() !== '') void this.ask(this.query, all);
  }

  clear(): void {
    void this.ask('');
  }

  /** @returns whether the answer came in time to be shown */
  async #find(asked: number, by: SearchBy, all?: boolean): Promise<boolean> {
    const searched = this.#searched();
    if (!searched) return false;
    const answer = await this.#finder.search(searched.corpusId, this.query, by, all);
    if (asked !== this.#asked) return false;
    this.failure = answer.ok ? null : answer.error;
    this.answer = answer.ok ? answer.value : null;
    return answer.ok;
  }
}
