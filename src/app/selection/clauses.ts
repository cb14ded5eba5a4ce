/** A value that was picked. */
export type Picked = string | number | bigint | null;

/**
 * What one cell asks of the events (rows) by a selection: one of some values of a column, or a range with both ends.
 * `by` names the cell, so that it is not filtered by what was picked in it, and picking anew replaces what it asked.
 */
export type Clause =
  | { readonly by: string; readonly column: string; readonly in: readonly Picked[] }
  | {
      readonly by: string;
      readonly column: string;
      readonly from: string | number;
      readonly to: string | number;
    };

/** The value of an input of type `selection`: rows pass that meet every clause. */
export type Selection = readonly Clause[];

/** A selection as it comes from a link or a file, with what cannot be meant left out. */
export function selectionOf(value: unknown): Selection {
  return Array.isArray(value) ? value.filter(isClause) : [];
}

function isClause(value: unknown): value is Clause {
  if (typeof value !== 'object' || value === null) return false;
  const { by, column, in: list, from, to } = value as Record<string, unknown>;
  if (typeof by !== 'string' || typeof column !== 'string') return false;
  return list === undefined
    ? isEnd(from) && typeof from === typeof to
    : Array.isArray(list) && list.length > 0 && list.every(isPicked);
}

const isEnd = (value: unknown) =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

const isPicked = (value: unknown): value is Picked =>
  value === null || ['string', 'number', 'bigint'].includes(typeof value);

/** The selection as a cell sees it: without what was picked in the cell itself. */
export const seenBy = (selection: Selection, cell: string): Selection =>
  selection.filter(({ by }) => by !== cell);

/** With `clause` instead of what its cell asked of the column before. */
export const withClause = (selection: Selection, clause: Clause): Selection => [
  ...without(selection, clause.by, clause.column),
  clause,
];

/** Without what a cell asked of a column. */
export const without = (selection: Selection, cell: string, column: string): Selection =>
  selection.filter(({ by, column: own }) => by !== cell || own !== column);

/** With `clauses` instead of what their cells asked of their columns; without both where they were asked just so. */
export function together(selection: Selection, clauses: readonly Clause[]): Selection {
  const rest = clauses.reduce((left, { by, column }) => without(left, by, column), selection);
  const told = (one: Clause) =>
    JSON.stringify([one.by, one.column, 'in' in one ? one.in.map(String) : [one.from, one.to]]);
  const asked = new Set(selection.map(told));
  return clauses.every((one) => asked.has(told(one))) ? rest : [...rest, ...clauses];
}

/** A picked value joins or leaves the values of its cell and column. */
export function toggled(
  selection: Selection,
  by: string,
  column: string,
  values: readonly Picked[],
): Selection {
  const before = selection.find((one) => one.by === by && one.column === column);
  const old = before && 'in' in before ? before.in : [];
  const same = (a: Picked) => (b: Picked) =>
    String(a) === String(b) && (a === null) === (b === null);
  const gone = values.every((value) => old.some(same(value)));
  const rest = old.filter((value) => !values.some(same(value)));
  const now = gone ? rest : [...rest, ...values];
  return now.length === 0
    ? without(selection, by, column)
    : withClause(selection, { by, column, in: now });
}
