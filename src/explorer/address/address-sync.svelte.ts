/**
 * Keeps the address in step with the view and the view in step with the address, so that a link
 * opens what it was copied from and the browser's back is DendroMap's "back to where you were". What
 * the address holds is what each class of state shares; it is not known here.
 */
import type { Corpus } from '../../corpus/paper';
import { corpusField, type Place } from './place.svelte';
import type { AddressBar } from './address-bar';
import { followAddress, formatAddress, withoutKey } from './address-text';
import type { Shareable, SharedPart } from './shared-part.svelte';

export interface AddressSyncParts {
  readonly bar: AddressBar;
  readonly place: Place;
  /** In the order in which the address holds what they share. */
  readonly states: readonly Shareable[];
}

export class AddressSync {
  /** Whether "Back" has somewhere to go within the page. */
  canGoBack = $state(false);
  /** What the address names that is not here, in words; the rest of it is followed. */
  missing = $state.raw<readonly string[]>([]);
  /** Whether the visit began with an address that says more than the page's own. */
  cameByLink = $state(false);
  /** Every part of the view that a link holds. */
  readonly shared: readonly SharedPart[];

  readonly #bar: AddressBar;
  readonly #place: Place;
  /** Whether the address says something of papers that are not there yet. */
  #awaitsCorpus = false;
  /** False until the address was read, so that it is not overwritten before. */
  #following = $state(false);
  #pushNext = false;
  /** What the address was at each depth of this visit. */
  readonly #hashes = new Map<number, string>();

  constructor({ bar, place, states }: AddressSyncParts) {
    this.#bar = bar;
    this.#place = place;
    this.shared = states.flatMap(({ shared }) => shared);
  }

  /** The next change begins a new entry of the browser's history. */
  step(): void {
    this.#pushNext = true;
  }

  /** What has changed belongs to the present entry after all. */
  stay(): void {
    this.#pushNext = false;
  }

  /** How the open corpus is looked at, as the address writes it; empty for the usual view. */
  viewInCorpus(): string {
    return withoutKey(formatAddress(this.shared), corpusField.key);
  }

  /**
   * Goes to a view of a corpus that is kept here, as if its address had been followed.
   *
   * @param view as {@link viewInCorpus} gives it; what it says of a corpus counts for nothing
   */
  visit(corpusId: string, view: string): void {
    const entries = [`${corpusField.key}=${encodeURIComponent(corpusId)}`];
    const rest = withoutKey(view, corpusField.key);
    this.#bar.push(`#${[...entries, ...(rest === '' ? [] : [rest])].join('&')}`);
    this.#goToAddress();
  }

  /** Returns to where the user was. */
  back(): void {
    if (this.canGoBack) this.#bar.back();
  }

  /** Whether "Back" leads to another view of the corpus that is open; false where that is not known. */
  get staysInCorpus(): boolean {
    const before = this.canGoBack ? this.#hashes.get(this.#bar.depth - 1) : undefined;
    return before !== undefined && corpusIn(before) === corpusIn(this.#bar.read());
  }

  /** Opens what the address names and follows it from then on; needs an effect root around it. */
  start(): () => void {
    $effect(() => {
      if (this.#following) this.#write();
    });
    void this.#begin();
    return this.#bar.onChange(() => this.#goToAddress());
  }

  #goToAddress(): void {
    this.canGoBack = this.#bar.depth > 0;
    this.#follow(this.#bar.read());
    this.#place.open();
  }

  /** Takes up what the address says of single papers, now that these are there. */
  enterCorpus(corpus: Corpus): void {
    if (this.#awaitsCorpus) this.#meet(corpus);
  }

  /** Says that something which the address names is not here. */
  miss(...words: readonly string[]): void {
    if (words.length > 0) this.missing = [...new Set([...this.missing, ...words])];
  }

  async #begin(): Promise<void> {
    const hash = this.#bar.read();
    // A plain visit looks as the user likes it; a link looks as it was shared.
    this.cameByLink = hash !== '';
    if (this.cameByLink) this.#follow(hash);
    await this.#place.begin(() => {
      this.#following = true;
    });
  }

  #follow(hash: string): void {
    this.missing = followAddress(hash, this.shared).map(unreadWords);
    const { corpus } = this.#place;
    if (corpus) this.#meet(corpus);
    else this.#awaitsCorpus = true;
    this.#place.go();
    for (const part of this.shared) part.arrive();
  }

  #meet(corpus: Corpus): void {
    this.#awaitsCorpus = false;
    this.miss(...this.shared.flatMap((part) => part.meet(corpus)));
  }

  #write(): void {
    const hash = formatAddress(this.shared);
    const push = this.#pushNext;
    this.#pushNext = false;
    if (hash !== this.#bar.read()) {
      if (push) this.#bar.push(hash);
      else this.#bar.replace(hash);
    }
    this.canGoBack = this.#bar.depth > 0;
    this.#hashes.set(this.#bar.depth, hash);
  }
}

/** The corpus that an address names, as it is written there; undefined for the default one. */
function corpusIn(hash: string): string | undefined {
  return /[#&]corpus=([^&]*)/u.exec(hash)?.[1];
}

/** A part of the address that means nothing here, in a sentence. */
function unreadWords(key: string): string {
  return key === 'v' ? 'what a newer Papergrove adds' : `“${key}”`;
}
