import type { Paper } from '../paper';

/** JSON Lines: one paper a line, whole, in the fields of {@link Paper}. */
export function jsonLinesOf(papers: readonly Paper[]): string {
  return papers.map((paper) => `${JSON.stringify(paper)}\n`).join('');
}
