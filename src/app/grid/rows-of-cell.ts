import { metricOf } from '../../cells/read.ts';
import type { CellEvents, SqlDetail } from '../../cells/types.ts';
import type { Cell, CellResult } from '../../notebook/index.ts';
import { EngineRows, type Wanted } from '../../ui/grid/rows/engine-rows.ts';
import { standAgain } from '../measure.ts';
import { standingEngine } from '../segments/standing-engine.ts';
import { filteredCell, filtersOf } from '../selection/filter.ts';
import { environments, previewOf } from '../selection/previews.ts';
import type { Workspace } from '../workspace.ts';

/** Statements that stand nowhere but by themselves; their few rows are at hand. */
const ALONE = /^\s*(?:explain|describe|desc|show|summarize|pivot|unpivot)\b/i;

/** Hands a cell all of its rows, by position: of the cell or the table that it shows, else its own. */
export async function giveRows(
  { id, give }: CellEvents['th-rows']['detail'],
  workspace: Workspace,
): Promise<void> {
  const cell = workspace.runtime.document.value.cells.find((one) => one.id === id);
  const wanted = cell && (await wantedBy(cell, workspace));
  const again = async () => {
    if (cell) await wantedBy(cell, workspace);
  };
  if (wanted) give(new EngineRows(standingEngine(workspace.engine, again), wanted));
}

async function wantedBy(
  cell: Cell,
  workspace: Workspace,
  shown: CellResult | null = previewOf(workspace, cell.id).peek(),
): Promise<Wanted | null> {
  const { runtime } = workspace;
  const filtered = cell.kind === 'table' && filtersOf(cell).length > 0;
  if (cell.kind === 'table' && !filtered) {
    const from = String(cell.spec.from ?? '');
    const source = runtime.document.value.cells.find(
      ({ name }) => name?.toLowerCase() === from.toLowerCase(),
    );
    if (source) return source.kind === 'table' ? null : wantedBy(source, workspace, shown);
    const table = workspace.dataset.value?.report.tables.find(({ name }) => name === from);
    return table || RELATIONS.has(from) ? { table: from } : null;
  }
  const result = shown ?? runtime.result(cell.id).value;
  const environment = (shown && environments.get(shown)) ?? runtime.environment(cell.id);
  if (!result || !environment) return null;
  const rows = result.total;
  const metric = metricOf(result);
  const context = workspace.dataset.value?.context;
  if (metric?.modelled && context) {
    await standAgain(workspace.engine, [result], context);
    return { table: metric.relation };
  }
  if (metric) return { sql: metric.sql, rows };
  if (context)
    await standAgain(workspace.engine, [result, ...environment.behind.values()], context);
  if (cell.kind === 'segment') {
    const { sql } = result.detail as SqlDetail;
    return sql === undefined ? null : { sql, rows };
  }
  if (cell.kind !== 'sql' && !filtered) return null;
  const { cellStatement } = await import('../cell-statement.ts');
  const { sql, values } = cellStatement(filtered ? filteredCell(cell) : cell, environment);
  return ALONE.test(sql) ? null : { sql, values, rows };
}

/** Views that are no table of their own. */
const RELATIONS = new Set(['dwd_events']);
