/**
 * Contrastive refinement of term vectors: two views of one abstract that share hardly a word must
 * be nearer to each other than to the views of other abstracts. So words learn to stand for the
 * subject of the text around them, which is what maps need of them.
 */
import { seededRandom, shuffle, type Random } from '../../src/foundation/random';
import { Batch, type View } from './contrastive-batch';

/** A document as term ids, -1 outside the vocabulary. */
export interface Document {
  readonly title: Int32Array;
  readonly sentences: readonly Int32Array[];
}

export interface ContrastiveSettings {
  readonly epochs: number;
  /** Documents per batch; every other document of the batch is a negative. */
  readonly batch: number;
  readonly temperature: number;
  /** Adam's step at the start, against vectors whose median length is 1; falls to 0 linearly. */
  readonly learningRate: number;
  /** Chance of each token to be left out of a view. */
  readonly dropout: number;
  /** Chance of a word shared by both views to be taken out of one of them. */
  readonly unshare: number;
  readonly seed: number;
}

/**
 * Trains `vectors` in place with symmetric InfoNCE (van den Oord et al., 2018) and in-batch
 * negatives. Batches alternate between two random halves of an abstract's sentences and its title
 * against its abstract.
 *
 * @param vectors terms×dimension row-major
 * @param idf weight of each term
 * @param log told the mean loss of each epoch
 */
export function refineContrastively(
  vectors: Float32Array,
  dimension: number,
  idf: Float32Array,
  documents: readonly Document[],
  settings: ContrastiveSettings,
  log: (message: string) => void,
): void {
  const random = seededRandom(settings.seed);
  const batch = new Batch(vectors, dimension, settings.batch, settings.temperature);
  const order = Uint32Array.from(documents, (_, i) => i);
  const perEpoch = Math.floor(documents.length / settings.batch);
  const steps = perEpoch * settings.epochs;
  let step = 0;
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let at = 0; at < perEpoch; at++) {
      const pairs: [View, View][] = [];
      const picked = order.subarray(at * settings.batch, (at + 1) * settings.batch);
      for (const index of picked) {
        const document = documents[index];
        if (!document) continue;
        const [one, other] =
          step % 2 === 0
            ? halves(document, random)
            : [document.title, Int32Array.from(flat(document.sentences))];
        pairs.push(twoViews(one, other, idf, settings, random));
      }
      loss += batch.train(pairs, settings.learningRate * (1 - step / steps));
      step++;
    }
    log(
      `contrastive epoch ${epoch + 1} of ${settings.epochs}: loss ${(loss / perEpoch).toFixed(3)}`,
    );
  }
}

function flat(parts: readonly Int32Array[]): number[] {
  return parts.flatMap((part) => [...part]);
}

/** Two random halves of the sentences; of a single sentence, its two ends. */
function halves(document: Document, random: Random): [Int32Array, Int32Array] {
  const { sentences } = document;
  if (sentences.length < 2) {
    const words = sentences[0] ?? new Int32Array(0);
    const middle = words.length >> 1;
    return [words.subarray(0, middle), words.subarray(middle)];
  }
  const order = shuffle(
    Uint32Array.from(sentences, (_, i) => i),
    random,
  );
  const middle = order.length >> 1;
  const pick = (indices: Uint32Array): Int32Array =>
    Int32Array.from(flat([...indices].flatMap((i) => sentences[i] ?? [])));
  return [pick(order.subarray(0, middle)), pick(order.subarray(middle))];
}

/** Drops tokens at random, then most shared words from either view, and weighs what is left. */
function twoViews(
  one: Int32Array,
  other: Int32Array,
  idf: Float32Array,
  settings: ContrastiveSettings,
  random: Random,
): [View, View] {
  const kept = (ids: Int32Array): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const id of ids) {
      if (id >= 0 && random() >= settings.dropout) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  };
  const [a, b] = [kept(one), kept(other)];
  for (const id of [...a.keys()]) {
    if (b.has(id) && random() < settings.unshare) (random() < 0.5 ? a : b).delete(id);
  }
  return [weigh(a, idf), weigh(b, idf)];
}

function weigh(counts: ReadonlyMap<number, number>, idf: Float32Array): View {
  return {
    terms: Int32Array.from(counts.keys()),
    weights: Float32Array.from(counts, ([id, count]) => (1 + Math.log(count)) * (idf[id] ?? 0)),
  };
}
