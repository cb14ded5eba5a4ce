import { format, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { figure, partLater, stack } from './frame.ts';
import { hasDay, singleDay } from './single-day.ts';
import { type BrushPlace, spanBrush } from './span-brush.ts';
import { together } from './together.ts';
import { PANEL_LEFT, PANEL_RIGHT, panelHeight, trendPanel } from './trend-panel.ts';
import type { Chart, ChartOptions, Figure } from './types.ts';
import { columnLabel, date, iso, kindOf, num, show } from './values.ts';

const MEASURES = ['pv', 'uv', 'orders', 'gmv', 'conversion_user'];
const FIGURES = ['pv', 'uv', 'sessions', 'buyers', 'orders', 'gmv', 'aov', 'conversion_user'];
/**
 * Daily figures, one panel per measure over a common time axis: figures of different sizes are never forced onto one
 * scale. Weekends are shaded; a last day that the data cuts off is drawn as a ring at the end of a dashed line.
 * `parameters.show`: measures to draw, in order.
 */
export const trend: Chart = (rows, _facts, options) => {
  const measures = measuresOf(rows, options.parameters?.show);
  if (rows.length === 0 || measures.length === 0) return null;
  if (rows[0] && !hasDay(rows[0])) return period(rows[0], options);
  const days = rows.map((row) => date(row.day));
  const { locale } = options;
  const [from, to] = [days[0], days.at(-1)].map((day) => format.day(iso(day), undefined, locale));
  const drawn = figure(
    rows.length === 1 && rows[0]
      ? singleDay(rows[0], measures, options)
      : panels(rows, measures, options),
    t(
      'charts.trend.label',
      {
        measures: measures
          .map((one) => columnLabel(one, locale))
          .join(t('charts.comma', {}, locale)),
        from: from ?? '',
        to: to ?? '',
      },
      locale,
    ),
    {
      columns: ['day', ...measures].map((name) => ({ name, label: columnLabel(name, locale) })),
      rows,
    },
  );
  const brush = spanBrush(drawn.svg, 'day', dayPlaces(days, options), options, (index) =>
    options.onPick?.('day', iso(days[index]), rows[index] ?? {}),
  );
  return { ...drawn, ...(brush && { brush }) };
};

const ITEM = ['pv', 'uv', 'purchases', 'gmv'];

/** An item's days: what the data have of views, visitors, purchases and their amount. Rows: those, with `day`. */
export const itemTrend: Chart = (rows, facts, options) => {
  const some = ITEM.filter((name) => rows.some((row) => num(row[name]) > 0));
  const parameters = { ...options.parameters, show: some.length > 0 ? some : ITEM };
  return trend(rows, facts, { ...options, parameters });
};

/** The figures of a whole period, which has no days. */
function period(row: Row, options: ChartOptions): Figure {
  const { locale, currency } = options;
  const measures = measuresOf([row], options.parameters?.show ?? FIGURES);
  const label = measures
    .map(
      (name) =>
        `${columnLabel(name, locale)} ${show(row[name], kindOf(name, row[name]), locale, currency)}`,
    )
    .join(t('charts.comma', {}, locale));
  return figure(singleDay(row, measures, options), label, {
    columns: measures.map((name) => ({ name, label: columnLabel(name, locale) })),
    rows: [row],
  });
}

/** The part of the drawing that is nearest to each day. */
function dayPlaces(days: readonly Date[], { width, locale }: ChartOptions): readonly BrushPlace[] {
  const [left, right] = [PANEL_LEFT, width - PANEL_RIGHT];
  const [start, end] = [Number(days[0]), Number(days.at(-1))];
  const x = (day: Date) => left + ((Number(day) - start) / (end - start || 1)) * (right - left);
  const half = (a: Date | undefined, b: Date | undefined) => (a && b ? (x(a) + x(b)) / 2 : null);
  return days.map((day, index) => ({
    value: iso(day),
    label: format.day(iso(day), undefined, locale),
    from: half(days[index - 1], day) ?? left - 6,
    to: half(day, days[index + 1]) ?? right + 6,
  }));
}

function panels(
  rows: readonly Row[],
  measures: readonly string[],
  options: ChartOptions,
): SVGSVGElement {
  const cut = cutDay(options.context);
  const share = together();
  const parts = measures.map((measure, index) => {
    const first = index === 0;
    const at = { ...options, cut, first, last: index === measures.length - 1 };
    const drawn = () => share(trendPanel(rows, measure, index, at));
    return first || !options.later ? drawn() : partLater(panelHeight(at), options.later, drawn);
  });
  return stack(parts, options.width, 4);
}

function measuresOf(rows: readonly Row[], wanted: unknown): string[] {
  const has = (name: string) => rows.some((row) => Number.isFinite(num(row[name])));
  if (Array.isArray(wanted)) return wanted.map(String).filter(has);
  return MEASURES.filter(has).slice(0, 4);
}

/** The last day of the data where its events stop before 22:00; null where it is whole. */
export function cutDay(context: DatasetContext | null | undefined): string | null {
  if (!context?.lastEvent || context.grain === 'day') return null;
  const [day = '', time = ''] = context.lastEvent.split(/[T ]/);
  return time.slice(0, 2) < '22' ? day : null;
}
