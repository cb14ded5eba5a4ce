/** A cell by position: row -1 is the head, column -1 the row's number. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** What is selected: a rectangle between two cells; whole rows where the anchor is at a row's number. */
export interface Selection {
  readonly cursor: Spot;
  readonly anchor: Spot;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows of a screen. */
  readonly screen: number;
}

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Where a key of the grid pattern leads; null for any other key. */
export function moveBy(
  { cursor, anchor }: Selection,
  { key, ctrlKey, metaKey, shiftKey }: Pressed,
  { rows, columns, screen }: Extent,
): Selection | null {
  const far = ctrlKey || metaKey;
  const { row, column } = cursor;
  const to = ((): Spot | null => {
    switch (key) {
      case 'ArrowDown':
        return { row: far ? rows - 1 : row + 1, column };
      case 'ArrowUp':
        return { row: far ? 0 : row - 1, column };
      case 'ArrowRight':
        return { row, column: far ? columns - 1 : column + 1 };
      case 'ArrowLeft':
        return { row, column: far ? 0 : column - 1 };
      case 'PageDown':
        return { row: Math.max(0, row) + screen, column };
      case 'PageUp':
        return { row: Math.max(0, row - screen), column };
      case 'Home':
        return { row: far ? 0 : row, column: 0 };
      case 'End':
        return { row: far ? rows - 1 : row, column: columns - 1 };
      case ' ':
        return shiftKey ? { row, column: -1 } : null;
      default:
        return null;
    }
  })();
  if (!to) return null;
  // A selection is one of rows, so that it does not reach into the head.
  const lowest = shiftKey ? 0 : -1;
  const next = {
    row: Math.min(Math.max(lowest, to.row), rows - 1),
    column: Math.min(Math.max(-1, to.column), columns - 1),
  };
  if (key === ' ') return { cursor: next, anchor: next };
  return { cursor: next, anchor: shiftKey ? anchor : next };
}

/** Rows and columns of a selection, ends included. */
export function bounds({ cursor, anchor }: Selection, columns: number) {
  const whole = cursor.column < 0 || anchor.column < 0;
  return {
    top: Math.min(cursor.row, anchor.row),
    bottom: Math.max(cursor.row, anchor.row),
    left: whole ? 0 : Math.min(cursor.column, anchor.column),
    right: whole ? columns - 1 : Math.max(cursor.column, anchor.column),
  };
}
