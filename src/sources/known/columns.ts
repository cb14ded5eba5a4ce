import { findColumn } from '../detect/names.ts';
import { profile } from '../detect/profile.ts';
import type { CanonicalColumn, ColumnOrigin, FileShape, Mapping, TimeFormat } from '../types.ts';

/** A column by its name where the file has names and this one is unique, else by its position. */
export function origin(shape: FileShape, position: number): ColumnOrigin {
  const column = shape.columns[position];
  const named = shape.dialect?.header ?? true;
  if (
    !named ||
    column === undefined ||
    shape.columns.indexOf(column) !== shape.columns.lastIndexOf(column)
  )
    return { position };
  return { column };
}

/** Canonical column → the names (squeezed) that the source has used for it. */
export type Names = Partial<Record<CanonicalColumn, readonly string[]>>;

/** The mapping's columns for those names that the shape has. */
export function byNames(shape: FileShape, names: Names): Mapping['columns'] {
  const columns: Partial<Record<CanonicalColumn, ColumnOrigin>> = {};
  for (const [canonical, aliases] of Object.entries(names)) {
    const position = findColumn(shape.columns, ...aliases);
    if (position >= 0) columns[canonical as CanonicalColumn] = origin(shape, position);
  }
  return columns;
}

/** True where every canonical column asked for is found. */
export function hasAll(
  shape: FileShape,
  names: Names,
  needed: readonly CanonicalColumn[],
): boolean {
  return needed.every((column) => findColumn(shape.columns, ...(names[column] ?? [])) >= 0);
}

/** Position of an origin in the shape; -1 for a constant or a column that is not there. */
export function positionOf(shape: FileShape, from: ColumnOrigin | undefined): number {
  if (!from || 'constant' in from) return -1;
  if ('column' in from) return shape.columns.indexOf(from.column);
  return from.position < shape.columns.length ? from.position : -1;
}

/** The time format that the preview shows, or the source's usual one. */
export function timeOf(
  shape: FileShape,
  from: ColumnOrigin | undefined,
  usual: TimeFormat,
): TimeFormat {
  return profile(shape)[positionOf(shape, from)]?.time?.format ?? usual;
}
