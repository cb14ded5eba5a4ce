import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RawParameters, Row } from '../../../../src/metrics/index.ts';
import { auditMetric, runMetric } from '../../../../src/metrics/index.ts';
import {
  type Native,
  native,
  REES46,
  rees46Events,
  sharedFile,
  TAOBAO,
  taobaoEvents,
} from '../../warehouse/native.ts';
import { databaseOf, type NativeDatabase } from '../database.ts';

vi.setConfig({ testTimeout: 120_000 });

const taobao = sharedFile('taobao/UserBehavior_first_users.csv');
const oracles = sharedFile('taobao/oracle.json');
const rees46 = sharedFile('rees46/2019-Oct_first17k.csv');

let warehouse: Native;
let database: NativeDatabase;

const run = async (raw: RawParameters = {}, kind = 'report') => {
  const result = await runMetric(database, kind, raw, warehouse.context);
  const audit = await auditMetric(database, kind, raw, warehouse.context);
  expect(audit, `${kind} ${JSON.stringify(raw)}: ${audit.detail}`).toMatchObject({ agrees: true });
  return result;
};
const evidence = (rows: readonly Row[], section: string) =>
  rows.find((row) => row.section === section)?.evidence as Record<string, number | string | null>;
const found = (rows: readonly Row[], section: string) =>
  rows.filter((row) => row.section === section).map((row) => row.finding);

describe.skipIf(taobao === null || oracles === null)(
  'the report on whole histories of Taobao',
  () => {
    let oracle: Record<string, never>;
    beforeAll(async () => {
      oracle = JSON.parse(readFileSync(oracles ?? '', 'utf8'))['UserBehavior_first_users.csv'];
      warehouse = await native(TAOBAO, taobaoEvents(taobao ?? ''));
      database = databaseOf(warehouse.connection);
    }, 60_000);
    afterAll(() => warehouse.close());

    it('has the figures that others computed', async () => {
      const { rows } = await run({ mode: 'unordered', promotions: ['2017-12-02', '2017-12-03'] });
      const { buy_categories, user_funnel_unordered, pv_per_user, buyer_share_uv } =
        oracle as unknown as {
          buy_categories: { n: number; needed_80pct: number };
          user_funnel_unordered: readonly number[];
          pv_per_user: number;
          buyer_share_uv: number;
        };
      expect(evidence(rows, 'concentration')).toMatchObject({
        entities: buy_categories.n,
        head_count: buy_categories.needed_80pct,
        head_share: buy_categories.needed_80pct / buy_categories.n,
      });
      const [viewers = 0, interested = 0, paid = 0] = user_funnel_unordered;
      const bottleneck = evidence(rows, 'bottleneck');
      expect(bottleneck).toMatchObject({ viewers, interested, paid });
      expect(bottleneck.payment_loss).toBeCloseTo(1 - paid / interested, 12);
      expect(bottleneck.views_per_user).toBeCloseTo(pv_per_user, 12);
      expect(bottleneck.buyer_share).toBeCloseTo(buyer_share_uv, 12);
    });

    it('has the figures of the kinds that it stands on', async () => {
      const { rows, definition } = await run({ hourly_basis: 'event' });
      const facts = async (kind: string, raw: RawParameters = {}) =>
        (await runMetric(database, kind, raw, warehouse.context)).definition.facts;
      const pareto = await facts('pareto');
      for (const name of ['entities', 'head_count', 'head_share', 'head_value_share', 'gini'])
        expect(evidence(rows, 'concentration')[name], name).toBe(pareto[name]);
      const retention = await facts('retention');
      for (const name of ['d1', 'd3', 'd7'])
        expect(evidence(rows, 'retention')[name], name).toBe(retention[name]);
      const hourly = await facts('hourly');
      for (const name of [
        'peak_views_hour',
        'peak_views',
        'peak_conversion_hour',
        'peak_conversion',
      ])
        expect(evidence(rows, 'hours')[name], name).toBe(hourly[name]);
      const funnel = await runMetric(database, 'funnel', {}, warehouse.context);
      expect(evidence(rows, 'bottleneck')).toMatchObject({
        viewers: funnel.rows[0]?.entities,
        interested: funnel.rows[1]?.entities,
        paid: funnel.rows[2]?.entities,
        payment_loss: funnel.rows[2]?.loss,
      });
      const { segments, r_cut, f_cut } = await facts('rfm', { model: 'threshold' });
      const own = evidence(rows, 'segments');
      expect(own).toMatchObject({ r_cut, f_cut });
      for (const segment of segments as readonly Row[]) {
        expect(own[`${segment.segment}_user_share`]).toBe(segment.user_share);
        expect(own[`${segment.segment}_order_share`]).toBe(segment.order_share);
        expect(own[`${segment.segment}_frequency`]).toBe(segment.mean_frequency);
      }
      expect(definition.facts.concentration).toMatchObject({ head_count: pareto.head_count });
    });

    it('names promotion days that are listed, and the day that stands out where none are', async () => {
      const days = ['2017-12-02', '2017-12-03'];
      const listed = await run({ promotions: days });
      expect(evidence(listed.rows, 'calendar')).toMatchObject({
        promotion_days: 2,
        promotion_list: days.join(','),
      });
      const daily = await runMetric(database, 'overview', { by: 'day' }, warehouse.context);
      const mean = (which: (day: string) => boolean) => {
        const own = daily.rows.filter((row) => which(String(row.day))).map((row) => Number(row.uv));
        return own.reduce((sum, one) => sum + one, 0) / own.length;
      };
      const lift = mean((day) => days.includes(day)) / mean((day) => !days.includes(day)) - 1;
      expect(evidence(listed.rows, 'calendar').promotion_lift).toBeCloseTo(lift, 12);
      const plain = await run();
      expect(evidence(plain.rows, 'calendar')).toMatchObject({ promotion_days: 0 });
      expect(found(plain.rows, 'calendar')).not.toContain('promotion_up');
    });

    it('standardises coming back on weekends by the age of each cohort', async () => {
      const { rows } = await run();
      const cells = (await runMetric(database, 'retention', {}, warehouse.context)).rows.filter(
        (row) => row.complete && Number(row.period) > 0,
      );
      const rates = new Map<unknown, number>();
      for (const { period } of cells) {
        const same = cells.filter((cell) => cell.period === period);
        const sum = (name: string) => same.reduce((all, cell) => all + Number(cell[name]), 0);
        rates.set(period, sum('users') / sum('size'));
      }
      const index = (weekend: boolean) => {
        let [seen, expected] = [0, 0];
        for (const cell of cells) {
          const day = new Date(
            Date.parse(`${cell.cohort}T00:00:00Z`) + Number(cell.period) * 864e5,
          );
          if ([0, 6].includes(day.getUTCDay()) !== weekend) continue;
          seen += Number(cell.users);
          expected += Number(cell.size) * (rates.get(cell.period) ?? 0);
        }
        return seen / expected;
      };
      expect(evidence(rows, 'retention').weekend_lift).toBeCloseTo(
        index(true) / index(false) - 1,
        10,
      );
    });

    it('says the same in both ways under a period and under filters', async () => {
      await run({ from: '2017-11-27', to: '2017-11-30' });
      await run({ filters: { event_type: ['view', 'purchase'] } });
      await run({ entity: 'item', mode: 'nested', r_threshold: 4, f_threshold: 'median' });
    });
  },
);

describe.skipIf(rees46 === null)('the report on the first hours of REES46', () => {
  beforeAll(async () => {
    warehouse = await native(REES46, rees46Events(rees46 ?? ''));
    database = databaseOf(warehouse.connection);
  }, 60_000);
  afterAll(() => warehouse.close());

  it('says that the only day is cut and that nobody can be seen to come back', async () => {
    const { rows } = await run({ entity: 'brand' });
    expect(found(rows, 'calendar')).toContain('cut');
    expect(found(rows, 'retention')).toEqual(['short']);
    expect(evidence(rows, 'calendar')).toMatchObject({ last_day: '2019-10-01', last_day_hour: 2 });
    expect(evidence(rows, 'concentration').top_name).toMatch(/^[a-z]/);
  });
});
