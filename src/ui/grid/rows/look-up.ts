import { identifier } from '../../../engine/identifier.ts';
import type { ResultRow } from '../../../engine/index.ts';
import { constant } from '../../../engine/parameters.ts';
import type { Value } from '../../../engine/types.ts';
import type { Ask, Scan } from './scan.ts';

/**
 * Puts the texts of dictionaries into rows that have their keys, and takes the keys out. Until then a text is
 * `undefined`. False where there are no dictionaries.
 */
export async function lookUp(scan: Scan, rows: readonly ResultRow[], ask: Ask): Promise<boolean> {
  const { lookups } = scan.relation;
  const keyed = lookups.map((lookup) => {
    const name = lookup.by.slice(1, -1);
    const keys = rows.map((row) => row[name]);
    for (const row of rows) {
      delete row[name];
      for (const column of lookup.columns.values()) row[column] = undefined;
    }
    return { lookup, keys };
  });
  for (const { lookup, keys } of keyed) {
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
    for (const [index, row] of rows.entries()) {
      const entry = byKey.get(String(keys[index]));
      for (const name of lookup.columns.values()) row[name] = entry?.[name] ?? null;
    }
  }
  return lookups.length > 0;
}
