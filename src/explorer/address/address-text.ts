/**
 * The address as text: a short hash that a person can read and edit, such as
 * `#corpus=my-review&topic=contrastive-learning@3:1,7,40&cut=12-size&filter.year=2020&colour=year&v=2`.
 * What is as usual is left out. What cannot be read is left out too, and named, never refused: a
 * link that lost its end in a message still opens most of its view.
 */
import type { SharedPart } from './shared-part.svelte';

/**
 * The version of this format. Version 1, which an address without `v` is of, named a topic by its
 * number on one map; everything else is as it was, so that only addresses with a topic say `v=2`.
 */
const version = 2;
const versions: ReadonlySet<string | null> = new Set([null, '1', '2']);
export const versionKey = 'v';

/** The hash of the view that these parts make, with its `#`; empty for the usual view. */
export function formatAddress(parts: readonly SharedPart[]): string {
  const entries = parts.flatMap((part) => part.entries());
  const all = parts.some((part) => part.isNew())
    ? [...entries, [versionKey, String(version)] as const]
    : entries;
  const texts = all.map(([key, text]) => `${escapeText(key)}=${escapeText(text)}`);
  return texts.length === 0 ? '' : `#${texts.join('&')}`;
}

/**
 * Has every part follow a hash, with or without its `#`.
 *
 * @returns names of what means nothing here, as they were written; each once
 */
export function followAddress(hash: string, parts: readonly SharedPart[]): readonly string[] {
  // URLSearchParams would turn "+" into a space; a hand-typed "C++" keeps its signs.
  const given = [...new URLSearchParams(hash.replace(/^#/, '').replaceAll('+', '%2B'))];
  const unread = new Set<string>();
  for (const part of parts) {
    const own = given.filter(([key]) => part.owns(key));
    if (!part.follow(own)) unread.add(part.key);
  }
  if (!versions.has(given.find(([key]) => key === versionKey)?.[1] ?? null)) unread.add(versionKey);
  for (const [key] of given) {
    const isKnown = key === versionKey || parts.some((part) => part.owns(key));
    if (key !== '' && !isKnown) unread.add(key);
  }
  return [...unread];
}

/** A hash without what it says under one key, and without its `#`. */
export function withoutKey(hash: string, key: string): string {
  return hash
    .replace(/^#/u, '')
    .split('&')
    .filter((entry) => entry !== '' && !new URLSearchParams(entry).has(key))
    .join('&');
}

/** Keeps what is legible in a hash (`/ : , @`) as it is and escapes the rest. */
function escapeText(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|2C|40)/g, (code) => decodeURIComponent(code));
}
