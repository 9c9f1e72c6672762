/**
 * What an unfinished query can be finished to, out of what the corpus holds: words, names of filters,
 * and their values. Nothing is offered that no paper answers.
 */
import type { Paper } from '../corpus/paper';
import { createPacer } from '../foundation/pacer';
import { foldText } from '../text/normalise';
import { carriedBy, type Carried } from './carried';
import { countValues, offeredFields, type FieldValue, type OfferedField } from './field-values';
import { foldForSearch, hasTrait, traits } from './filters';
import type { LexicalIndex } from './lexical-index';

export interface Completion {
  readonly kind: 'filter' | 'word' | 'author' | 'venue' | 'category' | 'year' | 'has' | 'example';
  /** Half-open range of the query, in UTF-16 units, that it takes the place of. */
  readonly from: number;
  readonly to: number;
  /** What to put there; a filter's name ends in a colon, and its value is to follow. */
  readonly text: string;
  /** Papers that have it; null where that is not counted. */
  readonly papers: number | null;
}

/** Rows offered for the value of a filter, for a bare word by the words it begins, and by values. */
const most = { values: 7, words: 4, others: 3, names: 3 };
/** Letters after which a bare word is compared with names of people and places. */
const fewestLetters = 2;

/** Of so many papers names are counted before a bare word is answered; of more, only once they are. */
const mostAwaited = 5000;

interface Counting {
  readonly values: Promise<readonly FieldValue[]>;
  /** The same once they are there. */
  counted?: readonly FieldValue[];
}

export class Completer {
  readonly #papers: readonly Paper[];
  readonly #values = new Map<OfferedField | 'year', Counting>();
  /** When the fields asked for so far are counted. */
  #counted: Promise<unknown> = Promise.resolve();

  constructor(papers: readonly Paper[]) {
    this.#papers = papers;
  }

  /** Counts what the papers have, in steps, ahead of the first key. */
  async prepare(): Promise<void> {
    this.#carried();
    for (const field of [...offeredFields, 'year'] as const) await this.#valuesOf(field);
  }

  /**
   * What can stand where the caret is, the likeliest first; for an empty query, some that would find
   * something.
   *
   * @param index null while it is being made: no words are offered then
   */
  async complete(typed: string, caret: number, index: LexicalIndex | null): Promise<Completion[]> {
    if (typed.trim() === '') return this.#examples(typed.length);
    const token = tokenAt(typed, caret);
    if (token === null) return [];
    const { start, end, minus, name, text } = token;
    const at = { from: start, to: end };
    if (name === null) return this.#ofBare(text, minus, at, index);
    const value = foldForSearch(text.replace(/^"|"$/gu, ''));
    return (await this.#ofValue(name, value))
      .filter((found) => foldForSearch(found.text) !== foldForSearch(`${name}:${text}`))
      .map((found) => ({ ...found, ...at, text: `${minus}${found.text}` }));
  }

  #carried(): Carried {
    return carriedBy(this.#papers);
  }

  async #ofBare(
    text: string,
    minus: string,
    at: Pick<Completion, 'from' | 'to'>,
    index: LexicalIndex | null,
  ): Promise<Completion[]> {
    const folded = foldText(text);
    if (!/^[\p{L}\p{N}]/u.test(folded)) return [];
    const names = this.#filterNames()
      .filter((name) => name.startsWith(folded))
      .slice(0, most.names)
      .map((name) => ({ ...at, kind: 'filter', text: `${minus}${name}:`, papers: null }) as const);
    const words = (index?.begunBy(folded, most.words + 1) ?? [])
      .filter(([word]) => word !== folded)
      .slice(0, most.words)
      .map(([word, papers]) => ({ ...at, kind: 'word', text: minus + word, papers }) as const);
    const others =
      folded.length < fewestLetters
        ? []
        : (await Promise.all(offeredFields.map((field) => this.#atOnce(field))))
            .flatMap((values, at) => matching(offeredFields[at] ?? 'author', values, folded))
            .sort((one, other) => (other.papers ?? 0) - (one.papers ?? 0))
            .slice(0, most.others)
            .map((found) => ({ ...found, ...at, text: minus + found.text }));
    return [...names, ...words, ...others];
  }

  /** Names of the filters that some paper answers. */
  #filterNames(): string[] {
    const { fields, years, traits: carried } = this.#carried();
    return [...fields, ...(years ? ['year'] : []), ...(carried.size > 0 ? ['has'] : [])];
  }

  /** @param value folded; empty for all */
  async #ofValue(name: string, value: string): Promise<Completion[]> {
    const at = { from: 0, to: 0 };
    if (name === 'has')
      return traits
        .filter((trait) => this.#carried().traits.has(trait) && trait.startsWith(value))
        .map((trait) => ({
          ...at,
          kind: 'has' as const,
          text: `has:${trait}`,
          papers: this.#papers.filter((paper) => hasTrait(paper, trait)).length,
        }));
    if (name === 'year') {
      const years = (await this.#valuesOf('year')).filter(({ folded }) => folded.startsWith(value));
      const open = /^\d{4}$/u.test(value) && years.length > 0;
      return [
        ...years.slice(0, most.values).map(({ value: year, papers }) => ({
          ...at,
          kind: 'year' as const,
          text: `year:${year}`,
          papers,
        })),
        ...(open
          ? [`year:${value}..`, `year:..${value}`].map((text) => ({
              ...at,
              kind: 'year' as const,
              text,
              papers: null,
            }))
          : []),
      ];
    }
    const field = offeredFields.find((known) => known === name);
    if (field === undefined) return [];
    return matching(field, await this.#valuesOf(field), value);
  }

  /** The values of a field if they are there or soon will be; else none, and their counting begins. */
  async #atOnce(field: OfferedField): Promise<readonly FieldValue[]> {
    const values = this.#valuesOf(field);
    if (this.#papers.length <= mostAwaited) return values;
    return this.#values.get(field)?.counted ?? [];
  }

  #valuesOf(field: OfferedField | 'year'): Promise<readonly FieldValue[]> {
    const known = this.#values.get(field);
    if (known) return known.values;
    // One after the other: side by side each would take its slice of time before the first answer.
    const values = this.#counted.then(() => countValues(this.#papers, field, createPacer()));
    this.#counted = values;
    const counting: Counting = { values };
    this.#values.set(field, counting);
    void counting.values.then((values) => (counting.counted = values));
    return counting.values;
  }

  /** One query of each kind that the papers answer, and that not all of them do. */
  async #examples(to: number): Promise<Completion[]> {
    const n = this.#papers.length;
    const tells = (papers: number): boolean => papers > 0 && papers < n;
    const found: { readonly text: string; readonly papers: number }[] = [];
    for (const field of ['author', 'venue'] as const) {
      const [first] = await this.#ofValue(field, '');
      const papers = first?.papers ?? 0;
      if (first && papers > 1 && tells(papers)) found.push({ text: first.text, papers });
    }
    const years = await this.#valuesOf('year');
    let newer = 0;
    for (const { value, papers } of years) {
      newer += papers;
      if (newer < n / 4) continue;
      if (tells(newer)) found.push({ text: `year:${value}..`, papers: newer });
      break;
    }
    for (const trait of ['code', 'pdf'] as const) {
      const papers = this.#papers.filter((paper) => hasTrait(paper, trait)).length;
      if (tells(papers)) {
        found.push({ text: `has:${trait}`, papers });
        break;
      }
    }
    return found.map((one) => ({ ...one, kind: 'example', from: 0, to }));
  }
}

/** @param value folded; empty for all */
function matching(field: OfferedField, values: readonly FieldValue[], value: string): Completion[] {
  const found: FieldValue[] = [];
  const inside = ` ${value}`;
  for (const held of values) {
    if (held.folded.startsWith(value) || held.folded.includes(inside)) found.push(held);
    // They are sorted by their papers: the first found are the likeliest.
    if (found.length === most.values) break;
  }
  return found.map(({ value: text, papers }) => ({
    from: 0,
    to: 0,
    kind: field,
    text: `${field}:${/[\s"]/u.test(text) ? `"${text.replaceAll('"', '')}"` : text}`,
    papers,
  }));
}

/** What is typed around the caret: a part of a query as far as it is there. */
interface Token {
  readonly start: number;
  readonly end: number;
  readonly minus: '' | '-';
  /** Name of a filter; null for a bare word. */
  readonly name: string | null;
  readonly text: string;
}

function tokenAt(typed: string, caret: number): Token | null {
  for (const match of typed.matchAll(/(-?)(?:([a-z]+):)?("[^"]*"?|[^\s"]*)/giu)) {
    const [whole, minus, name, text = ''] = match;
    const end = match.index + whole.length;
    if (whole === '' || caret < match.index || caret > end) continue;
    // In the middle of a word nobody asks how it ends.
    if (caret < end) return null;
    if (name === undefined && text.startsWith('"')) return null;
    return {
      start: match.index,
      end,
      minus: minus === '-' ? '-' : '',
      name: name?.toLowerCase() ?? null,
      text,
    };
  }
  return null;
}
