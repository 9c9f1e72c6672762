/**
 * Walking the treemap by keyboard: where the focus is, which cell lists its papers, and what each
 * key asks for (ARIA tree pattern). The focus is a node, not a place in the list, so that it outlives
 * a zoom: when its item goes, it moves to the nearest ancestor on show.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import { TypeAhead } from '../shared/type-ahead';
import type { TreemapLayout } from './layout';
import { keyEffect, topicSentence, treeItems, type TreeItem } from './tree-items';

/** What is walked. */
export interface Walked {
  readonly tree: Dendrogram;
  readonly layout: TreemapLayout;
  /** Name of a topic or title of a paper. */
  readonly nameOf: (node: number) => string;
}

/** What a key asks of whoever owns the view. */
export type Wish =
  | { readonly kind: 'focus'; readonly item: TreeItem }
  | { readonly kind: 'select'; readonly paper: number }
  | { readonly kind: 'zoom'; readonly node: number }
  | { readonly kind: 'back' }
  | { readonly kind: 'up' }
  /** The key was used here and nothing more is to be done. */
  | { readonly kind: 'none' };

export class TreeWalk {
  /** Node of the cell whose papers are listed. */
  open = $state<number | null>(null);
  /** Node that has or had the focus; null before any had. */
  focused = $state<number | null>(null);

  readonly #walked: () => Walked;
  readonly #typing = new TypeAhead();

  constructor(walked: () => Walked) {
    this.#walked = walked;
  }

  readonly items: readonly TreeItem[] = $derived.by(() =>
    treeItems(this.#walked().layout, this.open),
  );
  /** Accessible name of every item. */
  readonly names: readonly string[] = $derived.by(() => {
    const { layout, tree, nameOf } = this.#walked();
    return this.items.map((item) => {
      const frame = item.kind === 'topic' ? layout.frames[item.index] : undefined;
      return frame === undefined
        ? nameOf(item.node)
        : topicSentence(nameOf(frame.node), frame, tree);
    });
  });
  /** The item that Tab leads to. */
  readonly at: number = $derived.by(() =>
    Math.max(
      0,
      this.items.findIndex(({ node }) => node === this.focused),
    ),
  );

  /** What Enter does on an item, and so what a click by assistive technology does. */
  choose(item: TreeItem): Wish {
    if (item.kind === 'paper') return { kind: 'select', paper: item.node };
    if (item.node === this.#walked().layout.root) return { kind: 'none' };
    return { kind: 'zoom', node: item.node };
  }

  /**
   * @param now milliseconds on any clock that does not go back
   * @returns null when the key means nothing here
   */
  press(
    {
      key,
      altKey,
      ctrlKey,
      metaKey,
    }: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>,
    now: number,
  ): Wish | null {
    const item = this.items[this.at];
    if (item === undefined || ctrlKey || metaKey) return null;
    if (altKey) return key === 'ArrowUp' ? { kind: 'up' } : null;
    if (key === 'Enter' || key === ' ') return this.choose(item);
    if (key === 'Backspace') return { kind: 'back' };
    const effect = keyEffect(this.items, this.at, key);
    if (effect !== null) {
      if (effect.kind === 'move') return this.#moveTo(effect.to);
      this.open = effect.kind === 'open' ? effect.node : null;
      return { kind: 'none' };
    }
    if (key.length !== 1) return null;
    const { names } = this;
    const found = this.#typing.find(key, now, this.at, names.length, (at) => names[at] ?? '');
    return found < 0 ? { kind: 'none' } : this.#moveTo(found);
  }

  /** Moves the focus to the nearest ancestor on show when its own item is gone; whether it did. */
  keepFocus(): boolean {
    const { focused, items } = this;
    const { tree, layout } = this.#walked();
    const shown = new Set(items.map(({ node }) => node));
    if (focused === null || shown.has(focused)) return false;
    let node = focused;
    while (node >= 0 && !shown.has(node)) node = tree.parent[node] ?? -1;
    this.focused = node >= 0 ? node : layout.root;
    return true;
  }

  #moveTo(index: number): Wish {
    const item = this.items[index];
    if (item === undefined) return { kind: 'none' };
    this.focused = item.node;
    return { kind: 'focus', item };
  }
}
