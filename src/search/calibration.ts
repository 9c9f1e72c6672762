/**
 * What near means in a corpus, measured on the corpus itself, since it differs by encoder, by size and
 * by subject. Its titles are questions whose answers are known: how near they come to their own papers
 * says what a cosine is worth. Words drawn at random are questions that mean nothing: how much of them
 * some paper holds all the same is what chance gives, and a question that does no better belongs to no
 * paper here.
 */
import type { Paper } from '../corpus/paper';
import type { Pacer } from '../foundation/pacer';
import { seededRandom } from '../foundation/random';
import { dotProduct } from '../embedding/rows';
import { belonging } from './belonging';
import { coveredBy } from './expansion';
import type { Meaning } from './query-vectors';
import type { TermIndex } from './term-index';

export interface Calibration {
  /**
   * The mean of the questions' unit vectors, to be subtracted from a question's. Papers in the middle of
   * everything are near to every question; without it they come first too often.
   */
  readonly centre: Float32Array;
  /** Similarity of titles to their own papers, ascending. */
  readonly own: Float32Array;
  /** How much a question of so many words must belong to the papers (`belonging.ts`), 0 to 1. */
  floor(words: number): number;
}

/** Titles asked at most, evenly spread over the corpus. */
const mostTitles = 200;
/** Random questions asked for each number of words, and those numbers. */
const draws = 100;
const lengths = [1, 2, 3, 4, 6, 8] as const;
/** Random words that the questions are made of: few, since each is compared with all words. */
const pool = 24;
/**
 * Share of the random questions below the floor. Chosen on one half of the questions among 0.7 … 0.9: the
 * more, the more short everyday questions about the papers are taken for strange ones.
 */
const share = 0.75;

/** Asks the corpus its own titles and random words: up to half a second of work, in steps. */
export async function calibrate(
  papers: readonly Paper[],
  index: TermIndex,
  meaning: Meaning,
  pace: Pacer,
): Promise<Calibration> {
  const { d } = meaning.vectors;
  const step = Math.max(1, papers.length / mostTitles);
  const asked: { readonly paper: number; readonly row: Float32Array }[] = [];
  const centre = new Float32Array(d);
  for (let at = 0; at < papers.length; at += step) {
    await pace();
    const paper = Math.floor(at);
    const row = meaning.embed(papers[paper]?.title ?? '');
    if (!row) continue;
    asked.push({ paper, row });
    for (let k = 0; k < d; k++) centre[k] = (centre[k] ?? 0) + (row[k] ?? 0);
  }
  for (let k = 0; k < d; k++) centre[k] = (centre[k] ?? 0) / Math.max(1, asked.length);
  const own = asked.map(({ paper, row }) => similarity(meaning.vectors, paper, row, centre));
  const floors = await chance(index, meaning, pace);
  return {
    centre,
    own: Float32Array.from(own).sort(),
    floor: (words) => between(floors, words),
  };
}

/** What one random word is to the papers, so that questions of several are sums. */
interface DrawnWord {
  readonly rarity: number;
  /** Papers that hold or nearly hold it, and how much of its rarity each covers. */
  readonly holding: readonly (readonly [paper: number, covered: number])[];
}

/** Belonging that three in four random questions do not reach, by their number of words. */
async function chance(index: TermIndex, meaning: Meaning, pace: Pacer): Promise<number[]> {
  const words = meaning.generalWords;
  if (words.length === 0) return lengths.map(() => 0);
  const random = seededRandom(3);
  const drawn: DrawnWord[] = [];
  for (let i = 0; i < pool; i++) {
    await pace();
    drawn.push(drawnWord(index, meaning, words[Math.floor(random() * words.length)] ?? ''));
  }
  const covered = new Float32Array(index.papers);
  const floors: number[] = [];
  for (const length of lengths) {
    const reached: number[] = [];
    for (let i = 0; i < draws; i++) {
      await pace();
      const at = new Set(Array.from({ length }, () => Math.floor(random() * drawn.length)));
      reached.push(
        belongingOf(
          [...at].flatMap((word) => drawn[word] ?? []),
          covered,
        ),
      );
    }
    reached.sort((a, b) => a - b);
    floors.push(reached[Math.floor(share * draws)] ?? 0);
  }
  return floors;
}

function drawnWord(index: TermIndex, meaning: Meaning, word: string): DrawnWord {
  const covered = coveredBy(index, [[word]], meaning.otherWords);
  const holding: [number, number][] = [];
  covered.forEach((share, paper) => {
    if (share > 0) holding.push([paper, share]);
  });
  return { rarity: index.rarity([word]), holding };
}

/**
 * What `belonging.ts` gives a question of these words.
 *
 * @param covered by paper, all 0, and so again afterwards
 */
function belongingOf(words: readonly DrawnWord[], covered: Float32Array): number {
  const touched: number[] = [];
  let whole = 0;
  for (const word of words) {
    whole += word.rarity;
    for (const [paper, share] of word.holding) {
      const before = covered[paper] ?? 0;
      if (before === 0) touched.push(paper);
      covered[paper] = before + share;
    }
  }
  const found = Float32Array.from(touched, (paper) => covered[paper] ?? 0);
  for (const paper of touched) covered[paper] = 0;
  return belonging(found, whole);
}

/** The floor for a number of words, in a straight line between those measured. */
function between(floors: readonly number[], words: number): number {
  const above = lengths.findIndex((length) => length >= words);
  if (above < 0) return floors.at(-1) ?? 0;
  const [low, high] = [lengths[above - 1], lengths[above] ?? words];
  if (low === undefined) return floors[0] ?? 0;
  const along = (words - low) / (high - low);
  return (floors[above - 1] ?? 0) * (1 - along) + (floors[above] ?? 0) * along;
}

function similarity(
  { d, data }: Meaning['vectors'],
  paper: number,
  row: Float32Array,
  centre: Float32Array,
): number {
  return dotProduct(data, paper * d, row, 0, d) - dotProduct(data, paper * d, centre, 0, d);
}
