/** Lists of indices as short text: `0-5,9` for 0, 1, 2, 3, 4, 5 and 9. */

/** @param indices ascending, each once */
export function formatRanges(indices: readonly number[]): string {
  const ranges: string[] = [];
  let first = 0;
  indices.forEach((index, at) => {
    if (indices[at + 1] === index + 1) return;
    const start = indices[first] ?? index;
    ranges.push(start === index ? String(index) : `${start}-${index}`);
    first = at + 1;
  });
  return ranges.join(',');
}

/** Papers chosen by hand are named in an address as long as that takes at most so many letters. */
const mostForPapers = 1200;

/** Whether papers chosen by hand are few enough, or close enough together, for an address. */
export function fitsAddress(papers: readonly number[]): boolean {
  return formatRanges(papers).length <= mostForPapers;
}

/** The ranges, or null where they are too long for an address. */
export function shortRanges(papers: readonly number[]): string | null {
  return fitsAddress(papers) ? formatRanges(papers) : null;
}

/** More than any corpus the page can hold: a longer range is a mistake, and not worth the memory. */
const most = 1_000_000;

/** The indices, ascending, each once; null where the text is no such list. */
export function parseRanges(text: string): readonly number[] | null {
  const indices = new Set<number>();
  for (const range of text.split(',')) {
    const [, start = '', end = start] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(range) ?? [];
    const [from, to] = [Number(start), Number(end)];
    if (start === '' || to < from || to > most) return null;
    for (let index = from; index <= to; index++) indices.add(index);
  }
  return [...indices].sort((a, b) => a - b);
}
