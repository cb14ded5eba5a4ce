import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKey, LOCALES, t } from '../../../../src/i18n/index.ts';
import { FIGURES } from '../../../../src/metrics/report/figures.ts';
import { findings } from '../../../../src/metrics/report/findings.ts';
import { SECTIONS, type Section } from '../../../../src/metrics/report/names.ts';
import { EMPTY, LIMITS, RULES } from '../../../../src/metrics/report/rules.ts';
import { sql } from '../../../../src/metrics/sql/fragment.ts';
import { databaseOf, type NativeDatabase } from '../database.ts';

type Figures = Readonly<Record<string, number | string | boolean>>;

/** For every rule, figures of its section for which it must hold and figures, just beside, for which it must not. */
const CASES: Readonly<Record<string, readonly [holds: Figures, not: Figures]>> = {
  'concentration.empty': [{ entities: 0 }, { entities: 1 }],
  'concentration.too_few': [{ entities: 4 }, { entities: 5 }],
  'concentration.few': [
    { entities: 689, head_share: 0.097, head_value_share: 0.8 },
    { entities: 689, head_share: 0.21, head_value_share: 0.8 },
  ],
  'concentration.some': [
    { entities: 20, head_share: 0.21 },
    { entities: 20, head_share: 0.5 },
  ],
  'concentration.many': [
    { entities: 20, head_share: 0.5 },
    { entities: 20, head_share: 0.49 },
  ],
  'concentration.single': [
    { entities: 20, head_share: 0.1, top_share: 0.3 },
    { entities: 20, head_share: 0.1, top_share: 0.29 },
  ],
  'bottleneck.empty': [{ viewers: 0 }, { viewers: 1 }],
  'bottleneck.interest': [
    { viewers: 100, interested: 50, interest_loss: 0.5, payment_loss: 0.4 },
    { viewers: 100, interested: 81, interest_loss: 0.19, payment_loss: 0.1 },
  ],
  'bottleneck.payment': [
    { viewers: 100, interested: 87, interest_loss: 0.13, payment_loss: 0.218 },
    { viewers: 100, interested: 50, interest_loss: 0.5, payment_loss: 0.4 },
  ],
  'bottleneck.direct': [
    { viewers: 100, paid: 10, payment_loss: 0.9 },
    { viewers: 100, interested: 20, paid: 10, interest_loss: 0.8, payment_loss: 0.5 },
  ],
  'bottleneck.unseen': [
    { interested: 50, paid: 20, payment_loss: 0.6 },
    { viewers: 100, interested: 50, paid: 20, interest_loss: 0.5, payment_loss: 0.6 },
  ],
  'bottleneck.skipped': [
    { viewers: 100, interested: 5, paid: 9, interest_loss: 0.95, payment_gain: 0.8 },
    { viewers: 100, interested: 9, paid: 9, interest_loss: 0.91, payment_loss: 0 },
  ],
  'bottleneck.smooth': [
    { viewers: 100, interested: 90, interest_loss: 0.1, payment_loss: 0.19, funnel_rate: 0.73 },
    { viewers: 100, interested: 90, interest_loss: 0.1, payment_loss: 0.2, funnel_rate: 0.72 },
  ],
  'bottleneck.searching': [
    { viewers: 10, views_per_purchase: 40 },
    { viewers: 10, views_per_purchase: 39 },
  ],
  'segments.empty': [{ segment_buyers: 0 }, { segment_buyers: 1 }],
  'segments.core': [
    { segment_buyers: 9, core_vip_user_share: 0.256, core_vip_order_share: 0.544 },
    { segment_buyers: 9, core_vip_user_share: 0.4, core_vip_order_share: 0.544 },
  ],
  'segments.promising': [
    { segment_buyers: 9, mean_recency: 3, promising_new_user_share: 0.515 },
    { segment_buyers: 9, mean_recency: 0, promising_new_user_share: 0.515 },
  ],
  'segments.win_back': [
    { segment_buyers: 9, win_back_user_share: 0.02, win_back_frequency: 5.4, mean_frequency: 3 },
    { segment_buyers: 9, win_back_user_share: 0.02, win_back_frequency: 3.4, mean_frequency: 3 },
  ],
  'segments.lapsed': [
    { segment_buyers: 9, lapsed_user_share: 0.3 },
    { segment_buyers: 9, lapsed_user_share: 0.29 },
  ],
  'retention.empty': [{ cohorts: 0 }, { cohorts: 1 }],
  'retention.short': [{ cohorts: 1 }, { cohorts: 1, d1: 0.5 }],
  'retention.rebuy': [
    { cohorts: 3, d1: 0.02, sells_only: true },
    { cohorts: 3, d1: 0.02, sells_only: false },
  ],
  'retention.weak': [
    { cohorts: 3, d1: 0.29 },
    { cohorts: 3, d1: 0.3 },
  ],
  'retention.fair': [
    { cohorts: 3, d1: 0.3 },
    { cohorts: 3, d1: 0.6 },
  ],
  'retention.strong': [
    { cohorts: 3, d1: 0.6 },
    { cohorts: 3, d1: 0.59 },
  ],
  'retention.weekend_up': [
    { cohorts: 3, d1: 0.5, weekend_days: 2, weekend_lift: 0.05 },
    { cohorts: 3, d1: 0.5, weekend_days: 2, weekend_lift: 0.04 },
  ],
  'retention.weekend_down': [
    { cohorts: 3, d1: 0.5, weekend_days: 2, weekend_lift: -0.05 },
    { cohorts: 3, d1: 0.5, weekend_days: 2, weekend_lift: 0.05 },
  ],
  'retention.weekend_flat': [
    { cohorts: 3, d1: 0.5, weekend_days: 2, weekend_lift: -0.04 },
    { cohorts: 3, d1: 0.5, weekend_days: 0, weekend_lift: 0 },
  ],
  'retention.promotion_back': [
    { cohorts: 3, d1: 0.5, promotion_return_lift: 0.06 },
    { cohorts: 3, d1: 0.5, promotion_return_lift: 0.01 },
  ],
  'calendar.empty': [{ days: 0 }, { days: 1 }],
  'calendar.promotion_up': [
    { days: 9, promotion_days: 2, promotion_lift: 0.3 },
    { days: 9, promotion_days: 2, promotion_lift: 0.04 },
  ],
  'calendar.promotion_flat': [
    { days: 9, promotion_days: 2, promotion_lift: -0.1 },
    { days: 9, promotion_days: 0 },
  ],
  'calendar.promotion_idle': [
    { days: 9, promotion_days: 2, promotion_lift: 0.3, promotion_conversion_lift: -0.1 },
    { days: 9, promotion_days: 2, promotion_lift: 0.3, promotion_conversion_lift: 0.1 },
  ],
  'calendar.promotion_none': [
    { days: 9, promotion_days: 0, peak_lift: 0.1 },
    { days: 9, promotion_days: 0, peak_lift: 0.3 },
  ],
  'calendar.peak': [
    { days: 9, promotion_days: 0, peak_day: '2017-12-02', peak_lift: 0.31 },
    { days: 9, promotion_days: 0, peak_day: '2017-12-02', peak_lift: 0.29 },
  ],
  'calendar.cut': [
    { days: 9, last_day_cut: true, last_day: '2017-12-03', last_day_hour: 10 },
    { days: 9, last_day_cut: false },
  ],
  'hours.empty': [{ peak_views: 0 }, { peak_views: 1 }],
  'hours.short': [
    { peak_views: 9, hours_seen: 3 },
    { peak_views: 9, hours_seen: 8 },
  ],
  'hours.bought': [
    { peak_purchases: 9, hours_seen: 10 },
    { peak_views: 9, peak_purchases: 9, hours_seen: 10 },
  ],
  'hours.apart': [
    { peak_views: 9, hours_seen: 24, hours_apart: 11, conversion_lift: 0.2, peak_conversion: 0.22 },
    { peak_views: 9, hours_seen: 24, hours_apart: 1, conversion_lift: 0.2, peak_conversion: 0.22 },
  ],
  'hours.together': [
    { peak_views: 9, hours_seen: 24, hours_apart: 1, conversion_lift: 0.2, peak_conversion: 0.22 },
    { peak_views: 9, hours_seen: 24, hours_apart: 1, peak_conversion: 0 },
  ],
  'hours.flat': [
    { peak_views: 9, hours_seen: 24, hours_apart: 5, conversion_lift: 0.09, peak_conversion: 0.22 },
    { peak_views: 9, hours_seen: 24, hours_apart: 5, conversion_lift: 0.1, peak_conversion: 0.22 },
  ],
};

const literal = (value: unknown) =>
  value === undefined ? 'NULL' : typeof value === 'string' ? `'${value}'` : String(value);

const oneRow = (section: Section, figures: Figures) =>
  sql`SELECT ${Object.keys(FIGURES[section])
    .map((name) => `${literal(figures[name])} AS ${name}`)
    .join(', ')}`;

let database: NativeDatabase;
let close: () => void;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  database = databaseOf(connection);
  close = () => {
    connection.closeSync();
    instance.closeSync();
  };
});
afterAll(() => close());

async function found(evidence: ReadonlyMap<Section, Figures>) {
  const rows = findings(
    new Map([...evidence].map(([section, figures]) => [section, oneRow(section, figures)])),
  );
  const table = await database.query(
    `SELECT section, finding, severity, CAST(rank AS DOUBLE) AS rank, stake FROM (${rows.sql})`,
    rows.parameters,
  );
  return table.toArray().map((row) => ({ ...row.toJSON() })) as {
    section: string;
    finding: string;
    severity: string;
    rank: number | null;
    stake: number;
  }[];
}

describe.each(RULES.map((rule) => [`${rule.section}.${rule.finding}`, rule] as const))(
  'the rule %s',
  (name, { section, finding }) => {
    const of = async (figures: Figures) =>
      (await found(new Map([[section, figures]])))
        .filter((row) => row.section === section)
        .map((row) => row.finding);

    it('holds for figures that it is meant for, and not for others', async () => {
      const [holds, not] = CASES[name] ?? [{}, {}];
      expect(Object.keys(FIGURES[section])).toEqual(
        expect.arrayContaining([...Object.keys(holds), ...Object.keys(not)]),
      );
      expect(await of(holds)).toContain(finding);
      expect(await of(not)).not.toContain(finding);
    });

    it('has a sentence in both languages that names figures of its section alone', () => {
      const words = finding === EMPTY ? 'report.empty' : `report.${name}`;
      expect(isKey(words), words).toBe(true);
      const known = [
        ...Object.keys(FIGURES[section]),
        'entity',
        'threshold',
        'mode',
        'later',
        'soon',
      ];
      for (const key of [words, `${words}.advice`]) {
        if (!isKey(key)) continue;
        for (const locale of LOCALES)
          for (const [, figure = ''] of t(key, {}, locale).matchAll(/\{(\w+)(?:\|[^}]*)?\}/g))
            expect(known, `${key} ${locale}`).toContain(figure);
      }
    });
  },
);

it('every rule was tried', () => {
  expect(Object.keys(CASES).sort()).toEqual(
    RULES.map(({ section, finding }) => `${section}.${finding}`).sort(),
  );
});

it('what acts on more of the business comes first, and what is only good to know last', async () => {
  const rows = await found(
    new Map<Section, Figures>([
      ['concentration', { entities: 689, head_share: 0.097, head_value_share: 0.8 }],
      ['bottleneck', { viewers: 100, interested: 87, interest_loss: 0.13, payment_loss: 0.218 }],
      ['segments', { segment_buyers: 9, mean_recency: 3, promising_new_user_share: 0.515 }],
      ['hours', { peak_views: 9, hours_seen: 24, hours_apart: 0, peak_conversion: 0.2 }],
    ]),
  );
  const ranked = rows
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => Number(a.rank) - Number(b.rank));
  expect(ranked.map(({ section, finding }) => `${section}.${finding}`)).toEqual([
    'segments.promising',
    'bottleneck.payment',
    'concentration.few',
    'hours.together',
  ]);
  expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  expect(rows.filter(({ section }) => section === 'retention')).toMatchObject([
    { finding: 'not_applicable', severity: 'none', rank: null },
  ]);
});

it('a section in which no rule holds says so', async () => {
  const rows = await found(
    new Map([['segments', { segment_buyers: 40, lapsed_user_share: LIMITS.lapsed / 2 }]]),
  );
  expect(rows.filter(({ section }) => section === 'segments')).toMatchObject([
    { finding: 'nothing', rank: null },
  ]);
  expect(rows.map(({ section }) => section)).toEqual([...SECTIONS]);
});
