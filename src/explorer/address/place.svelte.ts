/**
 * Where the user is: in which corpus, in which part of it, at which topic. What the address says of
 * these belongs together: a topic is looked up on the map of that part, made with that encoder.
 */
import type { Corpus } from '../../corpus/paper';
import { automatic } from '../../embedding/encoder-setting';
import type { PaperMap } from '../../engine/map';
import { anyText } from './field';
import { sharedPart, type SharedPart } from './shared-part.svelte';
import { sourceName, sourceNamed } from '../corpus/corpus-source';
import type { Encoders } from '../encoders/encoders.svelte';
import type { KeptCorpora } from '../corpus/kept-corpora.svelte';
import type { Loading } from '../corpus/loading.svelte';
import { topicField, type Navigation } from '../topics/navigation.svelte';
import { sameWithin, withinField, type Part, type Within } from '../corpus/part.svelte';
import type { TopicNames } from '../topics/topic-names.svelte';
import { referenceTo, type TopicReference } from './topic-reference';

export interface PlaceParts {
  readonly loading: Loading;
  readonly kept: KeptCorpora;
  readonly encoders: Encoders;
  readonly part: Part;
  readonly navigation: Navigation;
  readonly names: TopicNames;
  /** Hears what the address names that is not here, in words. */
  readonly onMissing: (words: string) => void;
}

/** A bundled corpus by name, a kept one by id, or the URL of a corpus file; null for the default. */
export const corpusField = anyText('corpus');

export class Place {
  readonly #parts: PlaceParts;
  /** What the address said last. */
  #corpus: string | null = null;
  #within: Within | null = null;
  #topic: TopicReference | null = null;

  constructor(parts: PlaceParts) {
    this.#parts = parts;
  }

  /** The topic on show, or the one that will be. */
  readonly #topicNow: TopicReference | null = $derived.by(() => {
    const { navigation, loading, names } = this.#parts;
    const { awaited, topic } = navigation;
    if (awaited !== null) return awaited;
    const { map } = loading;
    return map && topic !== null
      ? referenceTo(map, topic, names.named.get(topic)?.name ?? '')
      : null;
  });

  readonly shared: readonly SharedPart[] = [
    sharedPart(corpusField, {
      get: () => sourceName(this.#parts.loading.source),
      set: (corpus) => {
        this.#corpus = corpus;
      },
    }),
    sharedPart(withinField, {
      get: () => this.#parts.part.within,
      set: (within) => {
        this.#within = within;
      },
    }),
    sharedPart(topicField, {
      get: () => this.#topicNow,
      set: (topic) => {
        this.#topic = topic;
      },
    }),
  ];

  /** The corpus that the address names, if it is open and its papers are there. */
  get corpus(): Corpus | null {
    return this.#stays ? this.#parts.loading.corpus : null;
  }

  /** Goes where the address says within the corpus, or as soon as its map is there. */
  go(): void {
    const { loading, navigation, part, encoders, onMissing } = this.#parts;
    const { map } = loading;
    const samePapers = this.#stays && encoders.isNamedInUse;
    if (map && samePapers && !sameWithin(this.#within, part.within)) {
      const knows = part.knows(this.#within);
      if (!knows) onMissing('the part clustered on its own');
      navigation.follow(knows ? this.#topic : null, false);
      void part.follow(this.#within);
    } else if (map?.settled && samePapers) {
      if (!navigation.follow(this.#topic, true)) onMissing('the topic');
    } else {
      if (!samePapers) part.reset();
      navigation.follow(this.#topic, false);
      part.await(this.#within);
    }
  }

  /** Opens what the page begins with; `onOpening` is called once it is on its way. */
  async begin(onOpening: () => void): Promise<void> {
    const { kept } = this.#parts;
    // The default corpus does not wait for the list of kept ones.
    if (this.#corpus !== null) await kept.refresh();
    const opening = this.#openCorpus();
    onOpening();
    await opening;
    await kept.refresh();
  }

  /** Opens the corpus that the address names, or takes up its encoder where that corpus is open. */
  open(): void {
    const { encoders } = this.#parts;
    if (!this.#stays) {
      void this.#openCorpus();
      return;
    }
    const { isNamedInUse } = encoders;
    const named = encoders.takeNamed();
    if (!isNamedInUse) void encoders.use(named ?? automatic.name);
  }

  /**
   * Keeps the user's place when one map takes the place of another.
   *
   * @returns whether the topic that the address names is on show from now on
   */
  enter(next: PaperMap, before: PaperMap | null): boolean {
    const { navigation, part, onMissing } = this.#parts;
    const place = part.enter(next);
    if (place === 'lost') {
      onMissing('the part clustered on its own');
      navigation.follow(null, false);
    }
    if (place !== 'here') return false;
    const { awaited } = navigation;
    if (!navigation.enter(next, before)) onMissing('the topic');
    return awaited !== null && navigation.awaited === null;
  }

  get #stays(): boolean {
    return this.#corpus === sourceName(this.#parts.loading.source);
  }

  async #openCorpus(): Promise<void> {
    await this.#parts.loading.open(sourceNamed(this.#corpus, this.#parts.kept.ids));
  }
}
