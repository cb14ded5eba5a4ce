import { TabhouseError } from '../engine/errors.ts';
import type { Database, Priority, QueryOptions } from '../engine/types.ts';
import { t } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { compared } from './audit.ts';
import { type Kept, ledgerOf } from './ledger.ts';
import { readable as columnsOf, readRows } from './read.ts';
import { metricOf } from './registry.ts';
import { inlined, readable, sql } from './sql/fragment.ts';
import type {
  Audit,
  Facts,
  Metric,
  MetricPlan,
  MetricResult,
  RawParameters,
  Row,
  Stage,
} from './types.ts';

export interface RunOptions {
  /** Rows to hand back at most; the relation holds all. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly priority?: Priority;
  /** Go the second way as well and say whether it agrees (default: not). */
  readonly audit?: boolean;
}

const DEFAULT_LIMIT = 100_000;

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
  const { rows, total, facts } = await ledgerOf(database).inTurn(plan.relation, () =>
    answered(database, plan, options),
  );
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
    await answered(database, plan, { ...options, limit: 0 });
    return compared(database, plan, staged, queryOptions(plan, options));
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
  database: Database,
  plan: MetricPlan,
  { limit = DEFAULT_LIMIT, signal, priority }: RunOptions,
): Promise<Answer> {
  const ledger = ledgerOf(database);
  const options = queryOptions(plan, { ...(signal && { signal }), ...(priority && { priority }) });
  const kept = ledger.find(plan.relation);
  if (kept) {
    try {
      return { ...kept, rows: await firstRows(database, plan, limit, options) };
    } catch (error) {
      if (!lost(error)) throw error;
      ledger.forget(plan.relation);
    }
  }
  const made = await make(database, plan, options).catch((error: unknown) => {
    if (!lost(error)) throw error;
    return make(database, plan, options);
  });
  ledger.add(plan.relation, made);
  for (const relation of ledger.surplus())
    await database.query(`DROP TABLE IF EXISTS ${relation}`, [], options);
  return { ...made, rows: await firstRows(database, plan, limit, options) };
}

/** True where a table of ours is missing: the engine was restarted in between and came back without it. */
function lost(error: unknown): boolean {
  if (!(error instanceof TabhouseError) || error.code !== 'sql') return false;
  return /\bads_\w+ does not exist/.test(`${error.parameters.message ?? ''} ${error.message}`);
}

async function firstRows(
  database: Database,
  plan: MetricPlan,
  limit: number,
  options: QueryOptions,
): Promise<Row[]> {
  const { sql: text } =
    sql`${columnsOf(plan.columns, sql`${plan.relation}`)} LIMIT ${Math.max(0, Math.floor(limit))}`;
  return readRows(await database.query(text, [], options));
}

async function make(database: Database, plan: MetricPlan, options: QueryOptions): Promise<Kept> {
  return staged(database, plan.stages, options, async () => {
    await create(database, { table: plan.relation, query: plan.query }, options);
    const counted = await database.query(
      `SELECT CAST(count(*) AS DOUBLE) AS total FROM ${plan.relation}`,
      [],
      options,
    );
    const facts: Record<string, unknown> = { ...plan.known };
    for (const { name, columns, query } of plan.facts) {
      const text = columnsOf(columns, sql`(${sql`${query.sql}`})`);
      const rows = readRows(await database.query(text.sql, query.parameters, options));
      if (name === undefined) Object.assign(facts, rows[0]);
      else facts[name] = rows;
    }
    return { total: Number(counted.getChild('total')?.get(0) ?? 0), facts: facts as Facts };
  });
}

/** Makes the stages' tables, does the work, and drops them again, also where the work fails. */
async function staged<T>(
  database: Database,
  stages: readonly Stage[],
  options: QueryOptions,
  work: () => Promise<T>,
): Promise<T> {
  const made: string[] = [];
  try {
    for (const stage of stages) {
      await create(database, stage, options);
      made.push(stage.table);
    }
    return await work();
  } finally {
    // Not under the caller's signal: what was begun is cleared away after a cancel as well.
    for (const table of made)
      await database.query(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
  }
}

async function create(database: Database, { table, query }: Stage, options: QueryOptions) {
  await database.query(`CREATE OR REPLACE TABLE ${table} AS ${inlined(query)}`, [], options);
}

function queryOptions({ kind }: MetricPlan, { signal, priority }: RunOptions): QueryOptions {
  return { label: kind, ...(signal && { signal }), ...(priority && { priority }) };
}
