/**
 * The encoder chosen for each corpus, kept in this browser. Per corpus and not for all: a model for
 * seventy papers in German must not set to work on fifty thousand in English.
 */
import * as v from 'valibot';
import type { PreferenceStore } from '../display.svelte';

const storageKey = 'papergrove:encoders';
/** Corpora remembered; the one chosen for longest ago is forgotten first. */
const mostCorpora = 200;

/** Corpus, setting, and fingerprints of the model that made its vectors elsewhere. */
const choicesSchema = v.fallback(
  v.array(v.tupleWithRest([v.string(), v.string()], v.string())),
  [],
);

/** What the map of a corpus is made with. */
export interface EncoderChoice {
  readonly setting: string;
  /** Fingerprints under which vectors came with the corpus; none where it was made here. */
  readonly fingerprints: readonly string[];
}

export class EncoderPreferences {
  readonly #store: PreferenceStore;

  constructor(store: PreferenceStore) {
    this.#store = store;
  }

  of(corpusId: string): EncoderChoice | null {
    const choice = this.#read().find(([id]) => id === corpusId);
    if (choice === undefined) return null;
    const [, setting, ...fingerprints] = choice;
    return { setting, fingerprints };
  }

  set(corpusId: string, { setting, fingerprints }: EncoderChoice): void {
    const others = this.#read().filter(([id]) => id !== corpusId);
    const choices = [...others, [corpusId, setting, ...fingerprints]].slice(-mostCorpora);
    try {
      this.#store?.setItem(storageKey, JSON.stringify(choices));
    } catch {
      // A full or forbidden store loses a preference, never work.
    }
  }

  #read(): v.InferOutput<typeof choicesSchema> {
    try {
      return v.parse(choicesSchema, JSON.parse(this.#store?.getItem(storageKey) ?? '[]'));
    } catch {
      return []; // unreadable preferences are worth no message
    }
  }
}
