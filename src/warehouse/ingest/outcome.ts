import type { Database, MemoryAttachment, OpfsAttachment } from '../../engine/types.ts';
import { MAIN, type Place } from '../catalog/index.ts';
import type { BuiltTable } from '../load.ts';
import { emptyTable, plan } from '../tables/index.ts';
import type { DatasetContext } from '../types.ts';
import type { DwdResult, MemoryTable, TablesResult } from './messages.ts';

/** What one attachment holds. */
export interface Holding {
  readonly alias: string;
  readonly tables: readonly BuiltTable[];
}

export const partAlias = (index: number) => `p${index}`;

/** What a part holds. */
export function held(
  index: number,
  { tables, bytes }: TablesResult,
  dwd: DwdResult | undefined,
): Holding {
  const own = dwd
    ? [
        { name: 'dwd', rows: dwd.rows, bytes: 0, seconds: dwd.seconds.sort + dwd.seconds.insert },
        ...dwd.tables,
      ]
    : [];
  const all = [...own, ...tables];
  return {
    alias: partAlias(index),
    tables: all.map((table) => ({ ...table, bytes: bytes[table.name] ?? 0 })),
  };
}

export const opfs = (alias: string, file: string): OpfsAttachment => ({
  kind: 'opfs',
  alias,
  file,
});

export function places(holdings: readonly Holding[]): Place[] {
  return holdings.flatMap(({ alias, tables }) =>
    tables.map(({ name, rows }) => ({ table: name, alias, rows })),
  );
}

/**
 * Each table over all places: rows of the relation, bytes of all, seconds of the slowest part and the combining.
 * `replaced` says how many rows of parts a combined table stands in for, where it stands in for some only.
 */
export function totals(
  holdings: readonly Holding[],
  context: DatasetContext,
  replaced: Readonly<Record<string, number>>,
): BuiltTable[] {
  return plan(context).flatMap(({ name, overlay }) => {
    const main = holdings.find(({ alias }) => alias === MAIN)?.tables.find((t) => t.name === name);
    const parts = holdings
      .filter(({ alias }) => alias !== MAIN)
      .flatMap(({ tables }) => tables.filter((table) => table.name === name));
    const all = main ? [...parts, main] : parts;
    if (all.length === 0) return [];
    const inParts = sum(parts, ({ rows }) => rows);
    const laid = overlay !== undefined && overlay(context) !== null;
    const rows = !main ? inParts : laid ? inParts - (replaced[name] ?? 0) + main.rows : main.rows;
    const slowest = Math.max(0, ...parts.map(({ seconds }) => seconds));
    return [
      {
        name,
        rows,
        bytes: sum(all, ({ bytes }) => bytes),
        seconds: slowest + (main?.seconds ?? 0),
      },
    ];
  });
}

const sum = (tables: readonly BuiltTable[], value: (table: BuiltTable) => number) =>
  tables.reduce((total, table) => total + value(table), 0);

/** A part that lives in the page's engine: its tables as Arrow streams, put in again after every restart. */
export function memory(
  alias: string,
  context: DatasetContext,
  tables: readonly MemoryTable[],
): MemoryAttachment {
  const definitions = new Map(plan(context).map((table) => [table.name, table]));
  return {
    kind: 'memory',
    alias,
    async fill(database: Database) {
      for (const { name, batches } of tables) {
        const definition = definitions.get(name);
        if (!definition) continue;
        await database.query(emptyTable(definition, context, alias));
        for (const batch of batches) {
          const ipc = new Uint8Array(await batch.arrayBuffer());
          await database.insert(ipc, { schema: alias, table: name });
        }
      }
    },
  };
}
