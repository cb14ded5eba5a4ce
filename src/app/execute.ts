import type { SqlDetail, TilesDetail } from '../cells/types.ts';
import { type Engine, type Priority, relationColumns, rowsOf } from '../engine/index.ts';
import { earlyMetric, type MetricResult, previousPeriod } from '../metrics/index.ts';
import {
  type Cell,
  type CellResult,
  type Environment,
  type Execute,
  interpolate,
} from '../notebook/index.ts';
import type { SpeedDetail } from '../scale/speed/types.ts';
import type { DatasetContext, LoadReport } from '../warehouse/index.ts';
import { atHand } from './at-hand.ts';
import { before, firstRows } from './grid/first-rows.ts';
import { inputResult } from './input-value.ts';
import type { KeptResults } from './kept-results.ts';
import { measure, standAgain } from './measure.ts';
import { asWritten, metricQuestion } from './metric-question.ts';
import { metricParameters } from './parameters.ts';
import { selectionOf } from './selection/clauses.ts';
import { filteredCell, filtersOf, type SelectionDetail } from './selection/filter.ts';

/** What the cells of a notebook stand on. */
export interface Ground {
  readonly engine: Engine;
  readonly context: DatasetContext;
  readonly report: LoadReport;
  /** Resolves when the data set's relations can be queried; results kept from earlier visits need not wait for it. */
  readonly mounted: Promise<void>;
  /** False where queries are answered from another state of the data by now. */
  readonly stands?: () => boolean;
  /** An input's value as the reader set it; undefined: its default. */
  readonly value: (name: string) => unknown;
}

interface Options {
  readonly signal: AbortSignal;
  readonly priority: Priority;
  /** Shows what is known already. */
  readonly onPartial?: (result: CellResult) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Rows that a cell keeps for its chart or table; the whole result is its relation. */
const KEPT_ROWS = 10_000;
const REJECTS_SHOWN = 200;

/** The SQL parser comes with the editor's library, which pages without SQL cells need not fetch. */
const statements = atHand(() => import('./cell-statement.ts'));
const segments = atHand(() => import('./segments/result.ts'));
const charts = atHand(() => import('./chart-rows.ts'));

const none: CellResult = { kind: 'none', rows: [], total: 0, relation: null };

/** The work of each kind of cell; `ground` is asked anew for every run, since the data set can change. */
export function executor(
  ground: () => Ground | null,
  kept: Pick<KeptResults, 'get' | 'put'>,
): Execute {
  return async (cell, environment, { signal, priority, key, onPartial, onProgress }) => {
    const on = ground();
    if (cell.kind === 'text') return text(cell, environment, on);
    if (cell.kind === 'speed') return speed();
    if (cell.kind === 'unknown' || !on) return none;
    switch (cell.kind) {
      case 'chart':
        return chart(cell, environment, on, { signal, priority });
      case 'table':
        if (filtersOf(cell).length === 0) return from(cell, environment);
        break;
      case 'lineage':
        return { ...none, kind: 'value', detail: { tables: on.report.tables } };
    }
    await on.mounted;
    const told = (done: number, total: number) => onProgress?.({ done, total, unit: 'steps' });
    const options = { signal, priority, onPartial, onProgress: told };
    const result = await queried(cell, environment, on, options);
    if (on.stands?.() !== false) void kept.put(key, result);
    return result;
  };
}

/** Needs no data set: it makes its own. What measures comes when a notebook asks for it. */
async function speed(): Promise<CellResult> {
  const { speedLab } = await import('./speed.ts');
  return { ...none, kind: 'value', detail: { lab: speedLab() } satisfies SpeedDetail };
}

function queried(
  cell: Cell,
  environment: Environment,
  on: Ground,
  options: Options,
): Promise<CellResult> {
  switch (cell.kind) {
    case 'input':
      return input(cell, environment, on, options);
    case 'metric':
      return metric(cell, environment, on, options);
    case 'tile':
      return tile(cell, environment, on, options);
    case 'segment':
      return segment(cell, environment, on, options);
    case 'load-report':
      return loadReport(on, options);
    case 'table':
      return sql(filteredCell(cell), environment, on, options);
    default:
      return sql(cell, environment, on, options);
  }
}

function text(cell: Cell, { results, failed }: Environment, on: Ground | null): CellResult {
  // Without data its figures are places that wait.
  if (!on) return { ...none, kind: 'value', detail: {} };
  return {
    ...none,
    kind: 'value',
    detail: { markdown: interpolate(cell.body, results, on.context.currency, failed) },
  };
}

async function input(
  cell: Cell,
  { results }: Environment,
  on: Ground,
  options: Options,
): Promise<CellResult> {
  const set = cell.name === null ? undefined : on.value(cell.name);
  if (cell.spec.type === 'selection') {
    const detail: SelectionDetail = { selection: true };
    return { ...none, kind: 'value', value: selectionOf(set ?? cell.spec.value ?? null), detail };
  }
  return inputResult(cell, set, results, on, options);
}

function rows(result: MetricResult): CellResult {
  return {
    kind: 'rows',
    rows: result.rows,
    total: result.total,
    relation: result.relation,
    detail: result,
  };
}

async function metric(
  cell: Cell,
  environment: Environment,
  on: Ground,
  options: Options,
): Promise<CellResult> {
  await standAgain(on.engine, environment.behind.values(), on.context, options);
  const { kind, parameters } = await metricQuestion(cell, environment, on.context, on.engine);
  const early = await earlyMetric(on.engine, kind, parameters, on.context, earlyOf(on, options));
  if (early) options.onPartial?.(rows(early));
  const found = await measure(on.engine, kind, parameters, on.context, {
    ...options,
    limit: KEPT_ROWS,
    slowFacts: false,
  });
  return rows(asWritten(found, parameters, cell));
}

async function tile(
  cell: Cell,
  { results }: Environment,
  on: Ground,
  options: Options,
): Promise<CellResult> {
  const parameters = metricParameters(cell, results, on.context);
  const run = (more: Record<string, unknown>) =>
    measure(on.engine, 'overview', { ...parameters, ...more }, on.context, {
      ...options,
      limit: KEPT_ROWS,
    });
  const before = previousPeriod(parameters, on.context);
  const early = (more: Record<string, unknown>) =>
    earlyMetric(
      on.engine,
      'overview',
      { ...parameters, ...more },
      on.context,
      earlyOf(on, options),
    );
  // Asked in one breath: one question to the engine answers all three.
  const [first, earlier, byDay] = await Promise.all([
    early({}),
    before && early(before),
    early({ by: 'day' }),
  ]);
  if (first) options.onPartial?.(tiles(first, earlier, byDay?.rows));
  const current = await run({});
  const previous = before && (await run(before));
  const daily = await run({ by: 'day' });
  return tiles(current, previous, daily.rows);
}

const earlyOf = ({ stands }: Ground, options: Options) => ({
  ...options,
  ...(stands && { stands }),
});

function tiles(
  current: MetricResult,
  previous: MetricResult | null,
  daily: TilesDetail['daily'],
): CellResult {
  const detail: TilesDetail = { current, previous, ...(daily && { daily }) };
  return { ...rows(current), detail: { ...detail, definition: current.definition } };
}

async function sql(
  cell: Cell,
  environment: Environment,
  on: Ground,
  options: Options,
): Promise<CellResult> {
  const { cellStatement } = await statements();
  await standAgain(on.engine, environment.behind.values(), on.context, options);
  const { sql: statement, names, values, located } = cellStatement(cell, environment);
  const label = cell.name ?? cell.id;
  const asked = { ...options, readOnly: true, label };
  const { table, total } = await firstRows(on.engine, statement, values, KEPT_ROWS, asked).catch(
    (error: unknown) => {
      throw located(error, before(statement));
    },
  );
  return {
    kind: 'rows',
    rows: rowsOf(table, KEPT_ROWS),
    total,
    relation: null,
    detail: { columns: relationColumns(table), sql: statement, names } satisfies SqlDetail,
  };
}

async function segment(
  cell: Cell,
  environment: Environment,
  on: Ground,
  options: Options,
): Promise<CellResult> {
  const { segmentResult } = await segments();
  await standAgain(on.engine, environment.behind.values(), on.context, options);
  return segmentResult(cell, environment, on.engine, on.context, options);
}

/** The report with the first rejected records. */
async function loadReport(on: Ground, options: Options): Promise<CellResult> {
  const table = await on.engine.query(
    `SELECT file, line, reason, text FROM dwd_rejects LIMIT ${REJECTS_SHOWN}`,
    [],
    options,
  );
  const rows = rowsOf(table);
  return {
    kind: 'rows',
    rows,
    total: on.report.rows.rejected,
    relation: 'dwd_rejects',
    detail: on.report,
  };
}

async function chart(
  cell: Cell,
  environment: Environment,
  { engine, mounted, context }: Ground,
  options: Options,
): Promise<CellResult> {
  const standing = async () => {
    await mounted;
    await standAgain(engine, environment.behind.values(), context, options);
  };
  const { chartResult } = await charts();
  return chartResult(cell, environment, engine, options, standing);
}

function from(cell: Cell, { results }: Environment): CellResult {
  return results.get(String(cell.spec.from ?? '')) ?? none;
}
