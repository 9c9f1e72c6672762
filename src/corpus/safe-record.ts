/** Records whose keys come from a file. */

const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A record of the entries, without the keys that mean something to JavaScript itself: a column named
 * `__proto__` must never reach an object's prototype.
 */
export function safeRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record: Record<string, T> = {};
  for (const [key, value] of entries) if (!refusedKeys.has(key)) record[key] = value;
  return record;
}
