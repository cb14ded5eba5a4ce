import { TabhouseError } from '../engine/errors.ts';
import type { Database, Priority } from '../engine/types.ts';
import { t } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { compared } from './audit.ts';
import { type Kept, ledgerOf } from './ledger.ts';
import { readable as columnsOf, readManyRows, readRows } from './read.ts';
import { metricOf } from './registry.ts';
import { readable, sql } from './sql/fragment.ts';
import { create, type Ground, withStages } from './stages.ts';
import type {
  Audit,
  FactQuery,
  Facts,
  Metric,
  MetricPlan,
  MetricResult,
  RawParameters,
  Row,
} from './types.ts';

export interface RunOptions {
  /** Rows to hand back at most, `Infinity` for all; the relation holds them in any case. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly priority?: Priority;
  /** Go the second way as well and say whether it agrees (default: not). */
  readonly audit?: boolean;
  /** Work out the facts that take much longer than the rows as well (default: yes). */
  readonly slowFacts?: boolean;
  /** Events that one statement may work through where the work can be cut; more are done range by range. */
  readonly rowsPerSlice?: number;
}

const DEFAULT_LIMIT = 100_000;
/** Ten million events at once took 3.1 GB for a strict funnel, in ranges of 2.5 million 2.2 GB and no longer. */
const ROWS_PER_SLICE = 4_000_000;

interface Asked {
  readonly metric: Metric;
  readonly parameters: unknown;
  readonly plan: MetricPlan;
}

function asked(kind: string, raw: RawParameters, context: DatasetContext): Asked {
  const metric = metricOf(kind);
  const parameters = metric.parameters(raw, context);
  return { metric, parameters, plan: metric.plan(parameters, context) };
}

/**
 * Works a metric out and keeps the whole result as the table `relation` of the database. The same question over the
 * same data is answered from that table while it stands. Rejects with `metric-unknown`, `metric-parameter`,
 * `metric-not-applicable`, or what the database rejects with.
 */
export async function runMetric(
  database: Database,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<MetricResult> {
  const question = asked(kind, raw, context);
  const { metric, parameters, plan } = question;
  const { rows, total, facts } = await ledgerOf(database).inTurn(plan.relation, () => {
    const ground = groundOf(database, plan, options);
    const { limit = DEFAULT_LIMIT, slowFacts = true } = options;
    return unlessLost(ground, plan, () => answered(ground, plan, limit, slowFacts));
  });
  return {
    kind,
    definition: metric.define(parameters, context, facts),
    sql: shownSql(plan),
    parameters: parameters as RawParameters,
    rows,
    total,
    relation: plan.relation,
    audit: options.audit
      ? await auditMetric(database, kind, raw, context, options)
      : { agrees: null, detail: t('metrics.audit.not_yet') },
  };
}

/** Goes a metric's second way and compares it with the first, row by row. */
export async function auditMetric(
  database: Database,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<Audit> {
  const { plan } = asked(kind, raw, context);
  return ledgerOf(database).inTurn(plan.relation, async () => {
    const ground = groundOf(database, plan, options);
    return unlessLost(ground, plan, async () => {
      await answered(ground, plan, 0, false);
      return compared(ground, plan);
    });
  });
}

/** The plan's SQL as one statement that people can read and run. */
export function shownSql({ stages, query }: MetricPlan): string {
  if (stages.length === 0) return readable(query);
  const tables = stages.map(({ table, query: made }) => `${table} AS (\n${readable(made)})`);
  return `WITH ${tables.join(',\n')}\n${readable(query)}`;
}

interface Answer extends Kept {
  readonly rows: readonly Row[];
}

/** Rows and facts of the plan: from the table that stands, else made anew. */
async function answered(
  ground: Ground,
  plan: MetricPlan,
  limit: number,
  slowFacts: boolean,
): Promise<Answer> {
  const { database, options } = ground;
  const ledger = ledgerOf(database);
  let made = ledger.find(plan.relation) ?? (await make(ground, plan));
  ledger.add(plan.relation, made);
  if (slowFacts && !made.whole) made = await completed(ground, plan, made);
  ledger.add(plan.relation, made);
  for (const relation of ledger.surplus())
    await database.query(`DROP TABLE IF EXISTS ${relation}`, [], options);
  return { ...made, rows: await firstRows(ground, plan, limit) };
}

const TRIES = 3;

/** Begins again where a table of ours is gone: the engine was replaced in between and came back without it. */
async function unlessLost<T>(
  { database }: Ground,
  { relation }: MetricPlan,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || !isLost(error)) throw error;
      ledgerOf(database).forget(relation);
    }
  }
}

function isLost(error: unknown): boolean {
  if (!(error instanceof TabhouseError) || error.code !== 'sql') return false;
  return /\bads_\w+ does not exist/.test(`${error.parameters.message ?? ''} ${error.message}`);
}

async function firstRows({ database, options }: Ground, plan: MetricPlan, limit: number) {
  const most = Number.isFinite(limit) ? `LIMIT ${Math.max(0, Math.floor(limit))}` : '';
  const { sql: text } = sql`${columnsOf(plan.columns, sql`${plan.relation}`)} ${most}`;
  return readManyRows(await database.query(text, [], options));
}

async function make(ground: Ground, plan: MetricPlan): Promise<Kept> {
  const { database, options } = ground;
  return withStages(ground, plan.stages, async () => {
    await create(ground, { table: plan.relation, query: plan.query });
    const text = `SELECT CAST(count(*) AS DOUBLE) AS total FROM ${plan.relation}`;
    const [counted] = readRows(await database.query(text, [], options));
    const facts = { ...plan.known, ...(await factsOf(ground, plan.facts)) };
    return { total: Number(counted?.total ?? 0), facts, whole: plan.slow === undefined };
  });
}

/** With the slow facts. */
async function completed(ground: Ground, { slow }: MetricPlan, made: Kept): Promise<Kept> {
  if (!slow) return made;
  const facts = await withStages(ground, slow.stages, () => factsOf(ground, slow.facts));
  return { ...made, facts: { ...made.facts, ...facts }, whole: true };
}

async function factsOf(
  { database, options }: Ground,
  queries: readonly FactQuery[],
): Promise<Facts> {
  const facts: Record<string, unknown> = {};
  for (const { name, columns, query } of queries) {
    const asked = columnsOf(columns, sql`(${query.sql})`);
    const rows = readRows(await database.query(asked.sql, query.parameters, options));
    if (name === undefined) Object.assign(facts, rows[0]);
    else facts[name] = rows;
  }
  return facts;
}

function groundOf(
  database: Database,
  { kind }: MetricPlan,
  { signal, priority, rowsPerSlice = ROWS_PER_SLICE }: RunOptions,
): Ground {
  const options = { label: kind, ...(signal && { signal }), ...(priority && { priority }) };
  return { database, options, rowsPerSlice };
}
