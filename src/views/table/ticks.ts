/** Which rows of the table are selected: one by one, and by stretches from an anchor. */

/** Where a stretch begins, and what was selected before it. */
export interface Anchor<Id> {
  readonly row: number;
  readonly before: ReadonlySet<Id>;
}

/** The set with one more, or with it taken out. */
export function toggledTick<Id>(ticked: ReadonlySet<Id>, id: Id): ReadonlySet<Id> {
  const next = new Set(ticked);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** What was selected before the anchor was set, and every row from there to `row`, both included. */
export function stretchedTo<Id>(
  ids: readonly Id[],
  anchor: Anchor<Id>,
  row: number,
): ReadonlySet<Id> {
  const from = Math.max(0, Math.min(anchor.row, row));
  const to = Math.max(anchor.row, row);
  return new Set([...anchor.before, ...ids.slice(from, to + 1)]);
}
