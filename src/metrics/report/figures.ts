import type { ColumnType, PlanColumn } from '../types.ts';
import type { Section } from './names.ts';

/** How a figure is read and written. */
export type Unit =
  | 'count'
  | 'share'
  | 'lift'
  | 'decimal'
  | 'hour'
  | 'day'
  | 'days'
  | 'text'
  | 'flag';

/** Every figure of the evidence, by section. */
export const FIGURES: Readonly<Record<Section, Readonly<Record<string, Unit>>>> = {
  concentration: {
    entities: 'count',
    head_count: 'count',
    head_share: 'share',
    head_value_share: 'share',
    entity_total: 'count',
    gini: 'decimal',
    top_share: 'share',
    top_name: 'text',
  },
  bottleneck: {
    viewers: 'count',
    interested: 'count',
    paid: 'count',
    interest_loss: 'share',
    payment_loss: 'share',
    payment_gain: 'share',
    funnel_rate: 'share',
    views_per_user: 'decimal',
    buyer_share: 'share',
    views_per_purchase: 'decimal',
  },
  segments: {
    segment_buyers: 'count',
    mean_recency: 'decimal',
    mean_frequency: 'decimal',
    r_cut: 'decimal',
    f_cut: 'decimal',
    ...ofSegment('core_vip'),
    ...ofSegment('promising_new'),
    ...ofSegment('win_back'),
    ...ofSegment('lapsed'),
  },
  retention: {
    cohorts: 'count',
    sells_only: 'flag',
    d1: 'share',
    d3: 'share',
    d7: 'share',
    d14: 'share',
    d30: 'share',
    weekend_lift: 'lift',
    weekend_days: 'count',
    promotion_return_lift: 'lift',
  },
  calendar: {
    days: 'count',
    promotion_days: 'count',
    promotion_list: 'days',
    promotion_lift: 'lift',
    promotion_conversion_lift: 'lift',
    peak_day: 'day',
    peak_lift: 'lift',
    last_day: 'day',
    last_day_cut: 'flag',
    last_day_hour: 'hour',
    last_day_lift: 'lift',
  },
  hours: {
    hours_seen: 'count',
    peak_views_hour: 'hour',
    peak_views: 'count',
    peak_views_share: 'share',
    peak_purchases_hour: 'hour',
    peak_purchases: 'count',
    peak_purchases_share: 'share',
    conversion_at_views: 'share',
    peak_conversion_hour: 'hour',
    peak_conversion: 'share',
    hours_apart: 'count',
    conversion_lift: 'lift',
  },
};

function ofSegment(name: string): Readonly<Record<string, Unit>> {
  return {
    [`${name}_users`]: 'count',
    [`${name}_user_share`]: 'share',
    [`${name}_order_share`]: 'share',
    [`${name}_frequency`]: 'decimal',
  };
}

const TYPES: Readonly<Record<Unit, ColumnType>> = {
  count: 'count',
  share: 'number',
  lift: 'number',
  decimal: 'number',
  hour: 'count',
  day: 'day',
  days: 'text',
  text: 'text',
  flag: 'flag',
};

const SQL_TYPES: Readonly<Record<Unit, string>> = {
  count: 'BIGINT',
  share: 'DOUBLE',
  lift: 'DOUBLE',
  decimal: 'DOUBLE',
  hour: 'INTEGER',
  day: 'DATE',
  days: 'VARCHAR',
  text: 'VARCHAR',
  flag: 'BOOLEAN',
};

export const figureColumns = (section: Section): readonly PlanColumn[] =>
  Object.entries(FIGURES[section]).map(([name, unit]) => ({ name, type: TYPES[unit] }));

/** The section's figures as a select list over its evidence; without one they are all NULL. */
export const figureList = (section: Section, told: boolean): string =>
  Object.entries(FIGURES[section])
    .map(([name, unit]) => `CAST(${told ? name : 'NULL'} AS ${SQL_TYPES[unit]}) AS ${name}`)
    .join(', ');
