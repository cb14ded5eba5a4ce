import { DuckDBInstance } from '@duckdb/node-api';
import { type Table, tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { Dictionary } from '../../../src/sources/read/index.ts';
import { EVENT_TYPES } from '../../../src/sources/types.ts';
import { arrange } from '../../../src/warehouse/ingest/arrange.ts';
import type { Rows } from '../../../src/warehouse/ingest/bucket.ts';
import { localHours } from '../../../src/warehouse/ingest/days.ts';
import type { Lane, Lanes } from '../../../src/warehouse/ingest/lanes.ts';
import { Dim } from '../../../src/warehouse/ingest/layers/dims.ts';
import { EntityDays, type EntityTable } from '../../../src/warehouse/ingest/layers/entity-days.ts';
import { HourSums } from '../../../src/warehouse/ingest/layers/hours.ts';
import { type LayerOptions, summedOf } from '../../../src/warehouse/ingest/layers/layer.ts';
import {
  sessionBatch,
  sessionOrder,
  spanBatch,
} from '../../../src/warehouse/ingest/layers/session-rows.ts';
import { userDays } from '../../../src/warehouse/ingest/layers/user-days.ts';
import { users } from '../../../src/warehouse/ingest/layers/users.ts';
import { dimCategory } from '../../../src/warehouse/tables/dim-category.ts';
import { dimItem } from '../../../src/warehouse/tables/dim-item.ts';
import { dwd } from '../../../src/warehouse/tables/dwd.ts';
import { dwsBrandDay } from '../../../src/warehouse/tables/dws-brand-day.ts';
import { dwsCategoryDay } from '../../../src/warehouse/tables/dws-category-day.ts';
import { dwsHour } from '../../../src/warehouse/tables/dws-hour.ts';
import { dwsOrderDay } from '../../../src/warehouse/tables/dws-order-day.ts';
import { dwsPathDay } from '../../../src/warehouse/tables/dws-path-day.ts';
import { dwsSession } from '../../../src/warehouse/tables/dws-session.ts';
import { dwsSessionSpan } from '../../../src/warehouse/tables/dws-session-span.ts';
import { dwsUser } from '../../../src/warehouse/tables/dws-user.ts';
import { dwsUserDay } from '../../../src/warehouse/tables/dws-user-day.ts';
import { emptyTable } from '../../../src/warehouse/tables/index.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { REES46 } from './native.ts';

const RULES = {
  duplicates: 'off',
  price_illegal: 'off',
  bot_session: 'off',
  out_of_window: 'off',
} as const;
const PATHS = ['', 'a.b', 'a.c'];
const BRANDS = ['', 'acme', 'bolt', 'cord'];
/** 2024-11-02 12:00 UTC; New York's clocks go back in the night after. */
const START = 1_730_548_800;

const shared: DatasetContext = {
  ...REES46,
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'category_id', 'brand', 'price'],
  textual: [],
  from: '2024-11-02',
  to: '2024-11-06',
  dataTimezone: 'UTC',
  reportTimezone: 'America/New_York',
  eventTypes: ['view', 'cart', 'purchase', 'refund'],
};

const CASES: Record<string, DatasetContext> = {
  'sessions by pauses': { ...shared, sessions: 'gap', orders: 'session' },
  'sessions with their ends': { ...shared, sessions: 'gap', orders: 'session', lengths: false },
  'sessions of the source': {
    ...shared,
    columns: [...shared.columns, 'session_id', 'quantity', 'category_path'],
    textual: ['session_id'],
    sessions: 'source',
    orders: 'session',
  },
  'orders of the source': {
    ...shared,
    columns: [...shared.columns, 'order_id', 'quantity', 'amount'],
    sessions: 'day',
    orders: 'order_id',
  },
};

/** Few users, sessions and days, so that everything meets everything. */
function rowsOf(count: number, draw: () => number): Rows {
  const pick = (most: number) => Math.floor(draw() * most);
  const rows = Array.from({ length: count }, () => pick(1e9));
  const ids = (value: () => number) => Uint32Array.from(rows, value);
  const decimals = (some: readonly number[]) =>
    Float64Array.from(rows, () => some[pick(some.length)] ?? 0);
  const lanes: Lanes = {
    time: ids(() => START + pick(4 * 86_400)),
    type: Uint8Array.from(rows, () => [0, 0, 2, 4, 5][pick(5)] ?? 0),
    user_id: ids(() => 1 + pick(6)),
    'user_id.high': Int32Array.from(rows, () => pick(2)),
    item_id: ids(() => 1 + pick(4)),
    category_id: ids(() => 1 + pick(3)),
    'category_id.valid': Uint8Array.from(rows, () => (pick(8) === 0 ? 0 : 1)),
    brand: ids(() => pick(4)),
    category_path: ids(() => pick(3)),
    price: decimals([12_500, 99, Number.NaN, 333_333]),
    quantity: decimals([10_000, 15_000, Number.NaN]),
    amount: decimals([70_000, Number.NaN]),
    session_id: ids(() => pick(40)),
    order_id: ids(() => 1 + pick(9)),
    'order_id.valid': Uint8Array.from(rows, () => pick(2)),
  };
  return { rows: count, lanes };
}

function onlyColumns({ rows, lanes }: Rows, { columns }: DatasetContext): Rows {
  const known = new Set<string>(['time', 'type', ...columns]);
  const kept = Object.entries(lanes).filter(([name]) => known.has(name.split('.')[0] ?? ''));
  return { rows, lanes: Object.fromEntries(kept) };
}

/** DWD's rows as SQL, in their order. */
function values(bucket: ReturnType<typeof arrange>, context: DatasetContext): string {
  const { lanes, rows } = bucket.rows;
  const key = (id: string, row: number) => {
    const low = lanes[id]?.[row];
    if (low === undefined || lanes[`${id}.valid`]?.[row] === 0) return 'NULL';
    return context.textual.some((name) => name === id) && low === 0
      ? 'NULL'
      : `${(lanes[`${id}.high`]?.[row] ?? 0) * 2 ** 32 + low}`;
  };
  const decimal = (lane: Lane | undefined, row: number) => {
    const value = lane?.[row] ?? Number.NaN;
    return Number.isNaN(value) ? 'NULL' : `${value}::DECIMAL(18,4) / 10000`;
  };
  return Array.from({ length: rows }, (_, row) => {
    const own = dwd.columns(context).map(({ name }) => {
      if (name === 'event_time') return `make_timestamp(${lanes.time?.[row]}::BIGINT * 1000000)`;
      if (name === 'event_type') return `'${EVENT_TYPES[lanes.type?.[row] ?? 0]}'`;
      if (name === 'flags') return '0';
      if (name === 'session_key' && bucket.sessions) return `${bucket.sessions[row]}`;
      if (name === 'brand' || name === 'category_path') {
        const text = (name === 'brand' ? BRANDS : PATHS)[lanes[name]?.[row] ?? 0];
        return text ? `'${text}'` : 'NULL';
      }
      return name.endsWith('_key')
        ? key(name.replace('_key', '_id'), row)
        : decimal(lanes[name], row);
    });
    return `(${own.join(', ')})`;
  }).join(',\n');
}

/** Rows of an Arrow stream as texts: dates as days, instants as seconds, decimals × 10,000. */
function texts(table: Table, names: readonly string[]): string[] {
  const columns = names.map((name) => table.getChild(name));
  return Array.from({ length: table.numRows }, (_, row) =>
    columns
      .map((column, index) => {
        const value = column?.get(row);
        if (value instanceof Uint32Array) return new BigInt64Array(value.slice(0, 2).buffer)[0];
        if (names[index]?.match(/_(at|time)$/)) return Number(value) / 1000;
        return names[index]?.endsWith('day') && value !== null ? Number(value) / 86_400_000 : value;
      })
      .join(' '),
  ).sort();
}

describe.each(Object.entries(CASES))('layers of whole users, %s', (_, context) => {
  it('are to the row what their SQL makes of the events', { timeout: 60_000 }, async () => {
    let state = 7;
    const draw = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const options: LayerOptions = {
      context,
      textual: new Set(context.textual),
      sessionKey: (number) => number,
    };
    const bucket = arrange(onlyColumns(rowsOf(1500, draw), context), {
      rules: RULES,
      textual: options.textual,
      sessions: context.sessions,
      gapSeconds: 1800,
      reportTimezone: context.reportTimezone,
      robots: null,
      sessionsBefore: 0,
    });
    await connection.run('CREATE SCHEMA p0');
    await connection.run(emptyTable(dwd, context, 'p0'));
    await connection.run(`INSERT INTO p0.dwd VALUES ${values(bucket, context)}`);

    const summed = summedOf(bucket, context);
    const hours = localHours(bucket.rows.lanes.time as Lane, context.reportTimezone);
    const perHour = new HourSums();
    perHour.add(summed, hours);
    const days = dwsUserDay.columns(context);
    const order = sessionOrder(bucket, options);
    if (!order) throw new Error('sessions have no keys');
    const brands = new Dictionary();
    for (const brand of BRANDS.slice(1)) brands.internText(brand);
    const entity = (table: EntityTable) => {
      const sums = new EntityDays(table, options.textual);
      sums.add(bucket, summed);
      return sums;
    };
    const butOrders = ({ columns }: typeof dwsBrandDay) =>
      columns(context).filter(({ name }) => name !== 'orders');
    const dim = (table: 'dim_item' | 'dim_category', { columns }: typeof dimItem) => {
      const gathered = Dim.of(table, context, options.textual);
      gathered?.add(bucket);
      return gathered?.batch(columns(context), { brand: brands, category_path: paths }) ?? null;
    };
    const paths = new Dictionary();
    for (const path of PATHS.slice(1)) paths.internText(path);
    const made = [
      [dwsOrderDay, null],
      [dwsUserDay, userDays(bucket, summed, hours, days, perHour, options)],
      [dwsUser, users(bucket, summed, dwsUser.columns(context), options)],
      [dwsSession, sessionBatch(bucket, order, summed, dwsSession.columns(context), options)],
      [dwsSessionSpan, spanBatch(bucket, order, summed, dwsSessionSpan.columns(context), options)],
      [dwsHour, perHour.batch(dwsHour.columns(context))],
      [dwsCategoryDay, entity('dws_category_day').batch(butOrders(dwsCategoryDay), {})],
      [dwsBrandDay, entity('dws_brand_day').batch(butOrders(dwsBrandDay), { brand: brands })],
      ...(dwsPathDay.applies(context)
        ? [
            [
              dwsPathDay,
              entity('dws_path_day').batch(dwsPathDay.columns(context), { category_path: paths }),
            ] as const,
          ]
        : []),
      [dimItem, dim('dim_item', dimItem)],
      [dimCategory, dim('dim_category', dimCategory)],
    ] as const;
    for (const [table, batch] of made) {
      await connection.run(`CREATE TABLE p0.${table.name} AS ${table.sql?.(context, 'p0')}`);
      if (!batch) continue;
      const own = tableFromIPC(batch.ipc);
      const names = own.schema.fields.map(({ name }) => name);
      const sql = table.columns(context).flatMap(({ name, type }) => {
        if (!names.includes(name)) return [];
        if (name.match(/_(at|time)$/)) return [`epoch(${name}::TIMESTAMP)::BIGINT`];
        if (name.endsWith('day')) return [`${name} - DATE '1970-01-01'`];
        return [type.startsWith('DECIMAL') ? `(${name} * 10000)::BIGINT` : name];
      });
      const reader = await connection.runAndReadAll(
        `SELECT ${sql.join(', ')} FROM p0.${table.name}`,
      );
      const expected = reader.getRows().map((row) => row.join(' '));
      expect(texts(own, names), table.name).toEqual(expected.sort());
      const empty = table === dwsSessionSpan && context.sessions === 'day';
      expect(expected.length > 2, table.name).toBe(!empty);
    }
    connection.closeSync();
    instance.closeSync();
  });
});
