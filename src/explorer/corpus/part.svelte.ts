/** The papers that were clustered afresh on their own, if the map shows but a part of the corpus. */
import { leavesOf } from '../../clustering/dendrogram';
import type { PaperMap } from '../../engine/map';
import { anyText, textField, type Field } from '../address/field';
import { fitsAddress, parseRanges, shortRanges } from '../address/index-ranges';
import { sharedPart, type SharedPart } from '../address/shared-part.svelte';
import type { Loading } from './loading.svelte';
import type { AskedPapers } from '../marks/asked-papers.svelte';
import { innerNode, type Navigation } from '../topics/navigation.svelte';
import {
  findTopic,
  formatReference,
  parseReference,
  referenceTo,
  type TopicReference,
} from '../address/topic-reference';

/** What was clustered afresh on its own. */
export type Within =
  /** A topic of the whole map. */
  | { readonly kind: 'topic'; readonly topic: TopicReference }
  /** Papers chosen by hand: ascending indices into the corpus. */
  | { readonly kind: 'papers'; readonly papers: readonly number[] }
  /** More such papers than an address has room for: only this visit remembers them. */
  | { readonly kind: 'remembered' };

/** Null for the whole corpus. */
export const withinField: Field<Within | null> = textField<Within | null>({
  key: 'within',
  usual: null,
  write: writeWithin,
  read: readWithin,
  isNew: (within) => within?.kind === 'topic' && within.topic.kind === 'papers',
});

const remembered = 'chosen';

function writeWithin(within: Within | null): string | null {
  if (within === null) return null;
  switch (within.kind) {
    case 'topic':
      return formatReference(within.topic);
    case 'papers': {
      const ranges = shortRanges(within.papers);
      return ranges === null ? remembered : `papers:${ranges}`;
    }
    case 'remembered':
      return remembered;
  }
}

function readWithin(text: string): Within | null {
  if (text === remembered) return { kind: 'remembered' };
  if (text.startsWith('papers:')) {
    const papers = parseRanges(text.slice('papers:'.length));
    return papers && { kind: 'papers', papers };
  }
  const topic = parseReference(text);
  return topic && { kind: 'topic', topic };
}

export interface PartParts {
  readonly loading: Loading;
  readonly navigation: Navigation;
  readonly asked: AskedPapers;
  /** What is asked for, as the ends of "12 papers …". */
  readonly askedInWords: () => readonly string[];
  /** Called before the user goes elsewhere, so that going back returns to the present place. */
  readonly onStep: () => void;
  /** Called after a change that belongs to the step before it. */
  readonly onStay: () => void;
}

/** What the papers of a part were asked for by, in words. */
export const withinWordsField = anyText('of');

interface Open {
  /** As the address names it. */
  readonly within: Within;
  /** Indices into the corpus, ascending. */
  readonly papers: Uint32Array;
}

export class Part {
  #open = $state.raw<Open | null>(null);
  /** Named by the address, until the whole map is there. */
  #awaited = $state.raw<Within | null>(null);
  /** The settled map of the whole corpus, in which a topic clustered afresh is looked up. */
  #whole: PaperMap | null = null;
  /** What the papers were asked for by, as the end of "12 papers …"; null where that is not known. */
  words = $state.raw<string | null>(null);
  /** Whether what is asked for is to be forgotten once the map of the part is there. */
  #clearsOnArrival = false;
  /** Papers last chosen by hand to be clustered afresh. */
  #remembered: Uint32Array | null = null;

  readonly #parts: PartParts;

  readonly shared: readonly SharedPart[] = [
    sharedPart(withinWordsField, {
      get: () => (this.within === null ? null : this.words),
      set: (words) => {
        this.words = words;
      },
    }),
  ];

  constructor(parts: PartParts) {
    this.#parts = parts;
  }

  /** The part that is on show or will be; null for the whole corpus. */
  get within(): Within | null {
    return this.#awaited ?? this.#open?.within ?? null;
  }

  /** Whether a part is on show. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Clusters the papers asked for, or else those of the topic on show, afresh on their own. */
  async recluster(): Promise<void> {
    const { loading, navigation, asked, askedInWords } = this.#parts;
    const { map } = loading;
    if (!map) return;
    const { sought } = asked.marks;
    const { root } = navigation;
    const leaves = sought ?? Array.from(leavesOf(map.tree, root));
    const papers = Uint32Array.from(leaves, (leaf) => map.subset?.[leaf] ?? leaf).sort();
    if (papers.length < 2) return;
    this.words = sought === null ? null : askedInWords().join(', ');
    if (sought === null && map.subset === null)
      await this.#step({ within: { kind: 'topic', topic: referenceTo(map, root) }, papers });
    else await this.#ofPapers(papers);
  }

  /** Goes back to the whole corpus. */
  async leave(): Promise<void> {
    this.words = null;
    await this.#step(null);
  }

  /** Goes where the address says; to the whole corpus where nobody knows those papers any more. */
  async follow(within: Within | null): Promise<void> {
    const papers = within && this.#papersOf(within);
    await this.#go(within && papers ? { within, papers } : null);
  }

  /** Whether the papers of a part are known, now that the whole map is there. */
  knows(within: Within | null): boolean {
    return within === null || this.#papersOf(within) !== null;
  }

  /** Waits for the whole map before going where the address says. */
  await(within: Within | null): void {
    this.#awaited = within;
  }

  /**
   * Hears of a new map.
   *
   * @returns whether the user stands on it (`here`), whether it is but the way to the part that the
   * address names (`passing`), or whether nobody knows that part any more (`lost`)
   */
  enter(next: PaperMap): 'here' | 'passing' | 'lost' {
    if (this.#clearsOnArrival) {
      this.#clearsOnArrival = false;
      this.#parts.asked.clear();
      this.#parts.onStay();
    }
    if (next.settled && !next.subset) this.#whole = next;
    const within = this.#awaited;
    if (within === null) return 'here';
    if (!next.settled || !next.layoutFinished) return 'passing';
    if (!this.#papersOf(within)) {
      this.#awaited = null;
      return 'lost';
    }
    // The map that is arriving takes its place first.
    queueMicrotask(() => void this.follow(within));
    return 'passing';
  }

  /** Forgets the map of a corpus that is left, or of vectors that are replaced. */
  reset(): void {
    this.#open = null;
    this.#whole = null;
    this.#clearsOnArrival = false;
  }

  async #ofPapers(papers: Uint32Array): Promise<void> {
    this.#remembered = papers;
    const chosen = Array.from(papers);
    const within: Within = fitsAddress(chosen)
      ? { kind: 'papers', papers: chosen }
      : { kind: 'remembered' };
    await this.#step({ within, papers });
  }

  async #step(open: Open | null): Promise<void> {
    const { navigation, onStep } = this.#parts;
    navigation.top();
    onStep();
    // What was asked for stays lit until its map is there.
    this.#clearsOnArrival = true;
    await this.#go(open);
  }

  async #go(open: Open | null): Promise<void> {
    this.#awaited = null;
    this.#open = open;
    await this.#parts.loading.recluster(open?.papers ?? null);
  }

  /** The papers that are meant; null while or where that cannot be known. */
  #papersOf(within: Within): Uint32Array | null {
    switch (within.kind) {
      case 'remembered':
        return this.#remembered;
      case 'papers': {
        const n = this.#parts.loading.corpus?.papers.length ?? 0;
        const there = within.papers.filter((paper) => paper < n);
        return there.length < 2 ? null : Uint32Array.from(there);
      }
      case 'topic': {
        const map = this.#whole;
        const node = map && findTopic(map, within.topic, map.topics);
        const inner = map && innerNode(map.tree, node);
        return map && inner !== null ? Uint32Array.from(leavesOf(map.tree, inner)).sort() : null;
      }
    }
  }
}

/** Whether two parts are the same papers. */
export function sameWithin(one: Within | null, other: Within | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
