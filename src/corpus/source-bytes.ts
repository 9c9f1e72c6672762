/** A file's bytes and text as they arrive, its beginning known before the rest is read. */
import type { StreamDecoder } from './decode';

/** Enough of a file to recognise it by. */
export const sampleBytes = 65_536;

/** Reads ahead far enough to recognise the format; `all` begins again at the first byte. */
export async function sampled(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly beginning: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const ahead: Uint8Array[] = [];
  let length = 0;
  let broken: { readonly thrown: unknown } | null = null;
  while (length < sampleBytes) {
    try {
      const next = await iterator.next();
      if (next.done === true) break;
      ahead.push(next.value);
      length += next.value.length;
    } catch (thrown) {
      // What came before the break is still read; the break is met again in its place.
      broken = { thrown };
      break;
    }
  }
  const beginning = new Uint8Array(length);
  let at = 0;
  for (const chunk of ahead) {
    beginning.set(chunk, at);
    at += chunk.length;
  }
  if (broken !== null && length === 0) throw broken.thrown;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield beginning;
    if (broken !== null) throw broken.thrown;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { beginning, all: all() };
}

/**
 * The text of a file. If its bytes break off, in a gzip that is cut short say, the text just ends
 * there, so that the reader finishes what it has; {@link throwIfBroken} tells afterwards.
 */
export class DecodedText {
  readonly #bytes: AsyncIterable<Uint8Array>;
  readonly #decoder: StreamDecoder;
  readonly #signal: AbortSignal | undefined;
  #broken: { readonly thrown: unknown } | null = null;

  constructor(bytes: AsyncIterable<Uint8Array>, decoder: StreamDecoder, signal?: AbortSignal) {
    this.#bytes = bytes;
    this.#decoder = decoder;
    this.#signal = signal;
  }

  async *chunks(): AsyncGenerator<string> {
    try {
      for await (const chunk of this.#bytes) yield this.#decoder.decode(chunk);
    } catch (thrown) {
      this.#signal?.throwIfAborted();
      this.#broken = { thrown };
    }
    yield this.#decoder.decode();
  }

  throwIfBroken(): void {
    if (this.#broken !== null) throw this.#broken.thrown;
  }
}
