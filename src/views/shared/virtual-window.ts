/** Which rows of a long list are drawn: those in sight and a few beside them. */
export interface RowWindow {
  /** First row drawn. */
  readonly first: number;
  /** One past the last row drawn. */
  readonly end: number;
}

/**
 * @param scrollTop pixels scrolled away above
 * @param height pixels in sight
 * @param rowHeight pixels of a row, all alike
 * @param count rows in all
 * @param beside further rows drawn on either side, so that a fast scroll shows no gap
 */
export function rowWindow(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  beside = 8,
): RowWindow {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight) - beside));
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + beside);
  return { first, end: Math.max(first, end) };
}

/** The scroll position nearest to the present one at which `row` is wholly in sight. */
export function scrollToShow(
  row: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}
