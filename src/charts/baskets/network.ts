import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { network as drawn } from '../marks/network.ts';
import type { MarkView } from '../marks/types.ts';
import type { Chart, ChartOptions, Figure, TwinColumn } from '../types.ts';
import { show } from '../values.ts';
import { isRules, leftOf, pickOf, rulesTwin, ruleTip } from './rules.ts';

const MOST = 60;

/** What a network of ties shows. */
interface Ties {
  readonly rows: readonly Row[];
  readonly source: (row: Row) => string;
  readonly target: (row: Row) => string;
  readonly value: string;
  readonly title: string;
  readonly tip: (row: Row) => string;
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
      pick: (row) => pickOf(row, 'consequent', options)?.(),
      columns: twin.columns,
    },
    options,
  );
  return made && { ...made, twin };
};
