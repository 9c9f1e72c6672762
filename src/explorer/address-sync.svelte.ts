/**
 * Keeps the address in step with the view and the view in step with the address, so that a link
 * opens what it was copied from and the browser's back is DendroMap's "back to where you were".
 */
import type { Corpus } from '../corpus/paper';
import { automatic, presentSetting } from '../embedding/encoder-setting';
import type { PaperMap } from '../engine/map';
import { defaultAddress, type Address } from './address';
import type { AddressBar } from './address-bar';
import { formatAddress, parseAddress } from './address-text';
import { sourceName, sourceNamed, type CorpusSource } from './corpus-source';
import type { Display } from './display.svelte';
import type { Encoders } from './encoders.svelte';
import type { Filters } from './filters.svelte';
import type { KeptCorpora } from './kept-corpora.svelte';
import type { LayoutChoice } from './layout-choice.svelte';
import { idsAt, indicesOf, isColour, knownFilters, nameOfFilter } from './linked-papers';
import type { Loading } from './loading.svelte';
import type { Navigation } from './navigation.svelte';
import { sameWithin, type Part } from './part.svelte';
import type { Search } from './search.svelte';
import type { Selection } from './selection.svelte';
import type { TopicNames } from './topic-names.svelte';
import { referenceTo, type TopicReference } from './topic-reference';
import type { ChosenViewpoint } from './viewpoint.svelte';
import type { VisibleClusters } from './visible-clusters.svelte';

export interface AddressSyncParts {
  readonly bar: AddressBar;
  readonly display: Display;
  readonly loading: Loading;
  readonly navigation: Navigation;
  readonly part: Part;
  readonly clusters: VisibleClusters;
  readonly selection: Selection;
  readonly search: Search;
  readonly filters: Filters;
  readonly layout: LayoutChoice;
  readonly viewpoint: ChosenViewpoint;
  readonly names: TopicNames;
  readonly encoders: Encoders;
  readonly kept: KeptCorpora;
}

export class AddressSync {
  /** Whether "Back" has somewhere to go within the page. */
  canGoBack = $state(false);
  /** What the address names that is not here, in words; the rest of it is followed. */
  missing = $state.raw<readonly string[]>([]);

  readonly #parts: AddressSyncParts;
  /** What the address says of single papers, until they are there. */
  #awaited = $state.raw<Address | null>(null);
  /** The encoder that the address names, until the corpus it belongs to is there. */
  #awaitedEncoder = $state.raw<string | null>(null);
  /** False until the address was read, so that it is not overwritten before. */
  #following = $state(false);
  #pushNext = false;

  constructor(parts: AddressSyncParts) {
    this.#parts = parts;
  }

  readonly #topic: TopicReference | null = $derived.by(() => {
    const { navigation, loading, names } = this.#parts;
    const { awaited, topic } = navigation;
    if (awaited !== null) return awaited;
    const { map } = loading;
    return map && topic !== null
      ? referenceTo(map, topic, names.named.get(topic)?.name ?? '')
      : null;
  });

  /** The view as the address tells it. */
  readonly view: Address = $derived.by(() => {
    const { display, loading, part, clusters, selection, search } = this.#parts;
    const { filters, layout, viewpoint, encoders } = this.#parts;
    const inUse = this.#isInUse(null) ? null : encoders.setting;
    return {
      corpus: sourceName(loading.source),
      within: part.within,
      topic: this.#topic,
      cut: clusters.cut,
      paper: selection.paper,
      chosen: this.#awaited?.chosen ?? indicesOf(loading.corpus, selection.many),
      query: search.query === '' ? null : search.query,
      filters: this.#awaited?.filters ?? filters.chosen,
      leftOut: filters.leftOut,
      focused: [...filters.focused],
      outlined: [...filters.outlined],
      colour: display.colour,
      layout: layout.kind,
      fill: display.fill,
      tab: display.tab,
      sort: display.tableSort,
      camera: viewpoint.view,
      encoder: this.#awaitedEncoder ?? inUse,
    };
  });

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

  /** Takes up what the address says of single papers, now that these are there. */
  enterCorpus(corpus: Corpus): void {
    if (this.#awaited) this.#applyToPapers(this.#awaited, corpus);
    this.#awaited = null;
  }

  /** Keeps the user's place when one map takes the place of another. */
  enterMap(next: PaperMap, before: PaperMap | null): void {
    const { navigation, part, viewpoint } = this.#parts;
    const place = part.enter(next);
    if (place === 'lost') {
      this.#miss('the part clustered on its own');
      navigation.follow(null, false);
    }
    if (place !== 'here') return;
    const { awaited } = navigation;
    const { view } = viewpoint;
    if (!navigation.enter(next, before)) this.#miss('the topic');
    // The address said where it is looked at from; now its topic is known.
    if (awaited !== null && navigation.awaited === null) viewpoint.choose(view);
  }

  async #begin(): Promise<void> {
    const { bar, kept, loading, display } = this.#parts;
    const hash = bar.read();
    const { address, unread } = parseAddress(hash);
    const { colour, fill } = display;
    this.#apply(address);
    // A plain visit looks as the user likes it; a link looks as it was shared.
    if (hash === '') display.lookAs({ colour, fill });
    this.#miss(...unread.map(unreadWords));
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
    const { address, unread } = parseAddress(bar.read());
    this.canGoBack = bar.depth > 0;
    this.missing = unread.map(unreadWords);
    this.#apply(address);
    if (address.corpus === sourceName(loading.source)) {
      if (!this.#isInUse(address.encoder)) void encoders.use(address.encoder ?? automatic.name);
    } else {
      this.#awaitedEncoder = address.encoder;
      void loading.open(this.#sourceIn(address));
    }
  }

  #apply(address: Address): void {
    const { display, loading, clusters, selection, search, filters, layout } = this.#parts;
    const { corpus } = loading;
    clusters.cut = address.cut;
    selection.paper = address.paper;
    filters.leftOut = address.leftOut;
    filters.focused = new Set(address.focused);
    filters.outlined = new Set(address.outlined);
    layout.kind = address.layout;
    display.lookAs({ colour: address.colour, fill: address.fill });
    display.tab = address.tab;
    display.tableSort = address.sort;
    if ((address.query ?? '') !== search.query) void search.ask(address.query ?? '');
    if (corpus && address.corpus === sourceName(loading.source)) {
      this.#awaited = null;
      this.#applyToPapers(address, corpus);
    } else {
      this.#awaited = address;
    }
    this.#goTo(address);
    this.#parts.viewpoint.choose(address.camera);
  }

  #applyToPapers(address: Address, corpus: Corpus): void {
    const { selection, filters, display } = this.#parts;
    if (!isColour(corpus.papers, address.colour)) {
      display.lookAs({ colour: defaultAddress.colour, fill: display.fill });
      this.#miss('what it colours by');
    }
    const { known, unknown } = knownFilters(corpus.papers, address.filters);
    filters.chosen = known;
    for (const filter of unknown) this.#miss(`the filter ${nameOfFilter(filter)}`);
    selection.many = idsAt(corpus, address.chosen);
    if (address.chosen && selection.many?.size !== address.chosen.length)
      this.#miss('papers chosen by hand');
    if (address.paper !== null && !corpus.papers.some(({ id }) => id === address.paper)) {
      selection.paper = null;
      this.#miss('the paper');
    }
  }

  #goTo(address: Address): void {
    const { loading, navigation, part } = this.#parts;
    const { map } = loading;
    const samePapers =
      address.corpus === sourceName(loading.source) && this.#isInUse(address.encoder);
    if (map && samePapers && !sameWithin(address.within, part.within)) {
      const knows = part.knows(address.within);
      if (!knows) this.#miss('the part clustered on its own');
      navigation.follow(knows ? address.topic : null, false);
      void part.follow(address.within);
    } else if (map?.settled && samePapers) {
      if (!navigation.follow(address.topic, true)) this.#miss('the topic');
    } else {
      if (!samePapers) part.reset();
      navigation.follow(address.topic, false);
      part.await(address.within);
    }
  }

  #miss(...words: readonly string[]): void {
    if (words.length > 0) this.missing = [...new Set([...this.missing, ...words])];
  }

  #write(): void {
    const { bar } = this.#parts;
    const hash = formatAddress(this.view);
    const push = this.#pushNext;
    this.#pushNext = false;
    if (hash !== bar.read()) {
      if (push) bar.push(hash);
      else bar.replace(hash);
    }
    this.canGoBack = bar.depth > 0;
  }

  #isInUse(encoder: string | null): boolean {
    return presentSetting(encoder ?? automatic.name) === this.#parts.encoders.setting;
  }

  #sourceIn(address: Address): CorpusSource {
    return sourceNamed(address.corpus, this.#parts.kept.ids);
  }
}

/** A part of the address that means nothing here, in a sentence. */
function unreadWords(key: string): string {
  return key === 'v' ? 'what a newer Papergrove adds' : `“${key}”`;
}
