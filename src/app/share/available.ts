import { type Engine, rowsOf } from '../../engine/index.ts';
import type { Available } from '../../notebook/index.ts';
import type { OpenDataset } from '../../warehouse/index.ts';

const COLUMNS = `select table_name as relation, list(column_name order by column_index) as columns
from duckdb_columns() where not internal and schema_name not in ('information_schema', 'pg_catalog') group by all`;

/** What a notebook can need and the open data has: `events` with its columns, and every table by its name. */
export async function availableIn(
  engine: Engine,
  { context, report }: OpenDataset,
): Promise<readonly Available[]> {
  const { columns } = context;
  const found = rowsOf(await engine.query(COLUMNS, [], { priority: 'background' }));
  const tables = new Map(
    found.map(({ relation, columns: names }) => [
      String(relation),
      Array.from(names as Iterable<unknown>, String),
    ]),
  );
  if (columns.length === 0) {
    const own = new Set(report.tables.map(({ name }) => name));
    return [...tables]
      .filter(([relation]) => own.has(relation))
      .map(([relation, names]) => ({ relation, columns: names }));
  }
  const inFiles = [...new Set(report.files.flatMap((file) => file.columns))];
  const known = new Set<string>(columns);
  const events: Available = {
    relation: 'events',
    // What the page makes of events is there wherever there are events.
    columns: [...columns, 'session_id', 'category'],
    unused: inFiles.filter((name) => !known.has(name)),
  };
  return [events, ...[...tables].map(([relation, names]) => ({ relation, columns: names }))];
}
