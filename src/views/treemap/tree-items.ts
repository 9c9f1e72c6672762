/**
 * The treemap as a tree for keyboard and screen reader (ARIA tree pattern): what its items are, in
 * the order a reader walks them, and where each key leads.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import type { Frame } from './frame';
import type { TreemapLayout } from './layout';

/** One item: a frame, or a paper shown in the cell that is open. */
export interface TreeItem {
  readonly kind: 'topic' | 'paper';
  /** Node of the dendrogram; papers are leaves. */
  readonly node: number;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** null for items without children. */
  readonly expanded: boolean | null;
  /** Index into the layout's frames, or papers. */
  readonly index: number;
  /** Whether its children are papers, listed only while it is open. */
  readonly isCell: boolean;
}

/** What a key asks for. */
export type KeyEffect =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'open'; readonly node: number }
  | { readonly kind: 'close' };

/**
 * The items in reading order. Papers are listed only in the cell whose node is `open`, since a
 * view may show tens of thousands.
 */
export function treeItems(
  layout: TreemapLayout,
  open: number | null,
  mostPapers = 500,
): TreeItem[] {
  const items: TreeItem[] = [];
  const children = new Map<number, number>();
  const position = layout.frames.map((frame) => {
    const before = children.get(frame.parent) ?? 0;
    children.set(frame.parent, before + 1);
    return before + 1;
  });
  layout.frames.forEach((frame, index) => {
    const single = frame.kind === 'cell' && frame.header === null && frame.tileCount <= 1;
    const isOpen = frame.kind === 'ancestor' || frame.node === open;
    items.push({
      kind: single && frame.tileCount === 1 && frame.hidden === 0 ? 'paper' : 'topic',
      node: frame.node,
      level: frame.depth + 1,
      position: position[index] ?? 1,
      siblings: children.get(frame.parent) ?? 1,
      expanded: single ? null : isOpen,
      index: single && frame.hidden === 0 ? frame.firstTile : index,
      isCell: frame.kind === 'cell' && !single,
    });
    if (frame.kind === 'cell' && isOpen && !single) {
      const shown = Math.min(mostPapers, frame.tileCount);
      for (let offset = 0; offset < shown; offset++) {
        const item = frame.firstTile + offset;
        items.push({
          kind: 'paper',
          node: layout.papers[item] ?? 0,
          level: frame.depth + 2,
          position: offset + 1,
          siblings: frame.tileCount + frame.hidden,
          expanded: null,
          index: item,
          isCell: false,
        });
      }
    }
  });
  return items;
}

/** How a screen reader names a topic. */
export function topicSentence(name: string, frame: Frame, tree: Dendrogram): string {
  const size = tree.size[frame.node] ?? 0;
  return `${name}, ${size.toLocaleString('en')} ${size === 1 ? 'paper' : 'papers'}`;
}

/**
 * What a screen reader adds: the topic's share of what is on screen, what is not shown, and how many
 * of its papers are asked for where some are.
 */
export function shareSentence(
  frame: Frame,
  tree: Dendrogram,
  root: number,
  soughtIn: ((node: number) => number) | null,
): string {
  const size = tree.size[frame.node] ?? 0;
  const share = Math.round((100 * size) / Math.max(1, tree.size[root] ?? 1));
  const hidden = frame.hidden > 0 ? `, ${frame.hidden.toLocaleString('en')} not shown` : '';
  const sought = soughtIn === null ? '' : `, ${soughtIn(frame.node).toLocaleString('en')} lit`;
  return `${share} % of what is shown, depth ${frame.depth + 1}${hidden}${sought}`;
}

/** What a key does at item `at`; null when the key is not for walking the tree. */
export function keyEffect(items: readonly TreeItem[], at: number, key: string): KeyEffect | null {
  const item = items[at];
  if (item === undefined) return null;
  const to = (index: number): KeyEffect => ({
    kind: 'move',
    to: Math.min(Math.max(index, 0), items.length - 1),
  });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(items.length - 1);
    case 'ArrowRight':
      if (item.expanded === false) return { kind: 'open', node: item.node };
      return to(item.expanded === true ? at + 1 : at);
    case 'ArrowLeft':
      if (item.isCell && item.expanded === true) return { kind: 'close' };
      return to(parentOf(items, at));
    default:
      return null;
  }
}

function parentOf(items: readonly TreeItem[], at: number): number {
  const level = items[at]?.level ?? 0;
  for (let before = at - 1; before >= 0; before--) {
    if ((items[before]?.level ?? 0) < level) return before;
  }
  return at;
}
