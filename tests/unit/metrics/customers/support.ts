import { expect } from 'vitest';
import type { Database } from '../../../../src/engine/types.ts';
import { auditMetric, type RawParameters, runMetric } from '../../../../src/metrics/index.ts';
import type { RunModel } from '../../../../src/metrics/types.ts';
import { runModel } from '../../../../src/models/run.ts';
import type { DatasetContext } from '../../../../src/warehouse/types.ts';
import { REES46 } from '../../warehouse/native.ts';

const models: RunModel = (stage, inputs) => runModel(stage, inputs, { tell: () => undefined });

/** The result of a metric whose second way agrees. */
export async function agreed(
  database: Database,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
) {
  const result = await runMetric(database, kind, raw, context, { models });
  const audit = await auditMetric(database, kind, raw, context, { models });
  expect(audit.agrees, `${kind} ${JSON.stringify(raw)}: ${audit.detail}`).toBe(true);
  return result;
}

export const CDNOW: DatasetContext = {
  ...REES46,
  id: 'cdnow',
  name: 'CDNOW',
  source: 'custom',
  columns: ['event_time', 'event_type', 'user_id', 'quantity', 'amount'],
  textual: [],
  from: '1997-01-01',
  to: '1998-06-30',
  lastEvent: '1998-06-30T00:00:00',
  grain: 'day',
  orders: 'row',
  sessions: 'day',
  eventTypes: ['purchase'],
};

/** The events of CDNOW’s master file. */
export const cdnowEvents = (path: string): string =>
  `SELECT strptime(p[2], '%Y%m%d') AS event_time, 'purchase' AS event_type, p[1]::BIGINT AS user_id,
    p[3]::DECIMAL(18,4) AS quantity, p[4]::DECIMAL(18,4) AS amount
  FROM (SELECT regexp_split_to_array(trim(line), '\\s+') AS p
    FROM read_csv('${path}', columns = {'line': 'VARCHAR'}, sep = '\t', header = false, quote = '') WHERE line NOT LIKE '%customer_id%')`;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
