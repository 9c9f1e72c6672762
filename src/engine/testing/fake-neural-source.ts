import type { EncoderText } from '../../embedding/encoder';
import { gaussian, seededRandom } from '../../foundation/random';
import { failure, success, type Failure } from '../../foundation/result';
import type { TextEncoderSource } from '../stages';

const dimension = 8;

/**
 * An encoder that costs nothing and says what was asked of it: a text's vector is drawn from a seed
 * made of its characters.
 */
export class FakeNeuralSource implements TextEncoderSource {
  readonly fingerprints: readonly string[];
  /** Titles in the order in which they were embedded. */
  readonly embedded: string[] = [];
  /** What was searched for. */
  readonly queries: string[] = [];
  opened = 0;
  closed = 0;
  /** Set to make opening fail. */
  openFailure: Failure | undefined;
  /** Called before each batch; may throw, abort or wait. */
  beforeBatch: () => void | Promise<void> = () => undefined;
  /** Set to spoil vectors. */
  value: (seeded: number) => number = (seeded) => seeded;

  constructor(fingerprint = 'fake-1') {
    this.fingerprints = [fingerprint];
  }

  async open() {
    this.opened++;
    if (this.openFailure) return failure(this.openFailure);
    return success({
      device: { rung: 'wasm' as const, threads: 1, reason: 'A fake runs everywhere.' },
      close: () => {
        this.closed++;
      },
      embedQuery: async (query: string) => {
        this.queries.push(query);
        return vectorOf({ title: query, abstract: '' }, this.value);
      },
      encoder: {
        fingerprint: this.fingerprints[0] ?? '',
        scope: 'text' as const,
        dimension,
        encode: async (texts: readonly EncoderText[]) => {
          await this.beforeBatch();
          const data = new Float32Array(texts.length * dimension);
          texts.forEach((text, row) => {
            this.embedded.push(text.title);
            data.set(vectorOf(text, this.value), row * dimension);
          });
          return { n: texts.length, d: dimension, data };
        },
      },
    });
  }
}

function vectorOf(text: EncoderText, value: (seeded: number) => number): Float32Array {
  const random = seededRandom(seedOf(text));
  return Float32Array.from({ length: dimension }, () => value(gaussian(random)));
}

function seedOf({ title, abstract }: EncoderText): number {
  let seed = 7;
  for (const character of title + abstract)
    seed = (Math.imul(seed, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return seed;
}
