import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { scatter3d } from '../marks/scatter-3d.ts';
import type { Chart } from '../types.ts';
import { brief, columnLabel, kindOf, num, show } from '../values.ts';
import { flatCloud } from './flat.ts';
import { clusterLabel, listed } from './names.ts';
import { viewOf } from './view.ts';

/** A sample of the buyers as a cloud that turns, or flat where there is no money. Facts: `points`. */
export const clusterCloud: Chart = (_rows, facts, options) => {
  const { locale, currency } = options;
  const points = [...listed(facts, 'points')].sort((a, b) => num(a.cluster) - num(b.cluster));
  if (points.length === 0) return null;
  const notes = [
    ...(points.length < num(facts.buyers)
      ? [t('clusters.cloud.sample', { n: points.length, all: num(facts.buyers) }, locale)]
      : []),
  ];
  const axes = ['recency', 'frequency', ...(facts.monetary === true ? ['monetary'] : [])];
  const tip = (row: Row) =>
    [
      String(row.user_id),
      clusterLabel(row, locale),
      ...axes.map(
        (name) =>
          `${columnLabel(name, locale)}  ${show(row[name], kindOf(name, row[name]), locale, currency)}`,
      ),
    ].join('\n');
  const columns = ['user_id', ...axes, 'cluster'].map((name) => ({
    name,
    label: columnLabel(name, locale),
  }));
  const twin = {
    columns,
    rows: points.slice(0, 100).map((row) => ({ ...row, cluster: clusterLabel(row, locale) })),
  };
  const flat = () => flatCloud(points, tip, notes, twin, options);
  if (axes.length < 3) return flat();
  const rows = points.map((row) => ({
    ...row,
    ...Object.fromEntries(
      axes.map((name) => [`log_${name}`, Math.log1p(Math.max(0, num(row[name])))]),
    ),
  }));
  const axis = (name: string) => ({
    column: `log_${name}`,
    label: t('clusters.cloud.log', { name: columnLabel(name, locale) }, locale),
    kind: 'number' as const,
    tick: (value: number) =>
      brief(Math.expm1(value), kindOf(name, points[0]?.[name]), locale, currency),
  });
  const made = scatter3d(
    viewOf(
      rows,
      {
        x: axis('recency'),
        y: axis('monetary'),
        z: axis('frequency'),
        fill: {
          column: 'cluster',
          label: columnLabel('cluster', locale),
          text: (row) => clusterLabel(row, locale),
        },
      },
      options,
      { title: t('clusters.cloud.label', {}, locale), columns, pick: 'cluster', tip },
    ),
    options,
  );
  // Without a canvas nothing turns: then two axes that can be read are better than three that cannot.
  return made?.live ? { ...made, twin, notes } : flat();
};
