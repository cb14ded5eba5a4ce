import type { Database } from '../engine/types.ts';
import { t } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { type Asked, askedWhenReady, groundOf, type RunOptions, shownSql } from './asked.ts';
import { compared } from './audit.ts';
import { factsOf } from './facts.ts';
import { type Kept, ledgerOf } from './ledger.ts';
import { unlessLost } from './lost.ts';
import { prepare, straight } from './narrowing.ts';
import { readable as columnsOf, readManyRows, readRows } from './read.ts';
import { segmentsOf, segmentTable } from './segments/name.ts';
import { shownSegments } from './segments/shown.ts';
import { type Measure, standSegments } from './segments/stand.ts';
import type { Segment } from './segments/types.ts';
import { sql } from './sql/fragment.ts';
import type { Narrowed } from './sql/narrowed.ts';
import { create, type Ground, isModel, withStages } from './stages.ts';
import type { Audit, MetricPlan, MetricResult, RawParameters, Row } from './types.ts';

const DEFAULT_LIMIT = 100_000;

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
  const question = await askedWhenReady(kind, raw, context);
  const { metric, parameters, plan, events } = question;
  const { rows, total, facts } = await ledgerOf(database).inTurn(plan.relation, () => {
    const ground = groundOf(database, plan, options);
    const { limit = DEFAULT_LIMIT, slowFacts = true } = options;
    return unlessLost(database, async () => {
      await standing(ground, parameters, context, options);
      return answered(ground, question, limit, slowFacts);
    });
  });
  const told = metric.worded?.(rows, facts, parameters, context) ?? { rows, facts };
  return {
    kind,
    definition: metric.define(parameters, context, told.facts),
    sql: shownSql(plan, events, shownSegments(segmentsOf(parameters), context)),
    parameters: parameters as RawParameters,
    rows: told.rows,
    total,
    relation: plan.relation,
    ...(plan.stages.some(isModel) && { modelled: true, asked: raw }),
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
  const question = await askedWhenReady(kind, raw, context);
  const { plan, parameters } = question;
  return ledgerOf(database).inTurn(plan.relation, async () => {
    const ground = groundOf(database, plan, options);
    return unlessLost(database, async () => {
      await standing(ground, parameters, context, options);
      await answered(ground, question, 0, false);
      return compared(ground, { ...plan, audit: straight(plan.audit, parameters, context) });
    });
  });
}

interface Answer extends Kept {
  readonly rows: readonly Row[];
}

/** Rows and facts of the plan: from the table that stands, else made anew. */
async function answered(
  ground: Ground,
  { plan, events }: Asked,
  limit: number,
  slowFacts: boolean,
): Promise<Answer> {
  const { database, options } = ground;
  const ledger = ledgerOf(database);
  let kept = ledger.find(plan.relation);
  let rows: readonly Row[] | null = null;
  if (!kept) ({ kept, rows } = await make(await narrowedGround(ground, events), plan, limit));
  ledger.add(plan.relation, kept);
  if (slowFacts && !kept.whole) {
    kept = await completed(await narrowedGround(ground, events), plan, kept);
    ledger.add(plan.relation, kept);
  }
  for (const relation of ledger.surplus())
    await database.query(`DROP TABLE IF EXISTS ${relation}`, [], options);
  return { ...kept, rows: rows ?? (await firstRows(ground, plan, limit)) };
}

/** Where the narrowed events stand, with their number. */
async function narrowedGround(ground: Ground, events: Narrowed | null): Promise<Ground> {
  const rows = events && (await prepare(ground, events));
  return rows === null ? ground : { ...ground, events: rows };
}

/** The segments by which parameters are filtered stand. */
export function standing(
  ground: Ground,
  parameters: unknown,
  context: DatasetContext,
  options: RunOptions,
): Promise<void> {
  return standSegments(ground, segmentsOf(parameters), context, wholly(ground, context, options));
}

const wholly =
  (
    { database }: Ground,
    context: DatasetContext,
    { audit: _, onProgress: __, ...how }: RunOptions,
  ): Measure =>
  (kind, raw) =>
    runMetric(database, kind, raw, context, { ...how, limit: 0, slowFacts: false });

/**
 * Makes the tables of segments stand and gives their names and how many members each has. Rejects with
 * `metric-not-applicable` where rows do not tell members, else as `runMetric`.
 */
export async function runSegments(
  database: Database,
  segments: readonly Segment[],
  context: DatasetContext,
  options: RunOptions = {},
): Promise<readonly { readonly table: string; readonly members: number }[]> {
  const ground = groundOf(database, { kind: 'segment' }, options);
  return unlessLost(database, async () => {
    await standSegments(ground, segments, context, wholly(ground, context, options));
    const tables = segments.map((segment) => segmentTable(segment, context));
    const counts: { table: string; members: number }[] = [];
    for (const table of tables) counts.push({ table, members: await counted(ground, table) });
    return counts;
  });
}

async function firstRows({ database, options }: Ground, plan: MetricPlan, limit: number) {
  const most = Number.isFinite(limit) ? `LIMIT ${Math.max(0, Math.floor(limit))}` : '';
  const { sql: text } = sql`${columnsOf(plan.columns, sql`${plan.relation}`)} ${most}`;
  return readManyRows(await database.query(text, [], options));
}

interface Made {
  readonly kept: Kept;
  readonly rows: readonly Row[];
}

async function make(ground: Ground, plan: MetricPlan, limit: number): Promise<Made> {
  return withStages(ground, plan.stages, async () => {
    await create(ground, { table: plan.relation, query: plan.query });
    const rows = await firstRows(ground, plan, limit);
    const total = rows.length < limit ? rows.length : await counted(ground, plan.relation);
    const facts = { ...plan.known, ...(await factsOf(ground, plan.facts)) };
    return { kept: { total, facts, whole: plan.slow === undefined }, rows };
  });
}

async function counted({ database, options }: Ground, relation: string): Promise<number> {
  const text = `SELECT CAST(count(*) AS DOUBLE) AS total FROM ${relation}`;
  const [found] = readRows(await database.query(text, [], options));
  return Number(found?.total ?? 0);
}

/** With the slow facts. */
async function completed(ground: Ground, { slow }: MetricPlan, made: Kept): Promise<Kept> {
  if (!slow) return made;
  const facts = await withStages(ground, slow.stages, () => factsOf(ground, slow.facts));
  return { ...made, facts: { ...made.facts, ...facts }, whole: true };
}
