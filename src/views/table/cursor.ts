/**
 * Where the keyboard stands in the table and where a key takes it, after the grid pattern of the
 * ARIA Authoring Practices Guide: arrows by cells, Home and End within the row, with Ctrl over all
 * rows, Page Up and Page Down by as many rows as are in sight.
 */
export interface Cursor {
  /** -1 for the head. */
  readonly row: number;
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows in sight. */
  readonly page: number;
}

export type CursorKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/** The cell that a key leads to, the same one at an edge; null for keys that do not move. */
export function moved(cursor: Cursor, pressed: CursorKey, extent: Extent): Cursor | null {
  const { row, column } = cursor;
  const toEnd = pressed.ctrlKey || pressed.metaKey;
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const at = (toRow: number, toColumn: number): Cursor => ({
    row: Math.max(-1, Math.min(lastRow, toRow)),
    column: Math.max(0, Math.min(lastColumn, toColumn)),
  });
  const firstRow = Math.min(0, lastRow);
  switch (pressed.key) {
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'PageDown':
      return at(row + extent.page, column);
    case 'PageUp':
      // By pages one stays among the rows: the head is a step, not a page away.
      return at(Math.max(firstRow, row - extent.page), column);
    case 'Home':
      return toEnd ? at(firstRow, 0) : at(row, 0);
    case 'End':
      return toEnd ? at(lastRow, lastColumn) : at(row, lastColumn);
    default:
      return null;
  }
}
