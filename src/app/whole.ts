import { save, toCsv } from '../charts/export.ts';
import type { Audit, MetricResult } from '../metrics/index.ts';
import type { Cell, CellResult } from '../notebook/index.ts';
import { audit, measure } from './measure.ts';
import { metricQuestion } from './metric-question.ts';
import { metricParameters } from './parameters.ts';
import type { Workspace } from './workspace.ts';

/** A metric cell's question, as its parameters stand now; null where the cell is no metric or waits. */
async function question(workspace: Workspace, cell: Cell) {
  const context = workspace.dataset.value?.context;
  const environment = workspace.runtime.environment(cell.id);
  if (!context || !environment || (cell.kind !== 'metric' && cell.kind !== 'tile')) return null;
  if (cell.kind === 'metric')
    return { context, ...(await metricQuestion(cell, environment, context, workspace.engine)) };
  const parameters = metricParameters(cell, environment.results, context);
  return { kind: 'overview', context, parameters };
}

/** Goes the second way to a cell's figures and says whether both agree; null where the cell has no second way. */
export async function auditOf(
  workspace: Workspace,
  cell: Cell,
  signal: AbortSignal,
): Promise<Audit | null> {
  const asked = await question(workspace, cell);
  if (!asked) return null;
  return audit(workspace.engine, asked.kind, asked.parameters, asked.context, {
    signal,
    priority: 'background',
  });
}

/** True where the page does not hold all rows that stand behind a cell. */
export function isPart(cell: Cell, result: CellResult | null): boolean {
  if (cell.kind === 'load-report') return true;
  return result !== null && cell.kind === 'metric' && result.total > result.rows.length;
}

/** Saves all rows behind a cell as CSV, not only those that the page holds; of a load report, the rejected records. */
export async function saveWhole(workspace: Workspace, cell: Cell): Promise<void> {
  if (cell.kind === 'load-report') {
    save(await workspace.warehouse.rejectsCsv(), 'rejects.csv', 'text/csv');
    return;
  }
  const asked = await question(workspace, cell);
  if (!asked) return;
  const { rows } = await measure(workspace.engine, asked.kind, asked.parameters, asked.context, {
    limit: Number.MAX_SAFE_INTEGER,
  });
  save(toCsv(rows), `${cell.name ?? asked.kind}.csv`, 'text/csv');
}

/** The result with its audit in place. */
export function withAudit(result: CellResult, second: Audit | null): CellResult {
  if (!second) return result;
  return { ...result, detail: { ...(result.detail as MetricResult), audit: second } };
}
