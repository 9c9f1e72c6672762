/** Content keys: what a result was made from, as a short string. */

/**
 * A 53-bit non-cryptographic hash of a string (cyrb53), as 14 hexadecimal digits. Two of them with
 * different seeds give the 106 bits that {@link contentKey} uses.
 */
function hash53(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

/**
 * The key of a result made from `parts`: equal parts give equal keys on every machine. 106 bits, so
 * that a collision among millions of texts is out of reach of chance (not of an attacker, who could
 * only spoil their own map).
 */
export function contentKey(...parts: readonly string[]): string {
  return contentKeyOf(parts);
}

/** {@link contentKey} of parts that may be many: a call cannot take 100,000 arguments. */
export function contentKeyOf(parts: readonly string[]): string {
  const text = parts.map((part) => `${part.length}:${part}`).join('');
  return hash53(text, 0) + hash53(text, 1);
}
