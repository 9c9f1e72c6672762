/**
 * The files of a site's data: each is one block, compressed by us, so that a host that compresses
 * nothing costs nothing, and named by its hash, so that a copy in any cache is right for ever.
 *
 * Unpacked and little-endian: uint32 length of the head; the head (JSON in UTF-8, filled up with
 * spaces to a multiple of four); then the arrays that it lists, each filled up to a multiple of four.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { deflateSync } from 'fflate';
import { SiteProblem } from './site-problem';

/** Numbers that a block can hold beside its JSON. */
export type BlockArray = Uint8Array | Uint16Array | Uint32Array | Float32Array;

export interface Block {
  readonly json: unknown;
  readonly arrays: ReadonlyMap<string, BlockArray>;
}

/** What a manifest says of a block: enough to fetch it, to check it and to make room for it. */
export interface BlockEntry {
  /** Bytes of the file. */
  readonly bytes: number;
  /** Bytes it is unpacked to. */
  readonly raw: number;
  /** The first 128 bits of the file's SHA-256, hexadecimal; its name too. */
  readonly hash: string;
}

export interface PackedBlock extends BlockEntry {
  readonly data: Uint8Array;
}

/** Largest block believed, unpacked. */
export const mostRawBytes = 1 << 28;

const types = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array } as const;
type TypeName = keyof typeof types;

/** The first 128 bits of SHA-256, as 32 hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  return Array.from(sha256(bytes).subarray(0, 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** A block as it is before it is compressed: its head and its arrays one after the other. */
export function rawBlock({ json, arrays }: Block): Uint8Array<ArrayBuffer> {
  const list = [...arrays].map(([name, array]) => [name, typeOf(array), array.length]);
  const head = padded(new TextEncoder().encode(JSON.stringify({ json, arrays: list })), 0x20);
  const length = new Uint8Array(Uint32Array.of(head.length).buffer);
  const parts = [length, head];
  for (const { buffer, byteOffset, byteLength } of arrays.values())
    parts.push(padded(new Uint8Array(buffer, byteOffset, byteLength), 0));
  return joined(parts);
}

/** Compresses what {@link rawBlock} gives, which takes most of the time; equal bytes give equal bytes. */
export function packRaw(raw: Uint8Array): PackedBlock {
  const data = deflateSync(raw, { level: 9 });
  return { bytes: data.length, raw: raw.length, hash: hashOf(data), data };
}

/**
 * Checks and unpacks a block.
 *
 * @param name of the file, for messages
 * @throws SiteProblem when it is not what its entry says
 */
export async function unpackBlock(
  data: Uint8Array<ArrayBuffer>,
  entry: BlockEntry,
  name: string,
): Promise<Block> {
  if (data.length !== entry.bytes || hashOf(data) !== entry.hash)
    throw new SiteProblem('damaged', whatIsWrong(data, entry, name));
  try {
    return readBlock(await inflated(data, entry.raw));
  } catch (thrown) {
    if (thrown instanceof SiteProblem) throw thrown;
    throw new SiteProblem('damaged', `${name} cannot be unpacked`);
  }
}

function whatIsWrong(data: Uint8Array, { bytes }: BlockEntry, name: string): string {
  // No compressed block begins like this; hosts answer so for files that are not there.
  if (/^\s*<(?:!doctype|html)/iu.test(new TextDecoder().decode(data.subarray(0, 100))))
    return `the host answers with a web page in the place of ${name}`;
  return data.length < bytes
    ? `${name} ends after ${data.length} of ${bytes} bytes`
    : `${name} is not the file that the site’s manifest names`;
}

/** Unpacks to exactly so many bytes, and never holds more. */
async function inflated(
  data: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const raw = new Uint8Array(length);
  let filled = 0;
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (filled + value.length > length) {
      await reader.cancel();
      throw new Error('longer than said');
    }
    raw.set(value, filled);
    filled += value.length;
  }
  if (filled !== length) throw new Error('shorter than said');
  return raw;
}

function readBlock(raw: Uint8Array<ArrayBuffer>): Block {
  const headLength = new DataView(raw.buffer).getUint32(0, true);
  const head: unknown = JSON.parse(new TextDecoder().decode(raw.subarray(4, 4 + headLength)));
  if (typeof head !== 'object' || head === null || !('arrays' in head) || !('json' in head))
    throw new Error('no head');
  const arrays = new Map<string, BlockArray>();
  let at = 4 + headLength;
  for (const one of Array.isArray(head.arrays) ? head.arrays : []) {
    const [name, type, length]: unknown[] = Array.isArray(one) ? one : [];
    if (typeof name !== 'string' || !isType(type) || !Number.isSafeInteger(length))
      throw new Error('no array');
    const array = new types[type](raw.buffer, at, Number(length));
    arrays.set(name, array);
    at += Math.ceil(array.byteLength / 4) * 4;
  }
  return { json: head.json, arrays };
}

function isType(name: unknown): name is TypeName {
  return typeof name === 'string' && Object.hasOwn(types, name);
}

function typeOf(array: BlockArray): TypeName {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Uint16Array) return 'u16';
  return array instanceof Uint32Array ? 'u32' : 'f32';
}

function padded(bytes: Uint8Array, filling: number): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4).fill(filling);
  whole.set(bytes);
  return whole;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
