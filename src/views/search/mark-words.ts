/**
 * Marks the words asked for in all texts on the page that have `data-searched`, by the browser's own
 * highlights, which change no element: rows come and go by the thousand while one scrolls. Browsers
 * without them mark nothing.
 */
import type { Matches } from './matching-words';

/** The names under which the page's style knows the marks: of words typed, and of words near them. */
const highlights = { found: 'found-words', near: 'near-words' } as const;

/** What is to be marked; null for nothing. */
export interface Marked {
  readonly found: Matches | null;
  readonly near: Matches | null;
}

/**
 * Marks until told to stop; what comes later is marked within a frame.
 *
 * @returns ends it
 */
export function markWords(marked: Marked): () => void {
  if ((marked.found ?? marked.near) === null || !('highlights' in CSS)) return () => undefined;
  let frame = 0;
  const kinds = ['found', 'near'] as const;
  const mark = (): void => {
    frame = 0;
    for (const kind of kinds) {
      const matches = marked[kind];
      if (matches)
        CSS.highlights.set(highlights[kind], new Highlight(...rangesIn(document, matches)));
    }
  };
  const observer = new MutationObserver(() => {
    if (frame === 0) frame = requestAnimationFrame(mark);
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  mark();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    for (const kind of kinds) CSS.highlights.delete(highlights[kind]);
  };
}

function rangesIn(root: Document, matches: Matches): Range[] {
  const found: Range[] = [];
  for (const element of root.querySelectorAll('[data-searched]')) {
    const texts = root.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode())
      for (const [start, end] of matches(node.nodeValue ?? '')) {
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        found.push(range);
      }
  }
  return found;
}
