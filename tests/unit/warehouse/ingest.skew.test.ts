import { describe, expect, it } from 'vitest';
import { arrange } from '../../../src/warehouse/ingest/arrange.ts';
import type { Rows } from '../../../src/warehouse/ingest/bucket.ts';
import { localHours } from '../../../src/warehouse/ingest/days.ts';
import type { Lane } from '../../../src/warehouse/ingest/lanes.ts';
import { HourSums } from '../../../src/warehouse/ingest/layers/hours.ts';
import { summedOf } from '../../../src/warehouse/ingest/layers/layer.ts';
import { userDays } from '../../../src/warehouse/ingest/layers/user-days.ts';
import { users } from '../../../src/warehouse/ingest/layers/users.ts';
import { dwsUser } from '../../../src/warehouse/tables/dws-user.ts';
import { dwsUserDay } from '../../../src/warehouse/tables/dws-user-day.ts';
import { TAOBAO } from './native.ts';

const ROWS = 600_000;
const DAYS = 9;
const START = 1_511_539_200;
const RULES = {
  duplicates: 'reject',
  price_illegal: 'off',
  bot_session: 'flag',
  out_of_window: 'off',
} as const;

/** Rows by no order of time; `share` of them user 1's, who buys all the time, at few instants and of few items. */
function bucketOf(share: number): Rows {
  let state = 11;
  const draw = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const user = new Uint32Array(ROWS);
  const time = new Uint32Array(ROWS);
  const type = new Uint8Array(ROWS);
  const item = new Uint32Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    const big = draw(1000) < share * 1000;
    user[row] = big ? 1 : 2 + draw(20_000);
    // Every fourth second, so that many rows are at the same instant.
    time[row] = START + draw((DAYS * 86_400) / 4) * 4;
    type[row] = big ? 4 : draw(4);
    item[row] = draw(big ? 40 : 50_000);
  }
  const lanes = { user_id: user, time, type, item_id: item, category_id: item.map((i) => i % 50) };
  return { rows: ROWS, lanes };
}

function work(rows: Rows) {
  const textual = new Set<never>();
  const context = { ...TAOBAO, eventTypes: ['view', 'fav', 'cart', 'remove', 'purchase'] };
  const bucket = arrange(rows, {
    rules: RULES,
    textual,
    sessions: 'gap',
    gapSeconds: 1800,
    reportTimezone: 'Asia/Shanghai',
    robots: null,
    sessionsBefore: 0,
  });
  const options = { context, textual, sessionKey: (number: number) => number };
  const summed = summedOf(bucket, context);
  const hours = localHours(bucket.rows.lanes.time as Lane, 'Asia/Shanghai');
  const days = userDays(
    bucket,
    summed,
    hours,
    dwsUserDay.columns(context),
    new HourSums(),
    options,
  );
  const people = users(bucket, summed, dwsUser.columns(context), options);
  return { bucket, days, people };
}

describe('a user with a third of all rows', () => {
  it('is sorted and summed up exactly', {
    timeout: 120_000,
  }, () => {
    const rows = bucketOf(0.3);
    const skewed = work(rows);
    const distinct = new Set<string>();
    const of = new Set<number>();
    const { user_id: user, time, type, item_id: item } = rows.lanes;
    for (let row = 0; row < ROWS; row++) {
      of.add(user?.[row] ?? 0);
      distinct.add([user?.[row], time?.[row], type?.[row], item?.[row]].join());
    }
    expect(skewed.bucket.rows.rows).toBe(distinct.size);
    expect(skewed.bucket.duplicates).toBe(ROWS - distinct.size);
    expect(skewed.people.rows).toBe(of.size);
    const own = [...distinct].filter((row) => row.startsWith('1,'));
    expect(own.length).toBeGreaterThan(0.2 * ROWS);
    const flagged = skewed.bucket.flags.reduce((sum, flags) => sum + (flags & 4 ? 1 : 0), 0);
    // All of that user is one session, and a robot's.
    expect(flagged).toBe(own.length);
  });
});
