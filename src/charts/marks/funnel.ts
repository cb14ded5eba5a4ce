import { t } from '../../i18n/index.ts';
import { figure } from '../frame.ts';
import { funnelBars } from '../funnel-bars.ts';
import { eventColour } from '../palette.ts';
import type { ChartOptions, Figure } from '../types.ts';
import { num } from '../values.ts';
import type { MarkView } from './types.ts';

/** Steps in the order of the rows, each bar against the first, with what was lost between two. */
export function funnelMark(view: MarkView, options: ChartOptions): Figure | null {
  const column = view.column('value') ?? '';
  const label = view.column('label') ?? '';
  const first = num(view.rows[0]?.[column]) || 0;
  let before = first;
  const steps = view.rows.map((row) => {
    const entities = num(row[column]) || 0;
    const step = {
      // Events keep their own word here, by which they have their colour.
      name: eventColour(options.theme, String(row[label]))
        ? String(row[label])
        : view.text('label', row),
      entities,
      fromFirst: first > 0 ? entities / first : 0,
      fromPrevious: before > 0 ? entities / before : 0,
      row,
    };
    before = entities;
    return step;
  });
  if (steps.length === 0) return null;
  const said =
    view.title ??
    t('declared.label', { y: view.label('value'), x: view.label('label') }, options.locale);
  const pick = options.onPick;
  const svg = funnelBars(steps, '', {
    ...options,
    ...(pick ? { onPick: (_column, _value, row) => view.pick(row) } : {}),
  });
  return figure(svg, said, { columns: view.columns, rows: view.rows });
}
