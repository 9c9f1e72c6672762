/** Words in quotation marks, for a sentence. */

const marks = /["“”„‟«»]/gu;

/**
 * What somebody typed, in quotation marks: as a whole where it has none, else as it was quoted, so
 * that none are doubled. A mark without its other half is left out.
 */
export function quoted(typed: string): string {
  const text = typed.trim();
  const found = text.match(marks)?.length ?? 0;
  if (found === 0 || found % 2 === 1) return `“${text.replace(marks, '')}”`;
  let isOpen = false;
  return text.replace(marks, () => {
    isOpen = !isOpen;
    return isOpen ? '“' : '”';
  });
}
