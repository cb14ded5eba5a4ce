import type { SqlDetail } from '../cells/types.ts';
import {
  added,
  arrange,
  type ChartDetail,
  type ColumnFacts,
  chartOfRows,
  cutsOf,
  deriveSql,
  ended,
  extremesSql,
  GROUPS,
  isConstant,
  isOpen,
  type LayerPlan,
  type LayerRows,
  layerRows,
  type Mapping,
  type Problem,
  planChart,
  proposals,
  readChart,
  refusal,
  sampleSql,
  stepAt,
  typeOfSql,
  withProposal,
} from '../charts/declared/index.ts';
import { identifier } from '../engine/identifier.ts';
import { type Engine, type Priority, relationColumns, rowsOf } from '../engine/index.ts';
import type { Row } from '../metrics/types.ts';
import { type Cell, type CellResult, type Environment, parameterOf } from '../notebook/index.ts';
import { atHand } from './at-hand.ts';
import { resolved } from './parameters.ts';
import { filtersOf } from './selection/filter.ts';

const statements = atHand(() => import('./cell-statement.ts'));

interface Options {
  readonly signal: AbortSignal;
  readonly priority: Priority;
}

/** Rows of a relation that are drawn as they are; more are put together, sampled or cut by the engine. */
const HELD = 10_000;
const SAMPLE = 5000;
const MOST_GROUPS = 10_000;
/** Steps along x of which a line keeps the lowest and the highest. */
const LINE_STEPS = 800;
/** Above so many rows columns are counted over some of them. */
const COUNTED_WHOLE = 5_000_000;

/** Asks the engine about one relation, a cell's or a table's, as the chart's selections leave it; `said` takes the statement. */
type Ask = (
  sql: string,
  said?: string[],
) => Promise<{
  readonly rows: readonly Row[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}>;

/**
 * What a chart cell draws. Rows that the page has are put together here; of larger relations, of tables and under
 * selections the engine is asked for what is drawn. Rejects with `notebook-syntax`, which names the key and its line.
 */
export async function chartResult(
  cell: Cell,
  environment: Environment,
  engine: Engine,
  options: Options,
  standing: () => Promise<void> = () => Promise.resolve(),
): Promise<CellResult> {
  const spec = meant(cell.spec, environment);
  const from = String(cell.spec.from ?? '');
  const source = environment.results.get(from);
  const whole = source && source.total <= source.rows.length && filtersOf(cell).length === 0;
  if (whole || !readChart(spec).chart.from) {
    const typed = (source?.detail as SqlDetail | undefined)?.columns ?? null;
    const { detail, problems } = chartOfRows(spec, source?.rows ?? [], typed);
    return result({ ...detail, ...(from && { sql: allOf(from) }) }, problems, cell);
  }
  await standing();
  return asked(spec, cell, await asking(cell, environment, engine, options));
}

/** The block with its `$names` in place; a date range in `where` bounds its column, an empty choice is none. */
function meant({ where, ...spec }: Mapping, { behind }: Environment): Mapping {
  if (typeof where !== 'object' || where === null)
    return where === undefined ? spec : { ...spec, where };
  const conditions = Object.entries(where).flatMap(([column, value]) => {
    const known = resolved(value, behind);
    if (parameterOf(value) === null) return [[column, known] as const];
    if (known === null || known === undefined || (Array.isArray(known) && known.length === 0))
      return [];
    const range = known as { readonly from?: unknown; readonly to?: unknown };
    return [
      [
        column,
        typeof known === 'object' && !Array.isArray(known)
          ? { min: range.from, max: range.to }
          : known,
      ] as const,
    ];
  });
  return { ...spec, where: Object.fromEntries(conditions) };
}

const RELATION = 'chart_rows';
const allOf = (from: string) => `SELECT * FROM ${identifier(from)}`;

async function asking(
  cell: Cell,
  environment: Environment,
  engine: Engine,
  options: Options,
): Promise<Ask> {
  // The SQL parser comes with the editor's library, which pages without such charts need not fetch.
  const { cellStatement } = await statements();
  const filters = filtersOf(cell).map((name) => `$${name}`);
  const condition =
    filters.length > 0 ? ` where ${filters.map((one) => `(${one})`).join(' and ')}` : '';
  const relation = `with ${RELATION} as (select * from ${identifier(String(cell.spec.from))}${condition}) `;
  return async (sql, said) => {
    // A statement that begins with its own names takes this one among them.
    const body = sql.startsWith('with ')
      ? `${relation.trimEnd()}, ${sql.slice(5)}`
      : relation + sql;
    said?.push(body);
    const {
      sql: statement,
      values,
      located,
    } = cellStatement({ ...cell, kind: 'sql', body }, environment);
    const table = await engine
      .query(statement, values, { ...options, readOnly: true, label: cell.name ?? cell.id })
      .catch((error: unknown) => {
        throw located(error);
      });
    return { rows: rowsOf(table, MOST_GROUPS + 1), columns: relationColumns(table) };
  };
}

async function asked(spec: Mapping, cell: Cell, ask: Ask): Promise<CellResult> {
  const { columns: typed } = await ask(`select * from ${RELATION} limit 0`);
  const total = Number((await ask(`select count(*) as n from ${RELATION}`)).rows[0]?.n ?? 0);
  if (total <= HELD) {
    const said: string[] = [];
    const { rows } = await ask(`select * from ${RELATION} limit ${HELD}`, said);
    const { detail, problems } = chartOfRows(spec, rows, typed);
    return result({ ...detail, sql: said.join() }, problems, cell);
  }
  const open = isOpen(spec);
  const bare = typed.map(({ name, type }): ColumnFacts => ({ name, type: typeOfSql(type) }));
  const columns = open ? await counted(bare, total, ask) : bare;
  const offered = open ? proposals(columns, total) : [];
  const wanted = open ? withProposal(spec, offered[0]) : spec;
  const chosen = added(wanted, planChart(readChart(wanted).chart, columns).plans[0], null);
  const { chart, problems } = readChart(chosen);
  const planned = planChart(chart, columns);
  const wrong = [...problems, ...planned.problems];
  const layers: LayerRows[] = [];
  const said: string[] = [];
  const asking: Ask = (sql) => ask(sql, said);
  if (wrong.length === 0)
    for (const plan of planned.plans) layers.push(await layerOf(plan, total, asking));
  const sql = said.join(';\n\n');
  return result(
    { chart: true, spec: chosen, columns, total, layers, proposals: offered, sql },
    wrong,
    cell,
  );
}

function result(detail: ChartDetail, problems: readonly Problem[], cell: Cell): CellResult {
  if (problems.length > 0) throw refusal(problems, cell.body, cell.line);
  const rows =
    detail.layers.find((layer) => Object.keys(layer.rows[0] ?? {}).length > 0)?.rows ?? [];
  return { kind: 'rows', rows, total: rows.length, relation: null, detail };
}

/** The rows of one mark of a relation that the page does not hold. */
async function layerOf(plan: LayerPlan, total: number, ask: Ask): Promise<LayerRows> {
  const { derived } = plan;
  if (isConstant(plan)) return layerRows([], plan);
  if (derived) return groupsOf({ ...plan, derived }, ask);
  const line = /^(line|area|difference|bollinger)/.test(plan.layer.mark)
    ? extremesSql(RELATION, plan, LINE_STEPS)
    : null;
  const { rows } = await ask(line ?? sampleSql(RELATION, plan, SAMPLE));
  // Sorted as the mark asks; what it leaves out of these is told by the whole relation's count.
  const arranged = layerRows(rows, { ...plan, layer: { ...plan.layer, where: [] } });
  if (plan.layer.limit !== null) return { ...arranged, total, thinned: 'first' };
  const passed = plan.layer.where.length > 0 && rows.length < SAMPLE ? rows.length : total;
  if (passed <= arranged.rows.length) return { ...arranged, total: passed, thinned: null };
  return { ...arranged, total: passed, thinned: line ? 'extremes' : 'sample' };
}

async function groupsOf(
  plan: LayerPlan & { readonly derived: NonNullable<LayerPlan['derived']> },
  ask: Ask,
): Promise<LayerRows> {
  const { derived } = plan;
  const sql = deriveSql(RELATION, plan, MOST_GROUPS);
  const bounds = sql.bounds === null ? {} : ((await ask(sql.bounds)).rows[0] ?? {});
  const cuts = cutsOf(derived, bounds);
  const { rows } = await ask(sql.rows(cuts));
  const groups = Number(rows[0]?.[GROUPS] ?? rows.length);
  const made = rows.map((row) => {
    const { [GROUPS]: _, ...rest } = row;
    const whole: Record<string, unknown> = { ...rest };
    for (const key of derived.keys) {
      const cut = cuts[sql.cut(key)];
      if (key.bin === undefined || !cut) continue;
      const at = row[key.name];
      if (cut.kind === 'interval')
        whole[`${key.name}_to`] = ended(at, cut.interval, key.type === 'day');
      else if (at === null) whole[`${key.name}_to`] = null;
      else Object.assign(whole, stepAt(Number(at), cut.step, key.name));
    }
    return whole;
  });
  const arranged = arrange(made, plan);
  return groups > rows.length ? { ...arranged, total: groups, thinned: 'first' } : arranged;
}

/** How many different values each column has, how many are missing, and its bounds. */
async function counted(
  columns: readonly ColumnFacts[],
  total: number,
  ask: Ask,
): Promise<ColumnFacts[]> {
  const share = total > COUNTED_WHOLE ? COUNTED_WHOLE / total : 1;
  const some = share < 1 ? ` using sample ${(share * 100).toFixed(2)}% (system)` : '';
  const figures = columns.flatMap(({ name, type }, at) => [
    `approx_count_distinct(${identifier(name)}) as d${at}`,
    `count(*) - count(${identifier(name)}) as n${at}`,
    ...(type === 'number' ? [`min(${identifier(name)})::double as low${at}`] : []),
  ]);
  const { rows } = await ask(`select ${figures.join(', ')} from ${RELATION}${some}`);
  const [row = {}] = rows;
  return columns.map((column, at) => ({
    ...column,
    distinct: Number(row[`d${at}`] ?? 0),
    nulls: Math.round(Number(row[`n${at}`] ?? 0) / share),
    ...(row[`low${at}`] === undefined ? {} : { min: row[`low${at}`] }),
  }));
}
