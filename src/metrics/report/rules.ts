import type { Section } from './names.ts';

/** `act`: something to do; `watch`: something to keep an eye on; `note`: good to know. */
export type Severity = 'act' | 'watch' | 'note';

/** A finding of the report: what must hold of the figures (`figures.ts`), and how much of the business it is about. */
export interface Rule {
  readonly section: Section;
  /** Stable word; its sentence and advice are `report.<section>.<finding>` in the dictionary. */
  readonly finding: string;
  readonly severity: Severity;
  /** SQL over the figures; NULL does not hold. */
  readonly when: string;
  /** SQL of a share from 0 to 1 of the users, orders or events concerned: what is ranked within a severity. */
  readonly stake: string;
}

export const EMPTY = 'empty';

/** Every threshold of the report. Shares and changes are fractions: 0.2 is 20 %. */
export const LIMITS = {
  /** Fewer entities than this tell nothing of concentration. */
  entities: 5,
  /** Sales are concentrated where at most `headFew` of the entities make the Pareto threshold, spread where `headMany` or more do. */
  headFew: 0.2,
  headMany: 0.5,
  /** One entity with this share of the total is a dependence. */
  single: 0.3,
  /** A step that loses less than this is no bottleneck. */
  loss: 0.2,
  /** Views for one purchase from which looking is a search. */
  viewsPerPurchase: 40,
  /** Core customers carry the shop where they make this share of orders, and this many times their share of buyers. */
  coreOrders: 0.4,
  coreWeight: 1.5,
  /** Shares of the buyers from which a segment is worth a programme of its own. */
  promising: 0.3,
  lapsed: 0.3,
  winBack: 0.01,
  /** Who is to be won back bought this many times as often as all. */
  winBackFrequency: 1.2,
  /** Coming back on the next day: weak below, strong from. */
  returnWeak: 0.3,
  returnStrong: 0.6,
  /** A change of this size is one. */
  change: 0.05,
  /** Whole weekend days that must have been seen. */
  weekendDays: 1,
  /** A day this far above the median stands out. */
  peakDay: 0.3,
  /** Hours between the peaks of looking and of buying, and how much better the second converts. */
  hoursApart: 2,
  hourLift: 0.1,
  /** Fewer hours of the day than this tell nothing of peaks. */
  hours: 8,
} as const;

const L = LIMITS;
const VISITS = 'NOT coalesce(sells_only, false)';
const rule = (
  section: Section,
  finding: string,
  severity: Severity,
  when: string,
  stake: string,
): Rule => ({ section, finding, severity, when, stake });

/** Nothing was counted at all. */
function empty(section: Section, figure: string): Rule {
  return rule(section, EMPTY, 'note', `coalesce(${figure}, 0) = 0`, '0');
}

/** The rules of the report, section by section in the order of their sentences. */
export const RULES: readonly Rule[] = [
  empty('concentration', 'entities'),
  empty('bottleneck', 'coalesce(viewers, interested)'),
  empty('segments', 'segment_buyers'),
  empty('retention', 'cohorts'),
  empty('calendar', 'days'),
  empty('hours', 'coalesce(peak_views, peak_purchases)'),

  rule('concentration', 'too_few', 'note', `entities BETWEEN 1 AND ${L.entities - 1}`, '0'),
  rule(
    'concentration',
    'few',
    'watch',
    `entities >= ${L.entities} AND head_share <= ${L.headFew}`,
    'head_value_share',
  ),
  rule(
    'concentration',
    'some',
    'note',
    `entities >= ${L.entities} AND head_share > ${L.headFew} AND head_share < ${L.headMany}`,
    'head_value_share',
  ),
  rule(
    'concentration',
    'many',
    'note',
    `entities >= ${L.entities} AND head_share >= ${L.headMany}`,
    '1 - head_share',
  ),
  rule(
    'concentration',
    'single',
    'act',
    `entities >= ${L.entities} AND top_share >= ${L.single}`,
    'top_share',
  ),

  rule(
    'bottleneck',
    'interest',
    'act',
    `interest_loss >= ${L.loss} AND interest_loss > coalesce(payment_loss, 0)`,
    'interest_loss',
  ),
  rule(
    'bottleneck',
    'payment',
    'act',
    `viewers > 0 AND interested IS NOT NULL AND payment_loss >= ${L.loss} AND payment_loss >= coalesce(interest_loss, 0)`,
    'payment_loss',
  ),
  rule(
    'bottleneck',
    'direct',
    'act',
    `interested IS NULL AND payment_loss >= ${L.loss}`,
    'payment_loss',
  ),
  rule(
    'bottleneck',
    'unseen',
    'act',
    `viewers IS NULL AND interested > 0 AND payment_loss >= ${L.loss}`,
    'payment_loss',
  ),
  rule('bottleneck', 'skipped', 'watch', 'payment_gain > 0', '1'),
  rule(
    'bottleneck',
    'smooth',
    'note',
    `viewers > 0 AND payment_loss < ${L.loss} AND coalesce(interest_loss, 0) < ${L.loss}`,
    'funnel_rate',
  ),
  rule(
    'bottleneck',
    'searching',
    'watch',
    `views_per_purchase >= ${L.viewsPerPurchase}`,
    '1 - least(1, coalesce(funnel_rate, 0))',
  ),

  rule(
    'segments',
    'core',
    'watch',
    `core_vip_order_share >= ${L.coreOrders} AND core_vip_order_share >= ${L.coreWeight} * core_vip_user_share`,
    'core_vip_order_share',
  ),
  rule(
    'segments',
    'promising',
    'act',
    `mean_recency > 0 AND promising_new_user_share >= ${L.promising}`,
    'promising_new_user_share',
  ),
  rule(
    'segments',
    'win_back',
    'act',
    `win_back_user_share >= ${L.winBack} AND win_back_frequency >= ${L.winBackFrequency} * mean_frequency`,
    'win_back_order_share',
  ),
  rule('segments', 'lapsed', 'watch', `lapsed_user_share >= ${L.lapsed}`, 'lapsed_user_share'),

  rule('retention', 'short', 'note', 'cohorts > 0 AND d1 IS NULL', '0'),
  // Of data that know nobody but by a purchase, coming back is buying again.
  rule('retention', 'rebuy', 'note', 'sells_only AND d1 IS NOT NULL', 'd1'),
  rule('retention', 'weak', 'act', `${VISITS} AND d1 < ${L.returnWeak}`, '1 - d1'),
  rule(
    'retention',
    'fair',
    'watch',
    `${VISITS} AND d1 >= ${L.returnWeak} AND d1 < ${L.returnStrong}`,
    '1 - d1',
  ),
  rule('retention', 'strong', 'note', `${VISITS} AND d1 >= ${L.returnStrong}`, 'd1'),
  rule(
    'retention',
    'weekend_up',
    'note',
    `weekend_days >= ${L.weekendDays} AND weekend_lift >= ${L.change}`,
    'least(1, weekend_lift)',
  ),
  rule(
    'retention',
    'weekend_down',
    'watch',
    `weekend_days >= ${L.weekendDays} AND weekend_lift <= -${L.change}`,
    'least(1, -weekend_lift)',
  ),
  rule(
    'retention',
    'weekend_flat',
    'note',
    `weekend_days >= ${L.weekendDays} AND abs(weekend_lift) < ${L.change}`,
    '0',
  ),
  rule(
    'retention',
    'promotion_back',
    'note',
    `promotion_return_lift >= ${L.change}`,
    'least(1, promotion_return_lift)',
  ),

  rule(
    'calendar',
    'promotion_up',
    'note',
    `promotion_lift >= ${L.change}`,
    'least(1, promotion_lift)',
  ),
  rule('calendar', 'promotion_flat', 'act', `promotion_lift < ${L.change}`, '0.5'),
  rule(
    'calendar',
    'promotion_idle',
    'watch',
    `promotion_lift >= ${L.change} AND promotion_conversion_lift < 0`,
    'least(1, -promotion_conversion_lift)',
  ),
  rule(
    'calendar',
    'promotion_none',
    'note',
    `promotion_days = 0 AND coalesce(peak_lift, 0) < ${L.peakDay}`,
    '0',
  ),
  rule('calendar', 'peak', 'watch', `peak_lift >= ${L.peakDay}`, 'least(1, peak_lift)'),
  rule('calendar', 'cut', 'watch', 'last_day_cut', '1 / greatest(days, 1)'),

  rule(
    'hours',
    'short',
    'note',
    `coalesce(peak_views, peak_purchases) > 0 AND hours_seen < ${L.hours}`,
    '0',
  ),
  rule(
    'hours',
    'bought',
    'note',
    `peak_views IS NULL AND peak_purchases > 0 AND hours_seen >= ${L.hours}`,
    'peak_purchases_share',
  ),
  rule(
    'hours',
    'apart',
    'act',
    `hours_seen >= ${L.hours} AND hours_apart >= ${L.hoursApart} AND conversion_lift >= ${L.hourLift}`,
    'peak_views_share',
  ),
  rule(
    'hours',
    'together',
    'note',
    `hours_seen >= ${L.hours} AND hours_apart < ${L.hoursApart} AND peak_conversion > 0`,
    'peak_views_share',
  ),
  rule(
    'hours',
    'flat',
    'note',
    `hours_seen >= ${L.hours} AND hours_apart >= ${L.hoursApart} AND conversion_lift < ${L.hourLift}`,
    '0',
  ),
];

/** Most pressing first. */
export const SEVERITIES: readonly Severity[] = ['act', 'watch', 'note'];
