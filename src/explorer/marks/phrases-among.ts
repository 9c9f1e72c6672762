/** Which phrases set some papers apart from all papers of the map. */
import type { Paper } from '../../corpus/paper';
import { createPacer, type Pacer } from '../../foundation/pacer';

/** How often a phrase occurs among some papers. */
export interface PhraseUse {
  readonly phrase: string;
  /** Part of those papers whose title or abstract has it, 0 to 1. */
  readonly share: number;
  /** That share over its share of all papers; 2 means twice as frequent. */
  readonly lift: number;
}

/** Papers that are read at most, evenly spread: enough for shares to within a few percent. */
const mostRead = 400;
/** A phrase in fewer papers than this, or hardly more frequent than elsewhere, says nothing of them. */
const leastPapers = 2;
const leastLift = 1.15;

/**
 * The phrases that are most worth knowing of some papers, best first. Scored by their share times the
 * logarithm of how much more frequent they are than on the whole map.
 *
 * @param phrases the phrases to choose from, such as those that set topics apart
 * @param leaves indices into `papers`
 * @param pace lets others have their turn: hundreds of texts are searched for thousands of phrases
 * @throws the reason of the pacer's signal
 */
export async function phrasesAmong(
  phrases: Iterable<string>,
  papers: readonly Paper[],
  leaves: ArrayLike<number>,
  most: number,
  pace: Pacer = createPacer(),
): Promise<PhraseUse[]> {
  const here = await textsOf(leaves.length, (at) => papers[leaves[at] ?? -1], pace);
  if (here.count === 0) return [];
  let all = known.get(papers);
  // The even sample of all papers stays the same as long as they are on the map.
  if (!all) known.set(papers, (all = await textsOf(papers.length, (at) => papers[at], pace)));
  const uses: (PhraseUse & { readonly score: number })[] = [];
  for (const phrase of new Set(phrases)) {
    const turn = pace();
    if (turn) await turn;
    const sought = folded(phrase).trimEnd();
    const found = here.countWith(sought);
    if (found < leastPapers || sought.length < 3) continue;
    const share = found / here.count;
    // A phrase of papers that the even sample of all missed is at least as rare as one among them.
    const overall = Math.max(1, all.countWith(sought)) / all.count;
    const lift = share / overall;
    if (lift >= leastLift) uses.push({ phrase, share, lift, score: share * Math.log(lift) });
  }
  return uses
    .sort((one, other) => other.score - one.score || one.phrase.localeCompare(other.phrase, 'en'))
    .filter(
      ({ phrase }, at, sorted) => !sorted.slice(0, at).some((better) => within(better, phrase)),
    )
    .slice(0, most)
    .map(({ phrase, share, lift }) => ({ phrase, share, lift }));
}

/** Whether one of two phrases is part of the other: the better of them says both. */
function within(better: PhraseUse, phrase: string): boolean {
  const [one, other] = [folded(better.phrase).trimEnd(), folded(phrase).trimEnd()];
  return one.startsWith(other) || other.startsWith(one);
}

function evenly(n: number): number[] {
  const read = Math.min(n, mostRead);
  return Array.from({ length: read }, (_, at) => Math.floor((at * n) / read));
}

function textOf(paper: Paper | undefined): string {
  return paper ? `${paper.title} ${paper.abstract}` : '';
}

/** Lower case, words between single blanks, one before the first: " a b " is found as words begin. */
function folded(text: string): string {
  return ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `.replaceAll(/ +/gu, ' ');
}

/** Letters by which texts are found that may have a phrase; the blank before a word is the first. */
const keyLength = 4;

/** Texts by how their words begin: a map has thousands of phrases, and few texts have any of them. */
class Texts {
  readonly #texts: string[] = [];
  readonly #beginning = new Map<string, string[]>();

  get count(): number {
    return this.#texts.length;
  }

  add(unfolded: string): void {
    const text = folded(unfolded);
    this.#texts.push(text);
    const keys = new Set<string>();
    for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1))
      keys.add(text.slice(at, at + keyLength));
    for (const key of keys) {
      const beginning = this.#beginning.get(key);
      if (beginning) beginning.push(text);
      else this.#beginning.set(key, [text]);
    }
  }

  /**
   * How many texts have a phrase. Plurals count with their singular, since what it ends in is open.
   *
   * @param phrase folded, with the blank before it
   */
  countWith(phrase: string): number {
    const texts =
      phrase.length < keyLength
        ? this.#texts
        : (this.#beginning.get(phrase.slice(0, keyLength)) ?? []);
    return texts.reduce((sum, text) => sum + (text.includes(phrase) ? 1 : 0), 0);
  }
}

const known = new WeakMap<readonly Paper[], Texts>();

/** The texts of an even sample of n papers. */
async function textsOf(
  n: number,
  paperAt: (at: number) => Paper | undefined,
  pace: Pacer,
): Promise<Texts> {
  const texts = new Texts();
  for (const at of evenly(n)) {
    texts.add(textOf(paperAt(at)));
    const turn = pace();
    if (turn) await turn;
  }
  return texts;
}
