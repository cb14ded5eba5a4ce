import type { DatasetContext } from '../../warehouse/types.ts';
import { ledgerOf } from '../ledger.ts';
import { readRows } from '../read.ts';
import { metricOf } from '../registry.ts';
import { inlined, Sql, sql } from '../sql/fragment.ts';
import { create, type Ground } from '../stages.ts';
import type { Metric, Query, RawParameters } from '../types.ts';
import { everybody, membersOf } from './members.ts';
import { segmentsBehind, segmentTable } from './name.ts';
import { memberKey, type Segment } from './types.ts';

/** Makes the whole result of a metric stand as its relation. */
export type Measure = (kind: string, parameters: RawParameters) => Promise<unknown>;

/**
 * Makes the tables of segments unless they stand: each has its members' keys, every one once, in order. Others that were
 * not used for long are dropped where they are too many; who reads one of those makes it stand again.
 */
export async function standSegments(
  ground: Ground,
  segments: readonly Segment[],
  context: DatasetContext,
  measure: Measure,
): Promise<void> {
  if (segments.length === 0) return;
  const ledger = ledgerOf(ground.database);
  const gone = await ledger.whileStanding(segments.length, async () => {
    for (const segment of segments) await stand(ground, segment, context, measure);
    // Those behind others were used after them.
    for (const segment of segments) ledger.hasSegment(segmentTable(segment, context));
  });
  for (const table of gone) await drop(ground, table);
}

function stand(
  ground: Ground,
  segment: Segment,
  context: DatasetContext,
  measure: Measure,
): Promise<void> {
  const ledger = ledgerOf(ground.database);
  const table = segmentTable(segment, context);
  return ledger.inTurn(table, async () => {
    if (ledger.hasSegment(table)) return;
    const { of, source } = segment;
    await standSegments(ground, segmentsBehind(source), context, measure);
    if (source.from === 'metric') {
      const metric: Metric = metricOf(source.kind);
      if (metric.ready) await metric.ready(metric.parameters(source.parameters, context));
    }
    const { measure: read, ...members } = membersOf(segment, context);
    if (read) await measure(read.kind, read.parameters);
    const key = memberKey(of);
    const all = `${table}_all`;
    try {
      await create(ground, { table: all, ...members });
      const own = sql`SELECT DISTINCT ${key} FROM ${all} WHERE ${key} IS NOT NULL`;
      const query = segment.not ? sql`${everybody(of)} EXCEPT (${own})` : own;
      const made = await run(
        ground,
        sql`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM (${query}) ORDER BY ${key}`,
      );
      ledger.addSegment(table, Number(Object.values(readRows(made)[0] ?? {})[0] ?? 0));
    } finally {
      await drop(ground, all);
    }
  });
}

const run = ({ database, options }: Ground, query: Query) =>
  database.query(inlined(new Sql(query.sql, query.parameters)), [], options);

/** Not under the caller's signal: what is not needed is cleared away after a cancel as well. */
const drop = ({ database }: Ground, table: string) =>
  database.query(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
