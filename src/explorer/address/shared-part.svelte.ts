/** A field of the address joined to the state that it says: what a class of state shares by a link. */
import type { Corpus } from '../../corpus/paper';
import type { Entry, Field } from './field';

export interface SharedPart {
  /** See {@link Field.key}. */
  readonly key: string;
  /** Whether a key of the address is one of its own. */
  owns(key: string): boolean;
  /** The state as the address says it. */
  entries(): readonly Entry[];
  /** Whether only the present version of the format can say it. */
  isNew(): boolean;
  /**
   * Takes up what an address says; what is as usual where it says nothing, or nothing that can be read.
   *
   * @param entries those of its own keys
   * @returns false where they mean nothing
   */
  follow(entries: readonly Entry[]): boolean;
  /** Goes on once all parts have followed and the user is where the address says. */
  arrive(): void;
  /**
   * Takes up what the address says of single papers, now that these are there.
   *
   * @returns what they do not have, each as the end of "The link names …"
   */
  meet(corpus: Corpus): readonly string[];
}

/** A class of state of which a link holds something. */
export interface Shareable {
  readonly shared: readonly SharedPart[];
}

interface Joined<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly arrive?: () => void;
  readonly meet?: (corpus: Corpus) => readonly string[];
}

/** Joins a field to state that it says at once. */
export function sharedPart<T>(field: Field<T>, { get, set, arrive, meet }: Joined<T>): SharedPart {
  const { key, severalKeys = false, usual } = field;
  return {
    key,
    owns: (other) => (severalKeys ? other.startsWith(key) && other !== key : other === key),
    entries: () => field.write(get()),
    isNew: () => field.isNew?.(get()) ?? false,
    follow: (entries) => {
      const meant = entries.length === 0 ? null : field.read(entries);
      set(meant ?? usual);
      return entries.length === 0 || meant !== null;
    },
    arrive: arrive ?? (() => undefined),
    meet: meet ?? (() => []),
  };
}

interface JoinedLater<T> {
  readonly get: () => T;
  /** Sets what holds of these papers; gives what does not, in words. */
  readonly meet: (value: T, corpus: Corpus) => readonly string[];
}

/** Joins a field to state about single papers: what the address says waits until they are there. */
export function sharedLater<T>(field: Field<T>, { get, meet }: JoinedLater<T>): SharedPart {
  let awaited = $state.raw<{ readonly value: T } | null>(null);
  return sharedPart(field, {
    get: () => (awaited ? awaited.value : get()),
    set: (value) => {
      awaited = { value };
    },
    meet: (corpus) => {
      const value = awaited ? awaited.value : get();
      awaited = null;
      return meet(value, corpus);
    },
  });
}
