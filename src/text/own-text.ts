/**
 * A copy of a string that shares nothing with the text it was cut from. Engines keep a long slice as
 * a view of the whole text (V8: 13 characters and more), so that one word that is kept, as the key of
 * a map for instance, would keep its whole abstract.
 */
export function ownText(slice: string): string {
  return ` ${slice}`.slice(1);
}
