import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { radar } from '../marks/radar.ts';
import type { Chart } from '../types.ts';
import { columnLabel, kindOf, num, show } from '../values.ts';
import { clusterLabel, listed } from './names.ts';
import { viewOf } from './view.ts';

/** Means of the clusters, each spoke from the worst to the best cluster. Facts: `clusters`. */
export const clusterRadar: Chart = (_rows, facts, options) => {
  const clusters = listed(facts, 'clusters');
  // One cluster is at the rim and at the centre of every spoke.
  if (clusters.length < 2) return null;
  const { locale, currency } = options;
  const money = clusters.some((row) => row.mean_monetary !== undefined);
  const axes = [
    { scaled: 'r_scaled', mean: 'mean_recency', label: t('clusters.radar.recency', {}, locale) },
    {
      scaled: 'f_scaled',
      mean: 'mean_frequency',
      label: t('clusters.radar.frequency', {}, locale),
    },
    money
      ? {
          scaled: 'm_scaled',
          mean: 'mean_monetary',
          label: t('clusters.radar.monetary', {}, locale),
        }
      : {
          scaled: 'value_score',
          mean: 'value_score',
          label: t('clusters.radar.value', {}, locale),
        },
  ];
  const rows: Row[] = clusters.flatMap((row) =>
    axes.map(({ scaled, mean, label }) => ({
      ...row,
      spoke: label,
      scaled: num(row[scaled]),
      mean: row[mean],
      kind: kindOf(mean, row[mean]),
    })),
  );
  const written = (row: Row) => show(row.mean, row.kind as 'number', locale, currency);
  const tip = (row: Row) => `${clusterLabel(row, locale)}\n${String(row.spoke)}  ${written(row)}`;
  const view = viewOf(
    rows,
    {
      label: { column: 'spoke', label: '' },
      value: { column: 'scaled', label: t('clusters.radar.label', {}, locale), kind: 'percent' },
      series: {
        column: 'cluster',
        label: columnLabel('cluster', locale),
        text: (row) => clusterLabel(row, locale),
      },
    },
    options,
    {
      title: t('clusters.radar.label', {}, locale),
      columns: [],
      pick: 'cluster',
      tip,
      height: 330,
    },
  );
  // What is drawn is scaled from the worst cluster to the best: the tip has the figure itself.
  const made = radar({ ...view, own: tip }, options);
  return (
    made && {
      ...made,
      twin: {
        columns: ['cluster', ...axes.map(({ mean }) => mean)].map((name) => ({
          name,
          label: columnLabel(name, locale),
        })),
        rows: clusters.map((row) => ({ ...row, cluster: clusterLabel(row, locale) })),
      },
      notes: [t('clusters.radar.note', {}, locale)],
    }
  );
};
