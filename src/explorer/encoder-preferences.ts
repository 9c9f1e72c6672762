/**
 * The encoder chosen for each corpus, kept in this browser. Per corpus and not for all: a model for
 * seventy papers in German must not set to work on fifty thousand in English.
 */
import * as v from 'valibot';
import type { PreferenceStore } from './display.svelte';

const storageKey = 'papergrove:encoders';
/** Corpora remembered; the one chosen for longest ago is forgotten first. */
const mostCorpora = 200;

const choicesSchema = v.fallback(v.array(v.tuple([v.string(), v.string()])), []);

export class EncoderPreferences {
  readonly #store: PreferenceStore;

  constructor(store: PreferenceStore) {
    this.#store = store;
  }

  of(corpusId: string): string | null {
    return new Map(this.#read()).get(corpusId) ?? null;
  }

  set(corpusId: string, setting: string): void {
    const others = this.#read().filter(([id]) => id !== corpusId);
    const choices = [...others, [corpusId, setting] as const].slice(-mostCorpora);
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
