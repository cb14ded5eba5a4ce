import { identifier } from '../../../engine/identifier.ts';
import type { ResultRow } from '../../../engine/index.ts';
import { constant } from '../../../engine/parameters.ts';
import type { Value } from '../../../engine/types.ts';
import type { Ask, Scan } from './scan.ts';

/** Takes the keys of dictionaries out of rows; their texts are `undefined` until `lookUp` has them. */
export function keysOf(scan: Scan, rows: readonly ResultRow[]): readonly (readonly unknown[])[] {
  return scan.relation.lookups.map(({ by, columns }) => {
    const name = by.slice(1, -1);
    const keys = rows.map((row) => row[name]);
    for (const row of rows) {
      delete row[name];
      for (const column of columns.values()) row[column] = undefined;
    }
    return keys;
  });
}

/** Puts the texts of dictionaries into rows whose keys were taken out. */
export async function lookUp(
  scan: Scan,
  rows: readonly ResultRow[],
  all: readonly (readonly unknown[])[],
  ask: Ask,
): Promise<void> {
  for (const [index, lookup] of scan.relation.lookups.entries()) {
    const keys = all[index] ?? [];
    const wanted = [...new Set(keys)].filter((key) => key !== null && key !== undefined);
    const columns = [...lookup.columns].map(
      ([inside, name]) => `${identifier(inside)} AS ${identifier(name)}`,
    );
    const found =
      wanted.length === 0
        ? []
        : await scan.rows(
            `SELECT ${identifier(lookup.key)} AS "th key", ${columns.join(', ')} FROM ${lookup.table} WHERE ${identifier(lookup.key)} IN (${wanted.map((key) => constant(key as Value)).join(', ')})`,
            ask,
          );
    const byKey = new Map(found.map((row) => [String(row['th key']), row]));
    for (const [at, row] of rows.entries()) {
      const entry = byKey.get(String(keys[at]));
      for (const name of lookup.columns.values()) row[name] = entry?.[name] ?? null;
    }
  }
}
