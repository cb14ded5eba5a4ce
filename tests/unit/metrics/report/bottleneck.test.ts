// First: the kinds of metrics know each other.
import '../../../../src/metrics/index.ts';

import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { t } from '../../../../src/i18n/index.ts';
import { evidenceOf } from '../../../../src/metrics/report/evidence.ts';
import { findings } from '../../../../src/metrics/report/findings.ts';
import type { ReportParameters } from '../../../../src/metrics/report/parameters.ts';
import { answersOf } from '../../../../src/metrics/report/sections.ts';
import { sql } from '../../../../src/metrics/sql/fragment.ts';
import { TAOBAO } from '../../warehouse/native.ts';
import { databaseOf } from '../database.ts';

const parameters = {
  from: null,
  to: null,
  filters: {},
  mode: 'nested',
} as unknown as ReportParameters;

it('is not asked of data in which nothing was ever bought', () => {
  const context = { ...TAOBAO, eventTypes: ['view', 'cart'] };
  expect(answersOf('bottleneck', parameters, context, 'r')).toEqual({
    reason: t('metrics.lacks.purchases'),
  });
});

it('of data without views begins with interest, and says so', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const database = databaseOf(connection);
  await connection.run(`CREATE TABLE funnel AS FROM (VALUES (1, 200, NULL, NULL, 1.0), (2, 50, 0.75, NULL, 0.25))
    AS steps(step, entities, loss, gain, rate_from_first)`);
  await connection.run(
    'CREATE TABLE overview AS SELECT 0 AS pv, 200 AS uv, 0.25 AS conversion_user, 50 AS purchases',
  );
  const tables = { funnel: 'funnel', overview: 'overview' };
  const found = async (eventTypes: readonly string[]) => {
    const context = { ...TAOBAO, eventTypes };
    const evidence = evidenceOf('bottleneck', parameters, context, { tables, hours: sql`` });
    const rows = findings(new Map([['bottleneck', evidence]]));
    const table = await database.query(
      `SELECT finding, CAST(viewers AS DOUBLE) AS viewers, CAST(interested AS DOUBLE) AS interested, payment_loss
      FROM (${rows.sql}) WHERE section = 'bottleneck'`,
      rows.parameters,
    );
    return table.toArray().map((row) => ({ ...row.toJSON() }));
  };
  expect(await found(['cart', 'purchase'])).toEqual([
    { finding: 'unseen', viewers: null, interested: 200, payment_loss: 0.75 },
  ]);
  expect(await found(['view', 'purchase'])).toEqual([
    { finding: 'direct', viewers: 200, interested: null, payment_loss: 0.75 },
  ]);
  connection.closeSync();
  instance.closeSync();
});
