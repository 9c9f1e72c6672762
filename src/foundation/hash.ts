/** Content keys: what a result was made from, as a short string. */

/** State of a 53-bit hash (cyrb53) before the first letter, of one seed. */
function begun(seed: number): [high: number, low: number] {
  return [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
}

/** The hash of a state after the last letter, as 14 hexadecimal digits. */
function ended(firstHigh: number, firstLow: number): string {
  let [high, low] = [firstHigh, firstLow];
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

/**
 * Two 53-bit non-cryptographic hashes of a string (cyrb53, seeds 0 and 1) as 28 hexadecimal digits: the
 * 106 bits of {@link contentKey}. In one pass, since the texts of a corpus are long.
 */
function hash106(text: string): string {
  let [highA, lowA] = begun(0);
  let [highB, lowB] = begun(1);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    highA = Math.imul(highA ^ code, 2654435761);
    lowA = Math.imul(lowA ^ code, 1597334677);
    highB = Math.imul(highB ^ code, 2654435761);
    lowB = Math.imul(lowB ^ code, 1597334677);
  }
  return ended(highA, lowA) + ended(highB, lowB);
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
  return hash106(text);
}
