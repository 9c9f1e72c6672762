/** Which of the phrases that fit a topic make its name, and together with which others. */
import { cutByHeight } from '../cut';
import type { Dendrogram } from '../dendrogram';
import { nameSeparator, partSeparator } from '../topic';
import type { PhraseIndex } from './phrase-index';
import type { PhraseScorer, ScoredPhrase } from './phrase-score';
import { contains, overlaps, type Hiding, type PhraseStems } from './stems';

/** Characters that the name of a topic keeps to. */
export const longestName = 56;
/** Phrases weighed against each other. */
const weighedPhrases = 30;
/** A further phrase joins the first if it scores at least this share of it, for what it adds. */
const joiningShare = 0.1;
/** Outside English, where verbs are told less surely. */
const joiningElsewhere = 0.25;
const joiningBase = 0.45;
/** A phrase that a topic beside shows gives way to one that scores at least this share of it. */
const otherwiseShare = 0.1;
/** A phrase says what is in it already where it is in so many of the papers. */
const saidShare = 0.6;
/** What two or three papers share names them if it scores so much: else the corpus says it everywhere. */
const leastShared = 0.5;
/** Parts named in a mixed topic, and parts looked at. */
const namedParts = 3;
const mostParts = 5;
/** A further phrase of a mixed topic has this share of the first one's score. */
const leastListed = 0.25;
/** A part of this share of the topic, of which less than the second is said, counts as left out. */
const countedPart = 0.1;
const unsaidShare = 0.1;

export interface ChosenName {
  readonly phrases: readonly ScoredPhrase[];
  readonly name: string;
}

export class PhraseChoice {
  constructor(
    private readonly tree: Dendrogram,
    private readonly index: PhraseIndex,
    private readonly scorer: PhraseScorer,
    private readonly stems: PhraseStems,
    private readonly isHidden: Hiding,
  ) {}

  /** Phrases that fit a node, best first, without what a better one says already. */
  candidates(node: number, leastPapers: number): ScoredPhrase[] {
    const chosen: ScoredPhrase[] = [];
    for (const candidate of this.scorer.score(node, leastPapers)) {
      if (chosen.length === weighedPhrases) break;
      const surface = this.#surface(candidate);
      if (surface.length > longestName || this.isHidden(surface)) continue;
      const stems = this.stems.of(candidate.phrase);
      const isSaid = chosen.some(
        ({ phrase, papers }) =>
          papers >= saidShare * candidate.papers && contains(this.stems.of(phrase), stems),
      );
      if (!isSaid) chosen.push(candidate);
    }
    return chosen;
  }

  /** The best phrase that no topic beside shows; undefined if none comes near the best of all. */
  first(scored: readonly ScoredPhrase[], taken: ReadonlySet<string>): ScoredPhrase | undefined {
    const least = otherwiseShare * (scored[0]?.score ?? 0);
    return scored.find(({ phrase, score }) => score >= least && !taken.has(this.stems.of(phrase)));
  }

  /** What two papers say, one of them in its title, or both in theirs if it is a single word. */
  shared(scored: readonly ScoredPhrase[]): ScoredPhrase[] {
    return scored.filter(
      ({ phrase, score, papers, titled }) =>
        score >= leastShared && papers > 1 && titled > (this.index.lengths[phrase] === 1 ? 1 : 0),
    );
  }

  /** The phrase that says most of the papers that those chosen leave. */
  further(
    node: number,
    chosen: readonly ScoredPhrase[],
    scored: readonly ScoredPhrase[],
    taken: ReadonlySet<string>,
  ): ScoredPhrase | undefined {
    const first = chosen[0];
    if (!first) return undefined;
    const room = longestName - this.nameOf(chosen).length - nameSeparator.length;
    const others = scored.filter((other) => {
      const stems = this.stems.of(other.phrase);
      return (
        this.#surface(other).length <= room &&
        !taken.has(stems) &&
        !chosen.some((one) => one === other || overlaps(this.stems.of(one.phrase), stems))
      );
    });
    const held = this.#held(node, [...chosen, ...others]);
    const before = held.slice(0, chosen.length);
    let best: ScoredPhrase | undefined;
    const english = this.index.phraseLanguages[first.phrase] === 'en';
    let most = (english ? joiningShare : joiningElsewhere) * first.score;
    others.forEach((other, at) => {
      let fresh = 0;
      held[chosen.length + at]?.forEach((holds, paper) => {
        if (holds === 1 && before.every((covers) => covers[paper] !== 1)) fresh++;
      });
      const worth = other.score * (joiningBase + (1 - joiningBase) * (fresh / other.papers));
      if (worth >= most && (best === undefined || worth > most)) {
        best = other;
        most = worth;
      }
    });
    return best;
  }

  /**
   * A topic of several subjects is called by up to three phrases that together cover most of it; the
   * number behind them counts the parts of which they say little.
   */
  parts(
    node: number,
    scored: readonly ScoredPhrase[],
    taken: ReadonlySet<string>,
  ): ChosenName | null {
    const free = scored.filter(({ phrase }) => !taken.has(this.stems.of(phrase)));
    const held = this.#held(node, free);
    const covered = new Uint8Array(this.tree.size[node] ?? 1);
    const named: ScoredPhrase[] = [];
    let width = 0;
    while (named.length < namedParts) {
      let best = -1;
      let most = 0;
      free.forEach((phrase, at) => {
        const length = this.#surface(phrase).length + 2;
        if (named.length > 0 && width + length > longestName - 3) return;
        const stems = this.stems.of(phrase.phrase);
        if (named.some((other) => overlaps(this.stems.of(other.phrase), stems))) return;
        let fresh = 0;
        held[at]?.forEach((holds, paper) => (fresh += holds & (1 - (covered[paper] ?? 0))));
        const worth = phrase.score * (fresh / phrase.papers) ** 2;
        if (worth > most) [best, most] = [at, worth];
      });
      const phrase = free[best];
      if (!phrase || (named[0] && most < leastListed * named[0].score)) break;
      named.push(phrase);
      width += this.#surface(phrase).length + 2;
      held[best]?.forEach((holds, paper) => (covered[paper] = (covered[paper] ?? 0) | holds));
    }
    if (named.length < 2) return null;
    const surfaces = named.map((phrase) => this.#surface(phrase));
    const more = this.#partsWithout(node, covered);
    return {
      phrases: named,
      name:
        more > 0
          ? `${surfaces.join(partSeparator)} +${more}`
          : surfaces.slice(0, 2).join(nameSeparator),
    };
  }

  /** Papers of a node that hold one of the phrases. */
  covered(node: number, phrases: readonly ScoredPhrase[]): number {
    const held = this.#held(node, phrases);
    const papers = this.tree.size[node] ?? 1;
    let covered = 0;
    for (let paper = 0; paper < papers; paper++)
      if (held.some((holds) => holds[paper] === 1)) covered++;
    return covered;
  }

  nameOf(phrases: readonly ScoredPhrase[]): string {
    return phrases.map((phrase) => this.#surface(phrase)).join(nameSeparator);
  }

  /** Of the largest parts of a node, those of which hardly a paper is covered. */
  #partsWithout(node: number, covered: Uint8Array): number {
    const { tree } = this;
    const start = tree.start[node] ?? 0;
    const whole = tree.size[node] ?? 1;
    return cutByHeight(tree, node, mostParts).filter((part) => {
      const from = (tree.start[part] ?? 0) - start;
      const size = tree.size[part] ?? 1;
      const said = covered.subarray(from, from + size).reduce((sum, holds) => sum + holds, 0);
      return size >= countedPart * whole && said < unsaidShare * size;
    }).length;
  }

  #held(node: number, phrases: readonly ScoredPhrase[]): Uint8Array[] {
    return this.scorer.holders(
      node,
      phrases.map(({ phrase }) => phrase),
    );
  }

  #surface({ phrase }: ScoredPhrase): string {
    return this.index.surfaces[phrase] ?? '';
  }
}
