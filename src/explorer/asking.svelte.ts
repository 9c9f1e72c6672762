/**
 * Asking for papers in ways that can be taken back: by the values of facets, by predicates in focus,
 * and for all of them again. Going back in the browser leads to what was asked for before as well;
 * a change that was left that way is not offered to be taken back once more.
 */
import type { Emphasis } from './emphasis.svelte';
import type { Filters } from './filters.svelte';
import type { Part } from './part.svelte';
import type { PredicateKey } from './predicates';
import type { Search } from './search.svelte';
import type { Selection } from './selection.svelte';
import type { Undoing } from './undoing.svelte';

export interface AskingParts {
  readonly filters: Filters;
  readonly selection: Selection;
  readonly search: Search;
  readonly emphasis: Emphasis;
  readonly part: Part;
  readonly undoing: Undoing;
  /** Called before other papers are asked for, so that going back asks for the present ones. */
  readonly onStep: () => void;
}

/** What is asked for. */
type Asked = Pick<Filters, 'chosen' | 'focused'> & Pick<Selection, 'many'> & Pick<Search, 'query'>;

export class Asking {
  readonly #parts: AskingParts;

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  /** Filters by a value of a facet, or no more; where that is wanted, clusters what is left afresh. */
  async filterBy(facet: string, value: string): Promise<void> {
    const { filters, emphasis, part } = this.#parts;
    const leaves = filters.valuesOf(facet).includes(value);
    this.#change(`${leaves ? 'leaving ' : ''}the filter “${value}”`, () =>
      filters.toggle(facet, value),
    );
    if (filters.leftOut === 'recluster' && filters.passing && (emphasis.lit?.length ?? 0) > 1)
      await part.recluster();
  }

  /** Brings the papers of a predicate into focus, or no more. */
  focus(key: PredicateKey): void {
    const { filters } = this.#parts;
    this.#change(filters.focused.has(key) ? 'leaving the focus' : 'the focus', () =>
      filters.toggleFocus(key),
    );
  }

  /** Asks for all papers again. */
  clear(): void {
    this.#change('clearing', () => this.#parts.emphasis.clear());
  }

  #change(label: string, act: () => void): void {
    const before = this.#asked();
    act();
    const after = this.#asked();
    const changed = differing(before, after);
    if (changed.length === 0) return;
    const isNow = (asked: Asked): boolean =>
      changed.every((part) => same(this.#asked()[part], asked[part]));
    this.#parts.undoing.record({
      label,
      paper: null,
      undo: () => this.#ask(before, changed),
      redo: () => this.#ask(after, changed),
      stands: () => isNow(after),
      isUndone: () => isNow(before),
    });
  }

  #asked(): Asked {
    const { filters, selection, search } = this.#parts;
    const { chosen, focused } = filters;
    return { chosen, focused, many: selection.many, query: search.query };
  }

  #ask(asked: Asked, changed: readonly (keyof Asked)[]): void {
    const { filters, selection, search, onStep } = this.#parts;
    onStep();
    if (changed.includes('chosen')) filters.chosen = asked.chosen;
    if (changed.includes('focused')) filters.focused = asked.focused;
    if (changed.includes('many')) selection.many = asked.many;
    if (changed.includes('query')) void search.ask(asked.query);
  }
}

function differing(one: Asked, other: Asked): (keyof Asked)[] {
  const parts = ['chosen', 'focused', 'many', 'query'] as const;
  return parts.filter((part) => !same(one[part], other[part]));
}

function same<T extends Asked[keyof Asked]>(one: T, other: T): boolean {
  return one === other || JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(asked: Asked[keyof Asked]): unknown {
  return asked instanceof Set ? [...asked] : asked;
}
