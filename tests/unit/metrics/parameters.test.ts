import { afterEach, describe, expect, it } from 'vitest';
import { isKey, locale, t } from '../../../src/i18n/index.ts';
import { METRICS, metricOf, previousPeriod, shownSql } from '../../../src/metrics/index.ts';
import { narrowed } from '../../../src/metrics/sql/narrowed.ts';
import { REES46, TAOBAO } from '../warehouse/native.ts';

const refusal = (kind: string, raw: Record<string, unknown>, context = REES46) => {
  try {
    metricOf(kind).parameters(raw, context);
  } catch (error) {
    return error;
  }
  return null;
};

afterEach(() => {
  locale.value = 'en';
});

describe('parameters of metrics', () => {
  it.each([
    ['funnel', { mode: 'sideways' }, 'mode'],
    ['funnel', { steps: ['view'] }, 'steps'],
    ['funnel', { steps: ['view', 'buy'] }, 'steps'],
    ['funnel', { window_seconds: -1 }, 'window_seconds'],
    ['funnel', { exclude: ['view'] }, 'exclude'],
    ['funnel', { wnidow_seconds: 60 }, 'wnidow_seconds'],
    ['overview', { from: '2019-02-30' }, 'from'],
    ['overview', { from: '2019-10-02', to: '2019-10-01' }, 'from'],
    ['overview', { filters: { colour: ['red'] } }, 'filters'],
    ['overview', { filters: { device: ['phone'] } }, 'filters.device'],
    ['pareto', { threshold: 80 }, 'threshold'],
    ['retention', { mode: 'bracket', ranges: [[3, 1]] }, 'ranges'],
    ['retention', { day: '24h', unit: 'month' }, 'day'],
    ['rfm', { r_threshold: 'mode' }, 'r_threshold'],
  ])('refuses %s %o, and names what', (kind, raw, name) => {
    expect(refusal(kind, raw)).toMatchObject({ code: 'metric-parameter', parameters: { name } });
  });

  it('refuses an identifier that is not one', () => {
    const { parameters, plan } = metricOf('overview');
    expect(() => plan(parameters({ filters: { user_id: ['1; drop'] } }, REES46), REES46)).toThrow(
      expect.objectContaining({ code: 'metric-parameter' }),
    );
  });

  it.each([
    ['category', REES46.columns],
    ['item', ['user_id', 'item_id', 'brand']],
    ['brand', ['user_id', 'brand']],
  ] as const)('ranks by %s where nobody says by what', (entity, columns) => {
    const { parameters, plan } = metricOf('pareto');
    const context = { ...REES46, columns: [...columns] };
    for (const raw of [{}, { entity: 'auto' }]) {
      expect(parameters(raw, context)).toMatchObject({ entity });
      expect(plan(parameters(raw, context), context).known).toMatchObject({ entity });
    }
  });

  it('ranks no users in the place of goods', () => {
    const context = { ...REES46, columns: ['event_time', 'user_id', 'amount'] as const };
    expect(refusal('pareto', {}, context)).toMatchObject({
      code: 'metric-not-applicable',
      parameters: { reason: t('metrics.lacks.goods') },
    });
    expect(refusal('pareto', { entity: 'user' }, context)).toBeNull();
  });

  it('says of purchases alone that nothing comes before them', () => {
    const reason = (eventTypes: string[]) =>
      refusal('funnel', {}, { ...TAOBAO, eventTypes }) as { parameters: { reason: string } };
    expect(reason(['purchase', 'refund']).parameters.reason).toBe(t('metrics.lacks.earlier_step'));
    expect(reason(['view']).parameters.reason).toBe(t('metrics.lacks.steps'));
  });

  it('names the column that the data lack, in the reader’s words', () => {
    const reason = (kind: string, raw: Record<string, unknown>, context = TAOBAO) =>
      (refusal(kind, raw, context) as { parameters: { reason: string } }).parameters.reason;
    expect(reason('pareto', { entity: 'brand' })).toBe('it has no column for brand.');
    expect(reason('paths', { nodes: 'category' }, { ...TAOBAO, columns: ['user_id'] })).toBe(
      'it has no column for category.',
    );
    locale.value = 'zh-CN';
    expect(reason('funnel', { by: 'device' })).toBe('数据中没有“设备”字段。');
  });

  it('says what the data lack', () => {
    const dates = { ...TAOBAO, grain: 'day' as const };
    for (const [kind, raw, context] of [
      ['pareto', { measure: 'gmv' }, TAOBAO],
      ['pareto', { entity: 'brand' }, TAOBAO],
      ['hourly', {}, dates],
      ['retention', { day: '24h' }, dates],
      ['funnel', { by: 'device' }, TAOBAO],
      ['funnel', {}, { ...TAOBAO, eventTypes: ['purchase'] }],
      ['rfm', {}, { ...TAOBAO, eventTypes: ['view'] }],
    ] as const)
      expect(refusal(kind, raw, context), kind).toMatchObject({ code: 'metric-not-applicable' });
  });

  it('knows no other kind', () => {
    expect(() => metricOf('horoscope')).toThrow(
      expect.objectContaining({ code: 'metric-unknown' }),
    );
  });

  it('takes a word where a list of one is meant, and no value as none', () => {
    const read = metricOf('funnel').parameters(
      {
        steps: ['view', ['purchase', 'cart']],
        exclude: 'remove',
        window_seconds: null,
        filters: {},
      },
      REES46,
    );
    expect(read).toMatchObject({
      steps: [['view'], ['cart', 'purchase']],
      exclude: ['remove'],
      window_seconds: null,
      mode: 'ordered',
    });
  });

  it('goes from view over favourite or cart to purchase in the Taobao family alone', () => {
    const steps = (context: typeof TAOBAO) =>
      (metricOf('funnel').parameters({}, context) as { steps: unknown }).steps;
    expect(steps(TAOBAO)).toEqual([['view'], ['fav', 'cart'], ['purchase']]);
    expect(steps(REES46)).toEqual([['view'], ['cart'], ['purchase']]);
  });

  it('offers a form with a label for every parameter and choice', () => {
    for (const metric of METRICS)
      for (const { label, choices = [] } of metric.schema)
        for (const key of [label, ...choices.map((choice) => choice.label)])
          expect(isKey(key), `${metric.kind}: ${key}`).toBe(true);
  });
});

describe('the period before', () => {
  it('has the same length and ends the day before', () => {
    expect(previousPeriod({ from: '2017-11-29', to: '2017-12-01' }, TAOBAO)).toEqual({
      from: '2017-11-26',
      to: '2017-11-28',
    });
    expect(previousPeriod({ from: '2017-12-03' }, TAOBAO)).toEqual({
      from: '2017-12-02',
      to: '2017-12-02',
    });
  });

  it('is none where the data do not reach back', () => {
    expect(previousPeriod({}, TAOBAO)).toBeNull();
    expect(previousPeriod({ from: '2017-11-27', to: '2017-12-03' }, TAOBAO)).toBeNull();
  });
});

describe('definitions', () => {
  const asked = [
    ['overview', { by: 'day', filters: { brand: ['apple', null] } }],
    [
      'funnel',
      { mode: 'strict', window_seconds: 7200, exclude: 'remove', hold: 'item', by: 'brand' },
    ],
    ['funnel', { mode: 'nested', window_seconds: 60, exclude: ['remove'], by: 'hour' }],
    ['funnel', { basis: 'session', by: 'new_returning', entry: 'first' }],
    ['hourly', { by: 'weekday', basis: 'session' }],
    ['pareto', { entity: 'brand', measure: 'gmv' }],
    ['retention', { unit: 'week', mode: 'bracket', cohort: 'purchase' }],
    ['rfm', { model: 'threshold', scoring: 'ntile', r_threshold: 4, f_threshold: 'median' }],
    ['rfm', { model: 'classes5', frequency: 'rows' }],
  ] as const;

  it.each(asked)('of %s %o are whole sentences in both languages', (kind, raw) => {
    for (const language of ['en', 'zh-CN'] as const) {
      locale.value = language;
      for (const context of [REES46, ...(kind === 'rfm' ? [TAOBAO] : [])]) {
        const metric = metricOf(kind);
        const { title, text } = metric.define(metric.parameters(raw, context), context, {});
        for (const sentence of [title, text]) {
          expect(sentence).not.toMatch(/\{\w|metrics\.|undefined|NaN|null/);
          expect(/[\u4e00-\u9fff]/.test(sentence), sentence).toBe(language === 'zh-CN');
        }
        expect(text).toMatch(/[.。]$/);
      }
    }
  });

  it('print the mode of a funnel always', () => {
    const funnel = metricOf('funnel');
    for (const mode of ['unordered', 'nested', 'ordered', 'strict'] as const) {
      const { title, text } = funnel.define(funnel.parameters({ mode }, REES46), REES46, {});
      expect(title).toContain(t(`metrics.funnel.mode.${mode}`));
      expect(text).toContain(`Mode ${mode}`);
    }
  });

  it('come with SQL that holds the values', () => {
    const overview = metricOf('overview');
    const filters = { brand: ["l'oreal"], user_id: [541312140] };
    const raw = { from: '2019-10-01', filters };
    const plan = overview.plan(overview.parameters(raw, REES46), REES46);
    const events = narrowed(filters, REES46);
    expect(plan.query.sql + events.direct.sql).not.toContain('oreal');
    expect(events.direct.parameters).toContain("l'oreal");
    expect(shownSql(plan, events)).toContain("'l''oreal'");
    expect(shownSql(plan, events)).not.toContain('?');
  });
});
