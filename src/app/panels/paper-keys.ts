/** Keys that mark a paper, the same wherever one is chosen or has the focus. */
import type { Personal } from '../../explorer/personal/personal.svelte';

/** @returns whether the key marks papers */
export function markByKey(personal: Personal, paper: string, key: string): boolean {
  if (key === 's') personal.toggleStar(paper);
  else if (key === 'r') personal.toggleRead(paper);
  else if (key === 'l') personal.toggleListed(paper);
  else return false;
  return true;
}
