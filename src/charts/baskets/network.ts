import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { network as drawn } from '../marks/network.ts';
import type { MarkView } from '../marks/types.ts';
import type { Chart, ChartOptions, Figure, TwinColumn } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { isRules, leftOf, measure, pickOf, rulesTwin, ruleTip } from './rules.ts';

const MOST = 60;

/** What a network of ties shows. */
interface Ties {
  readonly rows: readonly Row[];
  readonly source: (row: Row) => string;
  readonly target: (row: Row) => string;
  readonly value: string;
  readonly title: string;
  readonly tip: (row: Row) => string;
  readonly member: NonNullable<MarkView['member']>;
  readonly pick: (row: Row) => void;
  readonly columns: readonly TwinColumn[];
}

/** A network over rows of ours, drawn as the declared ones are. */
export function tied(ties: Ties, options: ChartOptions): Figure | null {
  const view: MarkView = {
    rows: ties.rows,
    title: ties.title,
    height: null,
    options: {},
    legend: false,
    scales: {},
    column: (channel) => (channel === 'value' ? ties.value : channel),
    type: () => null,
    label: (channel) =>
      ties.columns.find(({ name }) => name === (channel === 'value' ? ties.value : channel))
        ?.label ?? '',
    text: (channel, row) =>
      channel === 'source'
        ? ties.source(row)
        : channel === 'target'
          ? ties.target(row)
          : show(row[ties.value], 'number', options.locale),
    kind: () => 'number',
    colour: () => null,
    tip: ties.tip,
    member: ties.member,
    pick: ties.pick,
    columns: ties.columns,
  };
  return drawn(view, options);
}

/** Rules as ties between what is in the basket and what goes with it. */
export const ruleNetwork: Chart = (rows, _facts, options) => {
  if (!isRules(rows)) return null;
  const first = rows.slice(0, MOST);
  const twin = rulesTwin(first, options);
  const made = tied(
    {
      rows: first,
      source: (row) => leftOf(row, options),
      target: (row) => String(row.consequent),
      value: 'lift',
      title: t('basket.chart.network', { n: first.length }, options.locale),
      tip: (row) => ruleTip(row, options),
      member: {
        size: (name, rows) => basketsWith(name, rows[0], options),
        tip: (name, rows) => sideTip(name, rows, options),
        pick: (name, rows) => pickSide(name, rows, options),
      },
      pick: (row) => pickOf(row, 'consequent', options)?.(),
      columns: twin.columns,
    },
    options,
  );
  return made && { ...made, twin };
};

/** How many baskets hold what a side of a rule names. */
function basketsWith(name: string, row: Row | undefined, options: ChartOptions): number {
  if (!row) return 0;
  return num(leftOf(row, options) === name ? row.antecedent_baskets : row.consequent_baskets) || 0;
}

/** The baskets that hold it, in how many of the rules it stands, and the best of them. */
function sideTip(name: string, rows: readonly Row[], options: ChartOptions): string {
  const { locale } = options;
  const [first] = rows;
  const baskets = basketsWith(name, first, options);
  const all = first ? num(first.baskets) / num(first.support) : Number.NaN;
  return [
    name,
    `${columnLabel('baskets', locale)}  ${show(baskets, 'integer', locale)} (${measure(baskets / all, 'support', options)})`,
    t(
      'basket.chart.in_rules',
      {
        n: rows.length,
        lift: measure(Math.max(...rows.map(({ lift }) => num(lift))), 'lift', options),
      },
      locale,
    ),
  ].join('\n');
}

/** Picks a name that is a single one, whichever side of a rule it stands on. */
function pickSide(name: string, rows: readonly Row[], options: ChartOptions): (() => void) | null {
  const right = rows.find(({ consequent }) => String(consequent) === name);
  if (right) return pickOf(right, 'consequent', options);
  const [left] = rows;
  const names = left?.antecedent_names;
  return left && Array.isArray(names) && names.length === 1
    ? pickOf(left, 'antecedent', options)
    : null;
}
