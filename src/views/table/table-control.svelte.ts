/**
 * What keys and clicks do in the table: where its one cursor stands, and which rows are selected. The
 * rows themselves, and what is done with them, are the table's.
 */
import type { TableSort } from '../../explorer/display.svelte';
import type { TableColumn } from './paper-columns';
import { moved, type Cursor } from './cursor';
import { nextRowSort } from './sort-rows';
import { stretchedTo, toggledTick, type Anchor } from './ticks';

export interface TableControlParts {
  /** Leaves shown, in their order. */
  readonly rows: () => readonly number[];
  /** Columns shown; none where rows are cards, which have no head either. */
  readonly columns: () => readonly TableColumn[];
  readonly isNarrow: () => boolean;
  /** Rows in sight. */
  readonly page: () => number;
  readonly sort: () => TableSort | null;
  readonly idOf: (leaf: number) => string;
  readonly ticked: () => ReadonlySet<string>;
  /** The paper that is open: the cursor begins there. */
  readonly selected: () => number | null;
  readonly onSort: (sort: TableSort | null) => void;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
  readonly onOpen: (leaf: number) => void;
  /** The cursor has come to a row, or to the head (null). */
  readonly onMove: (row: number | null) => void;
  /** A key that means nothing to the table itself; true when it was used. */
  readonly onKey: (key: string, leaf: number) => boolean;
}

export class TableControl {
  /** The cursor is on a column's head and not on a row. */
  inHead = $state(false);

  readonly #parts: TableControlParts;
  #column = $state(1);
  /** The leaf that the cursor stands on, so that it stays there when rows are sorted. */
  #active = $state.raw<number | null>(null);
  #anchor: Anchor<string> | null = null;

  constructor(parts: TableControlParts) {
    this.#parts = parts;
  }

  /** Columns with the box to select by, which is the first. */
  readonly columnCount: number = $derived.by(() =>
    this.#parts.isNarrow() ? 2 : this.#parts.columns().length + 1,
  );
  /** The column of the cursor; 0 is the box. */
  readonly column: number = $derived.by(() => Math.min(this.#column, this.columnCount - 1));
  /** The row of the cursor, also while it is in the head. */
  readonly row: number = $derived.by(() =>
    Math.max(0, this.#parts.rows().indexOf(this.#active ?? this.#parts.selected() ?? -1)),
  );
  readonly allTicked: boolean = $derived.by(() => {
    const ticked = this.#parts.ticked();
    const rows = this.#parts.rows();
    return rows.length > 0 && rows.every((leaf) => ticked.has(this.#parts.idOf(leaf)));
  });

  /** Selects a row, or lets it go. */
  tick(row: number): void {
    const leaf = this.#parts.rows()[row];
    if (leaf === undefined) return;
    const ticked = this.#parts.ticked();
    this.#active = leaf;
    this.#anchor = { row, before: ticked };
    this.#parts.onTick(toggledTick(ticked, this.#parts.idOf(leaf)));
  }

  /** Selects every row between the anchor and this one. */
  stretch(row: number): void {
    this.#anchor ??= { row: this.row, before: this.#parts.ticked() };
    this.#parts.onTick(stretchedTo(this.#parts.rows().map(this.#parts.idOf), this.#anchor, row));
  }

  tickAll(): void {
    this.#anchor = null;
    this.#parts.onTick(
      this.allTicked ? new Set() : new Set(this.#parts.rows().map(this.#parts.idOf)),
    );
  }

  /** A click on a row opens it; with Ctrl it selects, with Shift it stretches the selection. */
  click(event: MouseEvent, row: number, onBox: boolean): void {
    const leaf = this.#parts.rows()[row];
    if (leaf === undefined) return;
    this.inHead = false;
    if (event.shiftKey) this.stretch(row);
    else if (onBox || event.ctrlKey || event.metaKey) this.tick(row);
    else this.#parts.onOpen(leaf);
    this.#active = leaf;
  }

  press(event: KeyboardEvent): void {
    if (event.altKey) return;
    const leaf = this.#parts.rows()[this.row];
    const extent = {
      rows: this.#parts.rows().length,
      columns: this.columnCount,
      page: this.#parts.page(),
    };
    const from = { row: this.inHead ? -1 : this.row, column: this.column };
    const to = moved(from, event, extent);
    const withCtrl = event.ctrlKey || event.metaKey;
    if (to) this.#go(to, event.shiftKey);
    else if (withCtrl && event.key === 'a') this.tickAll();
    else if (withCtrl) return;
    else if (this.inHead && (event.key === 'Enter' || event.key === ' ')) this.#actOnHead();
    else if (leaf === undefined || this.inHead) return;
    else if (event.key === 'Enter') this.#parts.onOpen(leaf);
    else if (event.key === ' ' && event.shiftKey) this.stretch(this.row);
    else if (event.key === ' ') this.tick(this.row);
    else if (!this.#parts.onKey(event.key, leaf)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #go(to: Cursor, stretching: boolean): void {
    const row = Math.max(0, to.row);
    if (stretching && !this.inHead && row !== this.row) this.stretch(row);
    else if (!stretching) this.#anchor = null;
    this.#column = to.column;
    this.inHead = to.row < 0 && !stretching && !this.#parts.isNarrow();
    const leaf = this.#parts.rows()[row];
    if (!this.inHead && leaf !== undefined) this.#active = leaf;
    this.#parts.onMove(this.inHead || leaf === undefined ? null : row);
  }

  #actOnHead(): void {
    const chosen = this.#parts.columns()[this.column - 1];
    if (chosen) this.#parts.onSort(nextRowSort(this.#parts.sort(), chosen.key));
    else this.tickAll();
  }
}
