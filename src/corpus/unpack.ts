/**
 * Compressed files: gzip as a stream of bytes, zip as its members. What comes out is counted while
 * it comes out, so that a bomb ends at the limit and not at the end of memory.
 */
import { UnreadableFile } from './reading';

/** Most bytes that one import may unpack to: eight times the largest corpus we are measured on. */
export const mostUnpackedBytes = 1 << 30;

/** Most files taken from a zip. */
export const mostMembers = 1000;

/**
 * Times that papers may grow when they are unpacked. None of the export files and corpora tried grows
 * more than 5 times; deflate can do 1032.
 */
const mostGrowth = 250;
/** Unpacked bytes before growth says anything: so much of a bomb is read in a second. */
const leastToJudge = 1 << 26;

/** Compressed bytes given to the inflater at once: at deflate's best (1032:1) they give 16 MB. */
const slice = 16_384;

export type Packing = 'none' | 'gzip' | 'zip';

/** How a file is packed, by its first bytes. */
export function packingOf(beginning: Uint8Array): Packing {
  const [a, b, c, d] = beginning;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip';
  return 'none';
}

/** Counts what an import unpacks. */
export class UnpackBudget {
  readonly #most: number;
  #packed = 0;
  #unpacked = 0;

  constructor(bytes = mostUnpackedBytes) {
    this.#most = bytes;
  }

  /** Notes that compressed bytes went in. */
  take(bytes: number): void {
    this.#packed += bytes;
  }

  /** @throws UnreadableFile when more comes out than may, or far more than papers ever unpack to */
  spend(bytes: number, file: string): void {
    this.#unpacked += bytes;
    const swollen = this.#unpacked > leastToJudge && this.#unpacked > mostGrowth * this.#packed;
    if (swollen || this.#unpacked > this.#most) {
      throw new UnreadableFile(
        'file-unpacks-too-large',
        `${file} unpacks to more than this page takes at once.`,
        'Unpack it yourself and open a part of it.',
      );
    }
  }
}

/** The bytes of a blob, piece by piece. */
export async function* bytesOf(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/**
 * The bytes of a gzip stream, of any number of members. The browser inflates on a thread of its own;
 * what it refuses (a second member, damage) is inflated here from where it stopped.
 *
 * @param open the packed bytes from the start, once more where the browser refuses them
 * @throws UnreadableFile if it is cut short or damaged, after yielding what could be unpacked, or
 *   when it unpacks to more than the budget
 */
export async function* gunzip(
  open: () => AsyncIterable<Uint8Array>,
  file: string,
  budget: UnpackBudget,
): AsyncGenerator<Uint8Array> {
  const count = new CountedOnce(budget, file);
  if ('DecompressionStream' in globalThis && (yield* gunzipByBrowser(open(), count))) return;
  count.again();
  yield* gunzipHere(open(), file, count);
}

/** @returns whether the browser has read all of it */
async function* gunzipByBrowser(
  packed: AsyncIterable<Uint8Array>,
  count: CountedOnce,
): AsyncGenerator<Uint8Array, boolean> {
  const reader = inflatedByBrowser(packed, count).getReader();
  try {
    for (;;) {
      const next = await reader.read().catch(() => null);
      if (next === null) return false;
      if (next.done) return true;
      yield count.unpacked(next.value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Counts towards a budget what is unpacked, and passes over what came out before in a second reading. */
class CountedOnce {
  readonly #budget: UnpackBudget;
  readonly #file: string;
  #packed = 0;
  #unpacked = 0;
  #packedBefore = 0;
  #unpackedBefore = 0;

  constructor(budget: UnpackBudget, file: string) {
    this.#budget = budget;
    this.#file = file;
  }

  /** The bytes are read from their start again. */
  again(): void {
    [this.#packedBefore, this.#unpackedBefore] = [this.#packed, this.#unpacked];
    [this.#packed, this.#unpacked] = [0, 0];
  }

  packed({ length }: Uint8Array): void {
    const before = Math.max(this.#packed, this.#packedBefore);
    this.#packed += length;
    this.#budget.take(Math.max(0, this.#packed - before));
  }

  /** @returns what of the bytes has not come out before */
  unpacked<Bytes extends Uint8Array>(bytes: Bytes): Uint8Array {
    const old = Math.min(bytes.length, Math.max(0, this.#unpackedBefore - this.#unpacked));
    this.#unpacked += bytes.length;
    const fresh = bytes.subarray(old);
    this.#budget.spend(fresh.length, this.#file);
    return fresh;
  }
}

function inflatedByBrowser(
  packedBytes: AsyncIterable<Uint8Array>,
  count: CountedOnce,
): ReadableStream<Uint8Array> {
  const pieces = inPieces(packedBytes);
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) {
        controller.close();
        return;
      }
      count.packed(value);
      controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return packed.pipeThrough(new DecompressionStream('gzip'));
}

async function* gunzipHere(
  packed: AsyncIterable<Uint8Array>,
  file: string,
  count: CountedOnce,
): AsyncGenerator<Uint8Array> {
  const { Gunzip } = await import('fflate');
  const out: Uint8Array[] = [];
  const inflater = new Gunzip((chunk) => {
    out.push(count.unpacked(chunk));
  });
  for await (const piece of inPieces(packed)) {
    count.packed(piece);
    orUnreadable(file, () => inflater.push(piece));
    yield* out.splice(0);
  }
  orUnreadable(file, () => inflater.push(new Uint8Array(0), true));
  yield* out.splice(0);
}

async function* inPieces(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of packed)
    for (let at = 0; at < bytes.length; at += slice) yield bytes.subarray(at, at + slice);
}

/** One file of a zip. */
export interface Member {
  readonly name: string;
  readonly blob: Blob;
}

/** Names that programs put into zips for themselves. */
const notPapers = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)|\/$/u;

/**
 * The files of a zip, one after the other as they are unpacked.
 *
 * @throws UnreadableFile if it is damaged, an office document, or larger than the budget
 */
export async function* membersOf(
  packed: AsyncIterable<Uint8Array>,
  file: string,
  budget: UnpackBudget,
): AsyncGenerator<Member> {
  const { Unzip, UnzipInflate } = await import('fflate');
  const ready: Member[] = [];
  let count = 0;
  const unzip = new Unzip((member) => {
    if (member.name === '[Content_Types].xml') throw officeDocument(file);
    if (notPapers.test(member.name) || ++count > mostMembers) return;
    const parts: BlobPart[] = [];
    member.ondata = (error, chunk, final) => {
      if (error !== null) throw error;
      budget.spend(chunk.length, `${file}/${member.name}`);
      parts.push(new Uint8Array(chunk));
      if (final) ready.push({ name: `${file}/${member.name}`, blob: new Blob(parts) });
    };
    member.start();
  });
  unzip.register(UnzipInflate);
  for await (const piece of inPieces(packed)) {
    budget.take(piece.length);
    orUnreadable(file, () => unzip.push(piece));
    yield* ready.splice(0);
  }
  orUnreadable(file, () => unzip.push(new Uint8Array(0), true));
  yield* ready.splice(0);
}

function officeDocument(file: string): UnreadableFile {
  return new UnreadableFile(
    'file-office-document',
    `${file} is an office document.`,
    'Open it in the program it comes from and save it as CSV.',
  );
}

function orUnreadable(file: string, unpack: () => void): void {
  try {
    unpack();
  } catch (thrown) {
    if (thrown instanceof UnreadableFile) throw thrown;
    throw new UnreadableFile(
      'file-damaged',
      `${file} is cut short or damaged inside.`,
      'Download or export it anew.',
    );
  }
}
