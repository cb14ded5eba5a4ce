import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure } from '../frame.ts';
import { categorical } from '../palette.ts';
import type { Chart, ChartOptions, Twin } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { barList } from './bar-list.ts';

const SHOWN = 15;
const TWIN_ROWS = 200;
export const RULE_COLUMNS = [
  'antecedent',
  'consequent',
  'baskets',
  'support',
  'confidence',
  'lift',
  'leverage',
  'conviction',
];

export const isRules = (rows: readonly Row[]) => rows[0] !== undefined && 'consequent' in rows[0];

/** The left side as people read it. */
export const leftOf = ({ antecedent }: Row, { locale }: ChartOptions): string =>
  antecedent ? String(antecedent) : t('basket.chart.any', {}, locale);

export const measure = (value: unknown, name: string, { locale }: ChartOptions): string =>
  name === 'support' || name === 'confidence'
    ? show(value, 'percent', locale)
    : show(value, 'number', locale);

/** A rule in three lines. */
export const ruleTip = (row: Row, options: ChartOptions): string =>
  t(
    'basket.chart.rule',
    {
      antecedent: leftOf(row, options),
      consequent: String(row.consequent),
      support: measure(row.support, 'support', options),
      confidence: measure(row.confidence, 'confidence', options),
      lift: measure(row.lift, 'lift', options),
      baskets: num(row.baskets),
    },
    options.locale,
  );

/** The column of events that a name of the rule stands in; null where the rules are of a table. */
export function columnOf({ parameters, context }: ChartOptions): string | null {
  if (!parameters || parameters.table) return null;
  if (parameters.by === 'brand') return 'brand';
  if (parameters.by === 'category')
    return context?.columns.includes('category_path') ? 'category_path' : 'category_id';
  return 'item_id';
}

/** Picks what the rule leads to. */
export function pickOf(row: Row, name: string, options: ChartOptions): (() => void) | null {
  const column = columnOf(options);
  const { onPick } = options;
  return column === null || !onPick ? null : () => onPick(column, row[name], row);
}

/** Rows as the reader sees them. */
export function rulesTwin(rows: readonly Row[], options: ChartOptions): Twin {
  return {
    columns: RULE_COLUMNS.map((name) => ({
      name,
      label:
        name === 'lift' ? t('basket.lift', {}, options.locale) : columnLabel(name, options.locale),
    })),
    rows: rows.slice(0, TWIN_ROWS).map((row) => ({
      ...row,
      antecedent: leftOf(row, options),
      support: measure(row.support, 'support', options),
      confidence: measure(row.confidence, 'confidence', options),
    })),
  };
}

/** The strongest rules, one a line. */
export const rules: Chart = (rows, facts, options) => {
  if (!isRules(rows)) return null;
  const { theme, locale } = options;
  const first = rows.slice(0, SHOWN);
  const total = typeof facts.rules === 'number' ? facts.rules : rows.length;
  const sort = String(options.parameters?.sort ?? 'lift');
  const { svg, marks } = barList(
    first.map((row) => ({
      row,
      name: `${leftOf(row, options)} → ${row.consequent}`,
      note: `${columnLabel('support', locale)} ${measure(row.support, 'support', options)} · ${columnLabel('confidence', locale)} ${measure(row.confidence, 'confidence', options)}`,
      value: num(row[sort]),
      figure:
        sort === 'lift'
          ? `× ${measure(row.lift, 'lift', options)}`
          : measure(row[sort], sort, options),
      tip: ruleTip(row, options),
      colour: categorical(theme, 0),
      pick: pickOf(row, 'consequent', options),
    })),
    options,
  );
  const label = t(
    'basket.chart.rules',
    { n: first.length, total, first: ruleTip(first[0] as Row, options).replaceAll('\n', ', ') },
    locale,
  );
  return {
    ...figure(svg, label, rulesTwin(rows, options)),
    marks,
    ...(total > first.length
      ? { notes: [t('basket.chart.first', { n: first.length, total }, locale)] }
      : {}),
  };
};

/** The most frequent (or most telling) itemsets, where those were asked for. */
export const itemsets: Chart = (rows, facts, options) => {
  if (rows[0] === undefined || !('itemset' in rows[0])) return null;
  const { theme, locale } = options;
  const first = rows.slice(0, SHOWN);
  const total =
    typeof facts.frequent_itemsets === 'number'
      ? Math.max(facts.frequent_itemsets, rows.length)
      : rows.length;
  const { svg, marks } = barList(
    first.map((row) => ({
      row,
      name: String(row.itemset),
      value: num(row.support),
      figure: `${measure(row.support, 'support', options)} · × ${measure(row.lift, 'lift', options)}`,
      tip: `${row.itemset}\n${columnLabel('baskets', locale)}  ${show(row.baskets, 'integer', locale)}`,
      colour: categorical(theme, 0),
      pick: num(row.items) === 1 ? pickOf(row, 'itemset', options) : null,
    })),
    options,
  );
  const label = t(
    'basket.chart.itemsets',
    { n: first.length, total, first: String(first[0]?.itemset), baskets: num(first[0]?.baskets) },
    locale,
  );
  const columns = ['itemset', 'items', 'baskets', 'support', 'lift'].map((name) => ({
    name,
    label: name === 'lift' ? t('basket.lift', {}, locale) : columnLabel(name, locale),
  }));
  return { ...figure(svg, label, { columns, rows: rows.slice(0, TWIN_ROWS) }), marks };
};
