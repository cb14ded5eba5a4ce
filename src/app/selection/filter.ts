import { identifier } from '../../engine/identifier.ts';
import { type Cell, type CellResult, parameterOf } from '../../notebook/index.ts';
import { type Selection, seenBy, selectionOf } from './clauses.ts';

/** `CellResult.detail` of an input of type `selection`. */
export interface SelectionDetail {
  readonly selection: true;
}

/** True for the result of an input of type `selection`. */
export const isSelection = (result: CellResult | undefined): boolean =>
  typeof result?.detail === 'object' && result.detail !== null && 'selection' in result.detail;

/** By which a selection knows the cell that asks something of it. */
export const writerOf = ({ name, line }: Pick<Cell, 'name' | 'line'>): string => name ?? `@${line}`;

/** Names of the selections that a cell is filtered by: `filter: $name`, or a list of them. */
export function filtersOf({ spec }: Pick<Cell, 'spec'>): readonly string[] {
  const given = Array.isArray(spec.filter) ? spec.filter : [spec.filter];
  return given.flatMap((one) => parameterOf(one) ?? []);
}

/** A chart or table cell as the SQL cell that gives its rows: those of `from` that the selections leave. */
export function filteredCell(cell: Cell): Cell {
  const all = filtersOf(cell).map((name) => `$${name}`);
  const body = `SELECT * FROM ${identifier(String(cell.spec.from ?? ''))} WHERE ${all.join(' AND ')}`;
  return { ...cell, kind: 'sql', body };
}

/** What the selections ask of a cell: all but what was picked in itself. */
export function selectionFor(
  cell: Pick<Cell, 'name' | 'spec' | 'line'>,
  results: ReadonlyMap<string, CellResult>,
): Selection {
  const all = filtersOf(cell).flatMap((name) => selectionOf(results.get(name)?.value));
  return seenBy(all, writerOf(cell));
}
