import { SOURCES } from '../known/index.ts';
import type { FileFormat, FileShape } from '../types.ts';
import { profile } from './profile.ts';

/** Files that are one source: of one shape, or tables of one data set. */
export interface ShapeGroup {
  /** `shapeKey` of the files; for joined tables the keys of all. */
  readonly key: string;
  readonly shapes: readonly FileShape[];
  /** Positions of the shapes in what was given. */
  readonly indices: readonly number[];
}

const FAMILY: Readonly<Record<FileFormat, string>> = {
  delimited: 'text',
  json: 'json',
  ndjson: 'json',
  excel: 'excel',
  parquet: 'parquet',
};

/**
 * The same for files that one mapping fits: format, column names in order, and where a file has no names what its
 * columns hold. Size, compression, encoding and delimiter do not matter.
 */
export function shapeKey(shape: FileShape): string {
  const named = shape.dialect?.header ?? true;
  const columns = named
    ? shape.columns.map((column) => column.trim().toLowerCase())
    : profile(shape).map((column) => (column.time ? 'time' : LETTER[column.kind]));
  return `${FAMILY[shape.format]}${named ? '' : '-'}:${JSON.stringify(columns)}`;
}

/** What a column holds, coarse enough to be the same for two parts of one log. */
const LETTER = {
  empty: 'text',
  integer: 'number',
  decimal: 'number',
  boolean: 'text',
  code: 'text',
  text: 'text',
} as const;

/** In the order in which each group's first file was picked. */
export function groupByShape(shapes: readonly FileShape[]): ShapeGroup[] {
  const groups = new Map<string, number[]>();
  const tables = joinedKeys(shapes);
  shapes.forEach((shape, index) => {
    const key = tables.get(index) ?? shapeKey(shape);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups].map(([key, indices]) => ({
    key,
    indices,
    shapes: indices.map((index) => shapes[index]).filter((shape) => shape !== undefined),
  }));
}

/** Index → common key, for the tables of a data set that is there in full. */
function joinedKeys(shapes: readonly FileShape[]): Map<number, string> {
  const keys = new Map<number, string>();
  for (const { id, join } of SOURCES) {
    if (!join) continue;
    const roles = shapes.map((shape) => join.belongs(shape));
    if (!join.needs.every((role) => roles.includes(role))) continue;
    roles.forEach((role, index) => {
      if (role !== null) keys.set(index, `joined:${id}`);
    });
  }
  return keys;
}
