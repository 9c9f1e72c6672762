import { escapeText } from 'entities';

/** Text as it stands in HTML, in an attribute too: nothing in it is markup. */
export function escaped(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
