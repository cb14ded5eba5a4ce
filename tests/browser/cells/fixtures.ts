import type { Cell, CellKind, CellResult } from '../../../src/cells/types.ts';
import type { MetricResult, Row } from '../../../src/metrics/types.ts';
import type { DatasetContext, TableStatus } from '../../../src/warehouse/types.ts';

export const LONG_NAME = 'appliances.kitchen.refrigerators-and-freezers-with-a-long-name';

export const context: DatasetContext = {
  id: 'a',
  name: 'UserBehavior',
  source: 'taobao',
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'category_id'],
  textual: [],
  from: '2017-11-25',
  to: '2017-12-03',
  lastEvent: '2017-12-03T14:20:00',
  dataTimezone: 'Asia/Shanghai',
  reportTimezone: 'Asia/Shanghai',
  weekStart: 1,
  currency: 'CNY',
  grain: 'second',
  orders: 'session',
  sessions: 'gap',
  sessionGapSeconds: 1800,
  eventTypes: ['view', 'fav', 'cart', 'purchase'],
  version: '1',
};

export function cell(kind: CellKind, more: Partial<Cell> = {}): Cell {
  return {
    id: `${kind}-1`,
    kind,
    fence: kind,
    name: null,
    body: '',
    spec: {},
    source: '',
    line: 1,
    error: null,
    ...more,
  };
}

export function result(detail: unknown, rows: readonly Row[] = [], value?: unknown): CellResult {
  return {
    kind: rows.length > 0 ? 'rows' : 'value',
    rows,
    total: rows.length,
    relation: null,
    value,
    detail,
  };
}

export function metric(
  kind: string,
  rows: readonly Row[],
  more: { parameters?: Record<string, unknown>; facts?: Record<string, unknown> } = {},
): CellResult {
  const made: MetricResult = {
    kind,
    definition: {
      id: kind,
      version: 1,
      title: `The ${kind}`,
      text: 'What it means, in a sentence.',
      facts: more.facts ?? {},
    },
    sql: 'select 1 as one -- as it ran',
    parameters: more.parameters ?? {},
    rows,
    total: rows.length,
    relation: 'ads',
    audit: { agrees: true, detail: 'All figures agree.' },
  };
  return result(made, rows);
}

export const DAYS = Array.from({ length: 9 }, (_, index) =>
  new Date(Date.UTC(2017, 10, 25 + index)).toISOString().slice(0, 10),
);

export const daily: Row[] = DAYS.map((day, index) => ({
  day,
  pv: 400n + BigInt(index),
  uv: 30 + index,
  orders: 7,
  conversion_user: 0.2,
  gmv: '1234.50',
}));

export const funnelRows: Row[] = [
  {
    step: 1,
    name: 'view',
    entities: 5066,
    rate_from_first: 1,
    rate_from_previous: null,
    loss: null,
  },
  {
    step: 2,
    name: 'cart',
    entities: 118,
    rate_from_first: 118 / 5066,
    rate_from_previous: 118 / 5066,
    loss: 1 - 118 / 5066,
  },
  {
    step: 3,
    name: 'purchase',
    entities: 200,
    rate_from_first: 200 / 5066,
    rate_from_previous: 200 / 118,
    loss: null,
  },
];

export const hours: Row[] = Array.from({ length: 24 }, (_, hour) => ({
  hour,
  views: 100 + hour * 10,
  users: 20,
  purchases: hour,
  conversion: hour / (100 + hour * 10),
}));

export const week: Row[] = Array.from({ length: 168 }, (_, index) => ({
  weekday: Math.floor(index / 24) + 1,
  hour: index % 24,
  views: index,
  users: 1,
  purchases: 1,
  conversion: 0.1,
}));

export const ranks: Row[] = [40, 25, 15, 10, 5, 5].map((value, index) => ({
  rank: index + 1,
  id: index === 1 ? LONG_NAME : `c${index}`,
  value,
  share: value / 100,
  cumulative_share: [0.4, 0.65, 0.8, 0.9, 0.95, 1][index] ?? 1,
  head: index < 3,
}));

export const cohorts: Row[] = DAYS.flatMap((day, index) =>
  DAYS.slice(index).map((_, period) => ({
    cohort: day,
    period,
    users: 30 - period,
    size: 30,
    rate: (30 - period) / 30,
  })),
);

export const buyers: Row[] = ['champions', 'champions', 'loyal', 'at_risk', 'hibernating'].map(
  (segment, index) => ({
    user_id: index,
    recency: index,
    frequency: 5 - index,
    monetary: '100.00',
    r: 5,
    f: 5,
    m: 5,
    segment,
  }),
);

const table = (
  layer: TableStatus['layer'],
  name: string,
  dependencies: readonly string[],
  passed = true,
): TableStatus => ({
  layer,
  name,
  rows: 4321,
  bytes: 52_000,
  seconds: 0.4,
  dependencies,
  checks:
    layer === 'ods'
      ? []
      : [{ table: name, name: 'grain', passed, failures: passed ? 0 : 3, sql: 'select 0' }],
});

export const tables: readonly TableStatus[] = [
  table('ods', 'UserBehavior.csv', []),
  table('dwd', 'dwd', ['UserBehavior.csv']),
  table('dim', 'dim_item', ['dwd']),
  table('dws', 'dws_user_day', ['dwd']),
  table('dws', 'dws_order_day', ['dwd'], false),
];

export const report = {
  dataset: 'a',
  name: 'UserBehavior',
  source: 'taobao',
  storage: 'opfs',
  rows: { read: 4321, dwd: 4318, duplicates: 2, rejected: 1, blank: 0 },
  rejects: { out_of_window: 1 },
  flags: {},
  tables,
  files: [
    {
      name: 'UserBehavior.csv',
      size: 160_000,
      format: 'delimited',
      compression: 'none',
      encoding: 'utf-8',
    },
  ],
  seconds: 0.8,
  stages: {},
};

/** One cell of each kind, and each metric, with the result it draws. */
export const everyCell: readonly (readonly [string, Cell, CellResult | null])[] = [
  [
    'text',
    cell('text', {
      body: '# The shop\n\n{{overview.uv}} visitors.\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    }),
    result({ values: { 'overview.uv': '43' } }),
  ],
  [
    'date input',
    cell('input', { name: 'period', spec: { type: 'date-range', label: 'Period' } }),
    result({ min: '2017-11-25', max: '2017-12-03' }, [], null),
  ],
  [
    'multi-select',
    cell('input', { name: 'brand', spec: { type: 'multi-select', label: 'Brand' } }),
    result({ options: [{ value: LONG_NAME, count: 3 }] }, [], [LONG_NAME]),
  ],
  [
    'select',
    cell('input', {
      name: 'device',
      spec: { type: 'select', label: 'Device', options: ['phone', 'desktop'] },
    }),
    result({}, [], 'phone'),
  ],
  [
    'segmented',
    cell('input', {
      name: 'unit',
      spec: { type: 'segmented', label: 'Unit', options: ['day', 'week'] },
    }),
    result({}, [], 'day'),
  ],
  [
    'toggle',
    cell('input', { name: 'fresh', spec: { type: 'toggle', label: 'New only' } }),
    result({}, [], true),
  ],
  [
    'number',
    cell('input', { name: 'r', spec: { type: 'number', label: 'R', min: 0 } }),
    result({}, [], 4),
  ],
  [
    'unavailable',
    cell('input', { name: 'x', spec: { type: 'select', label: 'City' } }),
    result({ unavailable: 'This file has no cities' }, [], null),
  ],
  [
    'tile',
    cell('tile'),
    result({
      current: metric('overview', [
        { pv: 3925n, uv: 43, orders: 77, conversion_user: 0.53, gmv: '1234.5' },
      ]).detail,
      previous: metric('overview', [{ pv: 3600, uv: 50, orders: 77 }]).detail,
      daily,
    }),
  ],
  ['overview', cell('metric', { spec: { kind: 'overview' } }), metric('overview', daily)],
  [
    'funnel',
    cell('metric', { spec: { kind: 'funnel' } }),
    metric('funnel', funnelRows, { parameters: { mode: 'unordered', basis: 'session' } }),
  ],
  ['hourly', cell('metric', { spec: { kind: 'hourly' } }), metric('hourly', hours)],
  ['weekday', cell('metric', { spec: { kind: 'hourly' } }), metric('hourly', week)],
  [
    'pareto',
    cell('metric', { spec: { kind: 'pareto' } }),
    metric('pareto', ranks, { facts: { head_count: 3, entities: 6, gini: 0.4 } }),
  ],
  ['retention', cell('metric', { spec: { kind: 'retention' } }), metric('retention', cohorts)],
  ['rfm', cell('metric', { spec: { kind: 'rfm' } }), metric('rfm', buyers)],
  ['empty metric', cell('metric', { spec: { kind: 'funnel' } }), metric('funnel', [])],
  [
    'sql',
    cell('sql', { name: 'slow', body: "select brand, 1 as n from t where x = 'y'" }),
    result({}, ranks),
  ],
  [
    'chart',
    cell('chart', {
      spec: { from: 'ranks', mark: 'barX', x: 'value', y: 'id', sort: '-value', title: 'Values' },
    }),
    result(undefined, ranks),
  ],
  [
    'line chart',
    cell('chart', { spec: { from: 'daily', mark: 'line', x: 'day', y: 'pv', title: 'Views' } }),
    result(undefined, daily),
  ],
  ['table', cell('table', { name: 'rows' }), result(undefined, ranks)],
  ['lineage', cell('lineage'), result({ tables })],
  [
    'load report',
    cell('load-report'),
    {
      ...result(report),
      rows: [{ file: 'UserBehavior.csv', line: 7, reason: 'out_of_window', text: '1,2,3,pv,4' }],
    },
  ],
  ['unknown', cell('unknown', { fence: 'mermaid', body: 'graph TD' }), null],
  ['first run', cell('metric', { spec: { kind: 'rfm' } }), null],
];
