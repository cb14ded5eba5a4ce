import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../src/warehouse/ingest/arrange.ts';
import { itemDayBatch, itemLanes } from '../../../src/warehouse/ingest/item-days.ts';
import { dwsItemDay } from '../../../src/warehouse/tables/dws-item-day.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { rowsOf, type TestRow, testRow } from './ingest.rows.ts';
import { REES46 } from './native.ts';

const context: DatasetContext = {
  ...REES46,
  columns: ['event_time', 'event_type', 'user_id', 'item_id', 'price'],
  textual: [],
  eventTypes: ['view', 'fav', 'purchase'],
  sessions: 'gap',
};
const OFF = {
  duplicates: 'off',
  price_illegal: 'off',
  bot_session: 'off',
  out_of_window: 'off',
} as const;

/** Event types of the test's rows: view, fav and purchase. */
const TYPES = [0, 1, 4];

function naive(list: readonly TestRow[]) {
  const groups = new Map<string, TestRow[]>();
  for (const row of list) {
    const name = `${row.item} ${Math.floor(row.time / 86_400)}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups].map(([name, rows]) => {
    const bought = rows.filter(({ type }) => type === 4);
    const people = (some: readonly TestRow[]) =>
      new Set(some.flatMap(({ user }) => (user === null ? [] : [user]))).size;
    return [
      name,
      rows.length,
      rows.filter(({ type }) => type === 0).length,
      rows.filter(({ type }) => type === 1).length,
      bought.length,
      bought.reduce((sum, { price }) => sum + (price ?? 0), 0),
      people(rows),
      people(bought),
    ];
  });
}

describe('days of items, summed up without SQL', () => {
  it('are what grouping the rows gives', () => {
    fc.assert(
      fc.property(fc.array(testRow, { minLength: 1, maxLength: 200 }), (drawn) => {
        const list = drawn.map((row) => ({ ...row, type: TYPES[row.type] ?? 0 }));
        const bucket = arrange(rowsOf(list), {
          rules: OFF,
          textual: new Set(),
          sessions: 'gap',
          gapSeconds: 1800,
          reportTimezone: 'UTC',
          robots: null,
          sessionsBefore: 0,
        });
        const rows = { rows: list.length, lanes: itemLanes(bucket, context) };
        const { ipc } = itemDayBatch(rows, dwsItemDay.columns(context), new Set());
        const summed = tableFromIPC(ipc)
          .toArray()
          .map((row) => {
            const { item_key, day, gmv, ...rest } = row.toJSON();
            const money = new Int32Array((gmv as Uint32Array).buffer.slice(0))[
              (gmv as Uint32Array).byteOffset / 4
            ];
            const { views, favs, purchases, users, buyers } = rest;
            const events = views + favs + purchases;
            const name = `${item_key} ${Math.floor(Number(day) / 86_400_000)}`;
            return [name, events, views, favs, purchases, money, users, buyers];
          });
        const sorted = (some: readonly (readonly unknown[])[]) => some.map(String).sort();
        expect(sorted(summed)).toEqual(sorted(naive(list)));
      }),
    );
  });
});
