/** Breaking names and titles into lines. */
import { nameSeparator, shorterNames } from '../../clustering/topic';

/**
 * Breaks a name into at most `most` lines of `widest`: between its phrases (" · ") where they fit, else
 * between words. Its last phrases are left out where they do not fit; only then it ends in an ellipsis.
 *
 * @param measure width of a text in CSS pixels
 */
export function nameLines(
  name: string,
  widest: number,
  measure: (text: string) => number,
  most = 2,
): string[] {
  const fits = (text: string) => measure(text) <= widest;
  const broken = (form: string) =>
    gathered(form.split(nameSeparator), nameSeparator, fits).flatMap((line) =>
      fits(line) ? [line] : gathered(line.split(/\s+/), ' ', fits),
    );
  const forms = shorterNames(name).map(broken);
  const lines = forms.find((form) => form.length <= most && form.every(fits)) ?? forms.at(-1) ?? [];
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = lines.slice(most - 1).join(' ');
  return kept.map((line) => shortened(line, widest, measure));
}

/** Pieces put together for as long as they fit. */
function gathered(
  pieces: readonly string[],
  between: string,
  fits: (text: string) => boolean,
): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const together = last === undefined ? piece : `${last}${between}${piece}`;
    if (last !== undefined && fits(together)) lines[lines.length - 1] = together;
    else lines.push(piece);
  }
  return lines;
}

function shortened(text: string, widest: number, measure: (text: string) => number): string {
  if (measure(text) <= widest) return text;
  const cut = (length: number) => `${text.slice(0, length).trimEnd()}…`;
  let [kept, tooMany] = [1, text.length];
  while (kept + 1 < tooMany) {
    const middle = (kept + tooMany) >> 1;
    if (measure(cut(middle)) <= widest) kept = middle;
    else tooMany = middle;
  }
  return cut(kept);
}
