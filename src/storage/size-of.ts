/** Bytes that text takes at most in IndexedDB for a JavaScript string of this length. */
const bytesPerCharacter = 2;
const bytesPerNumber = 8;

/**
 * Approximate bytes that plain data (objects, arrays, maps, typed arrays, strings, numbers) takes
 * when kept: typed arrays count exactly, the rest by the size of its characters and numbers.
 */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length * bytesPerCharacter;
  if (typeof value !== 'object' || value === null) return bytesPerNumber;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof ArrayBuffer) return value.byteLength;
  let bytes = 0;
  if (Array.isArray(value) || value instanceof Set) {
    for (const item of value) bytes += sizeOf(item);
  } else if (value instanceof Map) {
    for (const [key, item] of value) bytes += sizeOf(key) + sizeOf(item);
  } else {
    for (const [key, item] of Object.entries(value)) bytes += sizeOf(key) + sizeOf(item);
  }
  return bytes;
}
