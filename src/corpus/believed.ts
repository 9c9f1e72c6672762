/** What is believed of papers in files that a Papergrove wrote, or that say so. */
import type { PaperLink } from './paper';
import { parseWebAddress } from './web-address';

/**
 * The year, if it is one in which a paper can have been written: whoever counts by the year goes
 * through all from the first to the last.
 */
export function possibleYear(year: number | null): number | null {
  return year !== null && year >= 1450 && year <= 2199 ? year : null;
}

/** Those of the links that may be followed. */
export function followable(links: readonly PaperLink[]): PaperLink[] {
  return links.flatMap(({ kind, url }) => {
    const address = parseWebAddress(url);
    if (address === null) return [];
    // What would end an address in another format is written as addresses write it.
    return [{ kind, url: /[\s<>"{}\\]/u.test(url.trim()) ? address.href : url }];
  });
}
