/** A checksum of plain data, so that a record that was spoilt on the disk is not taken for a result. */

/**
 * 32 bits of a value made of objects, arrays, typed arrays, strings, numbers, booleans, null and
 * undefined; FNV-1a, over whole words where a typed array has them. Against accidents, not attackers.
 *
 * @param seed what else it depends on: a value under another key has another checksum
 */
export function checksum(value: unknown, seed: string): number {
  return mixed(mixed(0x811c9dc5, seed), value) >>> 0;
}

const prime = 0x01000193;

function mixed(hash: number, value: unknown): number {
  if (typeof value === 'string') {
    let at = step(hash, value.length);
    for (let i = 0; i < value.length; i++) at = step(at, value.charCodeAt(i));
    return at;
  }
  if (typeof value === 'number') return mixedBytes(step(hash, 1), Float64Array.of(value));
  if (typeof value !== 'object' || value === null)
    return mixed(hash, value === undefined ? 'undefined' : JSON.stringify(value));
  if (ArrayBuffer.isView(value)) return mixedBytes(mixed(hash, value.constructor.name), value);
  if (Array.isArray(value)) {
    let at = step(hash, value.length);
    for (const item of value) at = mixed(at, item);
    return at;
  }
  let at = hash;
  for (const [key, item] of Object.entries(value)) at = mixed(mixed(at, key), item);
  return at;
}

function mixedBytes(hash: number, { buffer, byteOffset, byteLength }: ArrayBufferView): number {
  let at = step(hash, byteLength);
  const whole = byteOffset % 4 === 0 ? byteLength >> 2 : 0;
  const words = new Uint32Array(buffer, byteOffset - (byteOffset % 4), whole);
  for (let i = 0; i < whole; i++) at = step(at, words[i] ?? 0);
  const bytes = new Uint8Array(buffer, byteOffset + 4 * whole, byteLength - 4 * whole);
  for (let i = 0; i < bytes.length; i++) at = step(at, bytes[i] ?? 0);
  return at;
}

/** The product mixes upwards only; the shift brings the high bits of a word down again. */
function step(hash: number, word: number): number {
  const at = Math.imul(hash ^ word, prime);
  return at ^ (at >>> 15);
}
