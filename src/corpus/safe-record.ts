/** Records whose keys come from a file. */

/**
 * A record of the entries, without the keys that mean something to JavaScript itself: a column named
 * `__proto__` must never reach an object's prototype, and one named `toString` would be found on every
 * paper.
 */
export function safeRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record: Record<string, T> = {};
  for (const [key, value] of entries)
    if (key !== 'prototype' && !(key in Object.prototype)) record[key] = value;
  return record;
}
