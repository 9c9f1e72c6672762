/**
 * Asking for papers in ways that can be taken back: by the values of facets, by predicates in focus,
 * and for all of them again. Going back in the browser leads to what was asked for before as well;
 * a change that was left that way is not offered to be taken back once more.
 */
import type { Filters } from './filters.svelte';
import {
  choosing,
  clausesOf,
  differences,
  type Asked,
  type ChoosingKind,
  type LeftOut,
} from './asked';
import type { AskedPapers } from './asked-papers.svelte';
import type { Part } from '../corpus/part.svelte';
import type { PredicateKey } from './predicates';
import type { Undoing } from '../personal/undoing.svelte';

/** What papers are asked for by, as it is called where clearing it is taken back. */
const askedBy: Readonly<Record<ChoosingKind, string>> = {
  query: 'the search',
  chosen: 'the selection',
  facet: 'the filters',
  focus: 'what was asked for',
};

export interface AskingParts {
  readonly filters: Filters;
  readonly papers: AskedPapers;
  readonly part: Part;
  readonly undoing: Undoing;
  /** Called before other papers are asked for, so that going back asks for the present ones. */
  readonly onStep: () => void;
}

export class Asking {
  readonly #parts: AskingParts;

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  /** Filters by a value of a facet, or no more; where that is wanted, clusters what is left afresh. */
  async filterBy(facet: string, value: string): Promise<void> {
    const { filters } = this.#parts;
    const leaves = filters.valuesOf(facet).includes(value);
    this.#change(`${leaves ? 'leaving ' : ''}the filter “${value}”`, () =>
      filters.toggle(facet, value),
    );
    await this.#reclusterIfWanted();
  }

  /** Filters by the years from one to another, as far as there are papers of them. */
  async filterByYears(from: number, to: number): Promise<void> {
    const { filters } = this.#parts;
    const years = filters
      .indexOf('year')
      .values.filter((year) => Number(year) >= from && Number(year) <= to);
    this.#change(`the years ${from} to ${to}`, () => filters.choose('year', years));
    await this.#reclusterIfWanted();
  }

  /** Chooses what becomes of the papers that a filter leaves out; one that is set is followed at once. */
  async leaveOut(leftOut: LeftOut): Promise<void> {
    this.#parts.filters.leftOut = leftOut;
    await this.#reclusterIfWanted();
  }

  async #reclusterIfWanted(): Promise<void> {
    const { filters, papers, part } = this.#parts;
    const isFiltered = filters.chosen.length > 0;
    if (filters.leftOut === 'recluster' && isFiltered && (papers.marks.sought?.length ?? 0) > 1)
      await part.recluster();
  }

  /** Brings the papers of a predicate into focus, or no more. */
  focus(key: PredicateKey): void {
    const { filters } = this.#parts;
    this.#change(
      filters.focused.has(key) ? 'asking for all of them' : 'asking for these only',
      () => filters.toggleFocus(key),
    );
  }

  /** Asks for all papers again. */
  clear(): void {
    const { papers } = this.#parts;
    const [kind, ...more] = choosing.filter(
      (kind) => clausesOf(papers.asked.clauses, kind).length > 0,
    );
    const what = kind === undefined || more.length > 0 ? askedBy.focus : askedBy[kind];
    this.#change(`clearing ${what}`, () => papers.clear());
  }

  #change(label: string, act: () => void): void {
    const { papers, undoing, onStep } = this.#parts;
    const before = papers.asked;
    act();
    const after = papers.asked;
    const kinds = differences(before, after);
    if (kinds.length === 0) return;
    const isNow = (asked: Asked): boolean =>
      !differences(papers.asked, asked).some((kind) => kinds.includes(kind));
    const ask = (asked: Asked): void => {
      onStep();
      papers.ask(asked, kinds);
    };
    undoing.record({
      label,
      paper: null,
      undo: () => ask(before),
      redo: () => ask(after),
      stands: () => isNow(after),
      isUndone: () => isNow(before),
    });
  }
}
