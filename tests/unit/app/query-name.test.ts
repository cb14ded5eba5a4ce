import { expect, test } from 'vitest';
import { queryName } from '../../../src/app/query-name.ts';

test.each([
  [{ sql: 'DROP TABLE IF EXISTS m_overview_1', label: 'overview' }, 'Clear away m_overview_1'],
  [{ sql: 'CREATE TABLE m_rfm AS SELECT 1', label: 'rfm' }, 'rfm: make m_rfm'],
  [{ sql: 'SELECT 2', label: 'check:dws_user.unique' }, 'Check dws_user.unique'],
  [{ sql: 'INSERT INTO dwd', label: undefined }, 'Put rows into dwd'],
  [{ sql: 'SELECT 1', label: 'funnel' }, 'funnel'],
  [{ sql: '  SELECT 1', label: undefined }, 'SELECT 1'],
])('%o is called %s', (query, name) => {
  expect(queryName(query)).toBe(name);
});
