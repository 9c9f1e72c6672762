/** What may be followed as an address. */

/** Longest address taken from a text; longer ones are data, not places. */
export const longestUrl = 2048;

/** A valid `http:` or `https:` address, or null for anything else (`javascript:`, `file:`, none). */
export function parseWebAddress(text: string): URL | null {
  const trimmed = text.trim();
  if (!/^https?:\/\/[^\s/?#]/iu.test(trimmed) || trimmed.length > longestUrl) return null;
  return URL.canParse(trimmed) ? new URL(trimmed) : null;
}
