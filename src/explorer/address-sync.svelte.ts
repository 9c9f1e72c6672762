/**
 * Keeps the address in step with the view and the view in step with the address, so that a link
 * opens what it was copied from and the browser's back is DendroMap's "back to where you were".
 */
import { automatic } from '../embedding/encoder-setting';
import { formatAddress, parseAddress, type Address } from './address';
import type { AddressBar } from './address-bar';
import { sourceName, sourceNamed, type CorpusSource } from './corpus-source';
import type { Encoders } from './encoders.svelte';
import type { KeptCorpora } from './kept-corpora.svelte';
import type { Loading } from './loading.svelte';
import type { Navigation } from './navigation.svelte';
import type { Part } from './part.svelte';
import type { Search } from './search.svelte';
import type { Selection } from './selection.svelte';
import type { TopicNames } from './topic-names.svelte';
import type { VisibleClusters } from './visible-clusters.svelte';

export interface AddressSyncParts {
  readonly bar: AddressBar;
  readonly loading: Loading;
  readonly navigation: Navigation;
  readonly part: Part;
  readonly clusters: VisibleClusters;
  readonly selection: Selection;
  readonly search: Search;
  readonly names: TopicNames;
  readonly encoders: Encoders;
  readonly kept: KeptCorpora;
}

export class AddressSync {
  /** Whether "Back" has somewhere to go within the page. */
  canGoBack = $state(false);

  readonly #parts: AddressSyncParts;
  /** The encoder that the address names, until the corpus it belongs to is there. */
  #awaitedEncoder = $state.raw<string | null>(null);
  /** False until the address was read, so that it is not overwritten before. */
  #following = $state(false);
  #pushNext = false;

  constructor(parts: AddressSyncParts) {
    this.#parts = parts;
  }

  /** The next change begins a new entry of the browser's history. */
  step(): void {
    this.#pushNext = true;
  }

  /** Returns to where the user was. */
  back(): void {
    if (this.canGoBack) this.#parts.bar.back();
  }

  /** The encoder that the address named for the corpus being opened, once; null for none. */
  takeEncoder(): string | null {
    const named = this.#awaitedEncoder;
    this.#awaitedEncoder = null;
    return named;
  }

  /** Opens what the address names and follows it from then on; needs an effect root around it. */
  start(): () => void {
    $effect(() => {
      if (this.#following) this.#write();
    });
    void this.#begin();
    return this.#parts.bar.onChange(() => {
      this.#read();
    });
  }

  async #begin(): Promise<void> {
    const { bar, kept, loading } = this.#parts;
    const address = parseAddress(bar.read());
    this.#apply(address);
    this.#awaitedEncoder = address.encoder;
    // The default corpus does not wait for the list of kept ones.
    if (address.corpus !== null) await kept.refresh();
    const opening = loading.open(this.#sourceIn(address));
    this.#following = true;
    await opening;
    await kept.refresh();
  }

  #read(): void {
    const { bar, loading, encoders } = this.#parts;
    const address = parseAddress(bar.read());
    this.canGoBack = bar.depth > 0;
    this.#apply(address);
    if (address.corpus === sourceName(loading.source)) {
      if (!this.#isInUse(address.encoder)) void encoders.use(address.encoder ?? automatic.name);
    } else {
      this.#awaitedEncoder = address.encoder;
      void loading.open(this.#sourceIn(address));
    }
  }

  #apply(address: Address): void {
    const { loading, navigation, part, clusters, selection, search } = this.#parts;
    clusters.cut = address.cut;
    selection.paper = address.paper;
    if ((address.query ?? '') !== search.query) void search.ask(address.query ?? '');
    const { map } = loading;
    const samePapers =
      address.corpus === sourceName(loading.source) && this.#isInUse(address.encoder);
    if (map && samePapers && address.within !== part.name) {
      selection.many = null;
      navigation.follow(address.topic, false);
      void part.follow(address.within);
    } else if (map?.settled && samePapers) {
      navigation.follow(address.topic, true);
    } else {
      if (!samePapers) part.reset();
      navigation.follow(address.topic, false);
      part.await(address.within);
    }
  }

  #write(): void {
    const { bar, loading, navigation, part, clusters, selection, search, names } = this.#parts;
    const { topic } = navigation;
    const hash = formatAddress(
      {
        corpus: sourceName(loading.source),
        topic,
        cut: clusters.cut,
        paper: selection.paper,
        within: part.name,
        query: search.query === '' ? null : search.query,
        encoder: this.#awaitedEncoder ?? this.#encoderInUse(),
      },
      topic === null ? '' : (names.named.get(topic)?.name ?? ''),
    );
    const push = this.#pushNext;
    this.#pushNext = false;
    if (hash !== bar.read()) {
      if (push) bar.push(hash);
      else bar.replace(hash);
    }
    this.canGoBack = bar.depth > 0;
  }

  #encoderInUse(): string | null {
    return this.#isInUse(null) ? null : this.#parts.encoders.setting;
  }

  #isInUse(encoder: string | null): boolean {
    return (encoder ?? automatic.name) === this.#parts.encoders.setting;
  }

  #sourceIn(address: Address): CorpusSource {
    return sourceNamed(address.corpus, this.#parts.kept.ids);
  }
}
