import { type Key, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { columnSql, tableSql } from '../parameters/source.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import { isEvent } from '../sql/words.ts';
import type { SliceColumn, TableStage } from '../types.ts';
import type { ExperimentParameters } from './parameters.ts';

/** A word in every language: the data may be in another one than the reader. */
export function inBoth(key: Key): readonly string[] {
  return [t(key, {}, 'en'), t(key, {}, 'zh-CN')];
}

/** Words for an outcome that came, and for one that did not; compared in small letters. */
const YES = ['true', 't', 'y', ...inBoth('experiment.word.yes')];
const NO = ['false', 'f', 'n', ...inBoth('experiment.word.no')];
const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** SQL of an outcome as 1, 0, or NULL where it is neither. */
const outcomeOf = (text: Sql): Sql =>
  sql`CASE WHEN TRY_CAST(${text} AS DOUBLE) IN (0, 1) THEN CAST(TRY_CAST(${text} AS DOUBLE) AS INTEGER)
    WHEN ${text} IN (${list(YES)}) THEN 1 WHEN ${text} IN (${list(NO)}) THEN 0 END`;

const wordOf = (column: string): Sql => sql`lower(trim(CAST(${columnSql(column)} AS VARCHAR)))`;

/** A column as a finite number, else NULL. */
function numberOf(column: string): Sql {
  const number = sql`TRY_CAST(${columnSql(column)} AS DOUBLE)`;
  return sql`CASE WHEN isfinite(${number}) THEN ${number} END`;
}

/** Rows of the table: `unit` (NULL: each row is one), `variant, outcome, value`. */
export function lines({ table, unit, variant, outcome, value }: ExperimentParameters): Sql {
  return sql`SELECT ${unit === null ? 'NULL' : sql`CAST(${columnSql(unit)} AS VARCHAR)`} AS unit,
      nullif(trim(CAST(${columnSql(variant)} AS VARCHAR)), '') AS variant,
      ${outcome === null ? 'NULL' : outcomeOf(wordOf(outcome))} AS outcome,
      ${value === null ? 'CAST(NULL AS DOUBLE)' : numberOf(value)} AS value
    FROM ${tableSql(table ?? '')}`;
}

/** Which units count: not those without a variant, nor in several, nor whose outcome cannot be read. */
const state = (several: string, converts: boolean) => `CASE WHEN variant IS NULL THEN 'no_variant'
  WHEN ${several} THEN 'mixed' ${converts ? "WHEN outcome IS NULL THEN 'unread'" : ''} ELSE 'ok' END AS state`;

/**
 * One row a unit: `variant, outcome` (0, 1 or NULL), `value` (NULL where there is none) and `state`, which is `ok` for
 * those that count.
 */
export function unitsStage(
  table: string,
  parameters: ExperimentParameters,
  context: DatasetContext,
): TableStage {
  if (parameters.table !== null) return { table, query: unitsOfTable(parameters) };
  const key = keyOf(parameters);
  return {
    table,
    query: unitsOfEvents(parameters, context, []),
    slice: { column: key, query: (range) => unitsOfEvents(parameters, context, [range]) },
  };
}

function unitsOfTable(parameters: ExperimentParameters): Sql {
  const { unit, converts } = parameters;
  if (unit === null)
    return sql`SELECT variant, outcome, value, ${state('false', converts)} FROM (${lines(parameters)})`;
  return sql`SELECT variant, outcome, value, ${state('variant <> other', converts)}
    FROM (SELECT unit, min(variant) AS variant, max(variant) AS other, max(outcome) AS outcome, sum(value) AS value
      FROM (${lines(parameters)}) WHERE unit IS NOT NULL GROUP BY unit)`;
}

/** The key that tells the units of events apart. */
export const keyOf = ({ unit }: ExperimentParameters): SliceColumn =>
  unit === 'session_id' ? 'session_key' : 'user_key';

/** A unit enters with its first event that has a variant; only what it does from then on counts. */
function unitsOfEvents(
  parameters: ExperimentParameters,
  context: DatasetContext,
  range: readonly Sql[],
): Sql {
  const key = keyOf(parameters);
  const { variant, events, valued } = parameters;
  const entered = sql`SELECT ${key}, min(${variant}) AS variant, max(${variant}) AS other,
      min(event_time) FILTER (${variant} IS NOT NULL) AS since,
      max(event_time) FILTER (${isEvent(events)}) AS latest
    FROM ${scopedEvents(parameters, context, sql`${key} IS NOT NULL`, ...range)}
    GROUP BY ${key} HAVING min(${variant}) IS NOT NULL`;
  const spent = sql`SELECT ${key}, event_time, amount
    FROM ${scopedEvents(parameters, context, sql`event_type = 'purchase'`, sql`${key} IS NOT NULL`, ...range)}`;
  if (!valued)
    return sql`SELECT variant, CASE WHEN latest >= since THEN 1 ELSE 0 END AS outcome,
      CAST(NULL AS DOUBLE) AS value, CASE WHEN variant <> other THEN 'mixed' ELSE 'ok' END AS state FROM (${entered})`;
  return sql`SELECT any_value(variant) AS variant, CASE WHEN any_value(latest) >= any_value(since) THEN 1 ELSE 0 END AS outcome,
      CAST(coalesce(sum(amount) FILTER (event_time >= since), 0) AS DOUBLE) AS value,
      CASE WHEN any_value(variant) <> any_value(other) THEN 'mixed' ELSE 'ok' END AS state
    FROM (${entered}) LEFT JOIN (${spent}) USING (${key}) GROUP BY ${key}`;
}

/** The same units made anew: variants of a unit are counted, and single events are asked for one after another. */
export function unitsAgain(parameters: ExperimentParameters, context: DatasetContext): Sql {
  if (parameters.table !== null) return tableAgain(parameters);
  const key = keyOf(parameters);
  const { variant, events, valued } = parameters;
  const seen = sql`SELECT ${key}, ${variant} AS variant, event_time FROM ${scopedEvents(
    parameters,
    context,
    sql`${key} IS NOT NULL`,
    sql`${variant} IS NOT NULL`,
  )}`;
  const done = (condition: Sql) =>
    scopedEvents(parameters, context, condition, sql`${key} IS NOT NULL`);
  const value = valued
    ? sql`coalesce((SELECT CAST(sum(amount) AS DOUBLE) FROM (SELECT * FROM ${done(sql`event_type = 'purchase'`)}) e
        WHERE e.${key} = x.${key} AND e.event_time >= x.since), 0)`
    : sql`CAST(NULL AS DOUBLE)`;
  return sql`SELECT variant, CASE WHEN EXISTS (SELECT 1 FROM (SELECT * FROM ${done(sql`${isEvent(events)}`)}) e
      WHERE e.${key} = x.${key} AND e.event_time >= x.since) THEN 1 ELSE 0 END AS outcome, ${value} AS value
    FROM (SELECT ${key}, arg_min(variant, event_time) AS variant, min(event_time) AS since FROM (${seen})
      GROUP BY ${key} HAVING count(DISTINCT variant) = 1) x`;
}

function tableAgain(parameters: ExperimentParameters): Sql {
  const { unit, converts } = parameters;
  const read = where([sql`variant IS NOT NULL`, ...(converts ? [sql`outcome IS NOT NULL`] : [])]);
  if (unit === null) return sql`SELECT variant, outcome, value FROM (${lines(parameters)}) ${read}`;
  return sql`SELECT * FROM (SELECT any_value(variant) AS variant,
        CAST(bool_or(outcome = 1) AS INTEGER) AS outcome, list_sum(list(value)) AS value
      FROM (${lines(parameters)}) WHERE unit IS NOT NULL
      GROUP BY unit HAVING count(DISTINCT variant) <= 1) ${read}`;
}
