/**
 * One part of the view in the page's address: under which key, how it is written there and read back,
 * and what is as usual and so left out. Each class of state declares its own beside what it holds.
 */

/** A key of the address and its text, neither escaped. */
export type Entry = readonly [key: string, text: string];

export interface Field<T> {
  /** Its key; the beginning of its keys where it has several, which end in any text. */
  readonly key: string;
  readonly severalKeys?: boolean;
  /** What the view has where the address says nothing. */
  readonly usual: T;
  /** Nothing where the value is as usual. */
  readonly write: (value: T) => readonly Entry[];
  /** @returns null where none of the texts means anything */
  readonly read: (entries: readonly Entry[]) => T | null;
  /** Whether version 1 of the format could not say this value. */
  readonly isNew?: (value: T) => boolean;
}

/** What a field with one key is made of. */
interface TextField<T> extends Pick<Field<T>, 'key' | 'usual' | 'isNew'> {
  /** Null leaves the field out. */
  readonly write: (value: T) => string | null;
  /** Null where the text means nothing. */
  readonly read: (text: string) => T | null;
}

/** A field with one key, of which the first counts. */
export function textField<T>({ key, write, read, ...others }: TextField<T>): Field<T> {
  return {
    ...others,
    key,
    write: (value) => {
      const text = write(value);
      return text === null ? [] : [[key, text]];
    },
    read: ([first]) => (first === undefined ? null : read(first[1])),
  };
}

/** Any text but the empty one; null for nothing. */
export function anyText(key: string): Field<string | null> {
  return textField<string | null>({
    key,
    usual: null,
    write: (value) => value,
    read: (text) => (text === '' ? null : text),
  });
}

/** One of a few words, the first of them as usual. */
export function oneOf<T extends string>(key: string, known: readonly [T, ...T[]]): Field<T> {
  const [usual] = known;
  return textField({
    key,
    usual,
    write: (value) => (value === usual ? null : value),
    read: (text) => known.find((choice) => choice === text) ?? null,
  });
}

/** Some of a few words, in the order in which they are known. */
export function someOf<T extends string>(key: string, known: readonly T[]): Field<readonly T[]> {
  return textField<readonly T[]>({
    key,
    usual: [],
    write: (values) => (values.length === 0 ? null : values.join(',')),
    read: (text) => {
      const asked = text.split(',');
      const values = known.filter((value) => asked.includes(value));
      return values.length === new Set(asked).size ? values : null;
    },
  });
}
