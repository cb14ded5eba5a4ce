import { expect } from 'vitest';
import { type Engine, rowsOf } from '../../../src/engine/index.ts';
import type { Warehouse } from '../../../src/warehouse/index.ts';

/** Every row of every table of the open data set, and what its report counts; its checks must have passed. */
export async function everythingOf(engine: Engine, warehouse: Warehouse) {
  const report = warehouse.current?.report;
  if (!report) throw new Error('nothing is open');
  const names = rowsOf(
    await engine.query('select view_name from duckdb_views() where not internal order by all'),
  ).map((row) => String(row.view_name));
  const tables: Record<string, unknown> = {};
  for (const name of names)
    tables[name] = rowsOf(await engine.query(`select * from ${name} order by all`));
  const { rows, rejects, flags } = report;
  const sizes = report.tables.map((table) => [table.name, table.rows]);
  const failed = report.tables.flatMap(({ checks }) => checks.filter(({ passed }) => !passed));
  expect(failed).toEqual([]);
  return { rows, rejects, flags, sizes, tables };
}
