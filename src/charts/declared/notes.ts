import { t } from '../../i18n/index.ts';
import type { ChartOptions } from '../types.ts';
import { columnLabel } from '../values.ts';
import { typed } from './columns.ts';
import type { LayerPlan } from './plan.ts';
import type { Declared, LayerRows } from './types.ts';

/** What the reader is to know about the picture: which rows are not in it, and why. */
export function notesOf(
  chart: Declared,
  plans: readonly LayerPlan[],
  layers: readonly LayerRows[],
  { locale }: ChartOptions,
): string[] {
  const notes = new Set<string>();
  if (chart.caption) notes.add(chart.caption);
  layers.forEach(({ rows, total, thinned }, at) => {
    const plan = plans[at];
    if (!plan) return;
    const n = rows.length;
    if (thinned === 'sample') notes.add(t('declared.note.sample', { n, total }, locale));
    if (thinned === 'extremes') notes.add(t('declared.note.extremes', { n, total }, locale));
    if (thinned === 'first')
      notes.add(t('declared.note.first', { n: shownOf(layers[at], plan), total }, locale));
    const missing = missingIn(rows, plan);
    if (missing)
      notes.add(
        t(
          'declared.note.missing',
          {
            n: missing.n,
            columns: missing.columns
              .map((one) => columnLabel(one, locale))
              .join(t('charts.comma', {}, locale)),
          },
          locale,
        ),
      );
  });
  return [...notes];
}

/** Places along the axis that was cut off, else rows. */
function shownOf(layer: LayerRows | undefined, { bounds }: LayerPlan): number {
  const rows = layer?.rows ?? [];
  for (const channel of ['label', 'x', 'y'] as const) {
    const bound = bounds[channel];
    if (bound?.kind === 'column' && (bound.type === 'text' || bound.type === 'flag'))
      return new Set(rows.map((row) => row[bound.name])).size;
  }
  return rows.length;
}

/** Rows without a value on an axis of figures or of time: those have no place. */
function missingIn(
  rows: LayerRows['rows'],
  { bounds, layer }: LayerPlan,
): { readonly n: number; readonly columns: string[] } | null {
  if (layer.mark === 'line' || layer.mark === 'lineY') return null;
  const needed = (['x', 'y', 'x1', 'x2', 'y1', 'y2', 'z', 'value'] as const).flatMap((channel) => {
    const bound = bounds[channel];
    return bound?.kind === 'column' && bound.type !== 'text' && bound.type !== 'flag'
      ? [bound]
      : [];
  });
  const columns = new Set<string>();
  let n = 0;
  for (const row of rows) {
    const lacking = needed.filter(({ name, type }) => typed(row[name], type) === null);
    if (lacking.length === 0) continue;
    n++;
    for (const { source, name } of lacking) columns.add(source ?? name);
  }
  return n > 0 ? { n, columns: [...columns] } : null;
}
