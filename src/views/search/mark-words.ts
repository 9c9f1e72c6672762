/**
 * Marks the words asked for in all texts on the page that have `data-searched`, by the browser's own
 * highlights, which change no element: rows come and go by the thousand while one scrolls. Browsers
 * without them mark nothing.
 */
import type { Matches } from './matching-words';

/** The name under which the page's style knows the marks. */
const highlight = 'found-words';

/**
 * Marks until told to stop; what comes later is marked within a frame.
 *
 * @returns ends it
 */
export function markWords(matches: Matches | null): () => void {
  if (matches === null || !('highlights' in CSS)) return () => undefined;
  let frame = 0;
  const mark = (): void => {
    frame = 0;
    CSS.highlights.set(highlight, new Highlight(...rangesIn(document, matches)));
  };
  const observer = new MutationObserver(() => {
    if (frame === 0) frame = requestAnimationFrame(mark);
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  mark();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    CSS.highlights.delete(highlight);
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
