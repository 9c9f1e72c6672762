/** A frame cut in two by the sizes of its children, as DendroMap cuts it: where rows of text can stand. */
import { chrome } from './frame';
import type { Rect } from '../drawing/rect';

/** Cuts fall on this grid, half a line of text, so that rows of neighbouring cells align. */
const quantum = 8;

/** Smallest cell worth drawing: a short label or a few dots. */
const smallestCell = { width: 36, height: 28 };

/** Smallest cell with a label and a title, given to small topics where there is room. */
const readableCell = { width: 112, height: 56 };

/**
 * Two boxes side by side along the longer side, sized by `first` and `second` and rounded to the
 * quantum; null when two cells cannot fit. Where the smaller part would be a sliver, it is widened
 * to something readable and lies along the side where that takes least from the larger part. Words
 * need width more than height: where one part would be narrow and both can be read one above the
 * other, that is how they lie.
 */
export function cutInTwo(box: Rect, first: number, second: number): [Rect, Rect] | null {
  const share = first / (first + second);
  const along = cutAlong(box, share, box.width >= box.height);
  if (along !== null && along.stolen === 0 && !isNarrow(along)) return along.halves;
  const across = cutAlong(box, share, box.width < box.height);
  if (across !== null && across.stolen === 0 && isReadable(across)) return across.halves;
  if (along !== null && along.stolen === 0) return along.halves;
  if (along === null || across === null) return (along ?? across)?.halves ?? null;
  return across.stolen < along.stolen ? across.halves : along.halves;
}

function isNarrow({ halves }: Cut): boolean {
  return halves.some(({ width }) => width < readableCell.width);
}

function isReadable({ halves }: Cut): boolean {
  return halves.every(
    ({ width, height }) => width >= readableCell.width && height >= readableCell.height,
  );
}

/** A cut, and the area in px² that the smaller part got beyond its share. */
interface Cut {
  readonly halves: [Rect, Rect];
  readonly stolen: number;
}

function cutAlong(box: Rect, share: number, wide: boolean): Cut | null {
  const side = wide ? 'width' : 'height';
  const other = wide ? 'height' : 'width';
  const length = box[side] - chrome.gap;
  if (box[other] < smallestCell[other] || length < 2 * smallestCell[side]) return null;
  const least = Math.max(smallestCell[side], Math.min(readableCell[side], length / 5));
  const fair = Math.round((length * share) / quantum) * quantum;
  const near = Math.round(Math.min(Math.max(fair, least), length - least));
  const halves: [Rect, Rect] = wide
    ? [
        { ...box, width: near },
        { ...box, x: box.x + near + chrome.gap, width: length - near },
      ]
    : [
        { ...box, height: near },
        { ...box, y: box.y + near + chrome.gap, height: length - near },
      ];
  return { halves, stolen: Math.abs(near - fair) * box[other] };
}
