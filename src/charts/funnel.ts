import { group } from 'd3';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { figure } from './frame.ts';
import { funnelBars, funnelGroups, type Step } from './funnel-bars.ts';
import type { Chart, ChartOptions, PickableMark } from './types.ts';
import { columnLabel, eventLabel, num, show } from './values.ts';

/**
 * Steps one under another, each bar against the first; between two steps what was lost (hatched, named) or, where a
 * step outnumbers the one before, gained. The mode is printed: the same data give other figures in another.
 * Rows: `step, name, entities, rate_from_first, rate_from_previous, loss` (+ a breakdown column, see `parts`).
 */
export const funnel: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, parameters = {} } = options;
  const breakdown = breakdownOf(rows, parameters.by ?? facts.by);
  const columns = [
    breakdown,
    'step',
    'name',
    'entities',
    'rate_from_first',
    'rate_from_previous',
    'loss',
  ]
    .filter((name): name is string => name !== null && rows[0] !== undefined && name in rows[0])
    .map((name) => ({ name, label: columnLabel(name, locale) }));
  const groups = breakdown ? group(rows, (row) => String(row[breakdown] ?? '—')) : null;
  const mode = modeLabel(options);
  const marks: PickableMark[] = [];
  const svg = groups
    ? funnelGroups(
        new Map([...groups].map(([name, members]) => [name, stepsOf(members)])),
        mode,
        (row) => options.onPick?.(breakdown ?? '', row[breakdown ?? ''], row),
        options,
      )
    : funnelBars(stepsOf(rows), mode, options, (element, step) => {
        const pick = () => options.onPick?.('step', step.row.step, step.row);
        const shown = show(step.entities, 'integer', locale);
        marks.push({ element, label: `${eventLabel(step.name, locale)} ${shown}`, pick });
      });
  const steps = stepsOf(groups ? ([...groups.values()][0] ?? []) : rows);
  const label = t(
    'charts.funnel.label',
    {
      steps: steps
        .map((step) => `${eventLabel(step.name, locale)} ${show(step.entities, 'integer', locale)}`)
        .join(' → '),
      mode,
    },
    locale,
  );
  return {
    ...figure(svg, label, {
      columns,
      rows: rows.map((row) => ({ ...row, name: eventLabel(String(row.name), locale) })),
    }),
    ...(marks.length > 0 && { marks }),
  };
};

function breakdownOf(rows: readonly Row[], by: unknown): string | null {
  if (typeof by !== 'string' || !rows[0]) return null;
  if (by in rows[0]) return by;
  return 'by' in rows[0] ? 'by' : null;
}

function stepsOf(rows: readonly Row[]): Step[] {
  const sorted = [...rows].sort((a, b) => num(a.step) - num(b.step));
  const first = num(sorted[0]?.entities);
  return sorted.map((row, index) => {
    const entities = num(row.entities) || 0;
    const before = num(sorted[index - 1]?.entities ?? row.entities);
    return {
      name: String(row.name ?? row.step),
      entities,
      fromFirst: first > 0 ? entities / first : 0,
      fromPrevious: before > 0 ? entities / before : 0,
      row,
    };
  });
}

/** "Ordered · by user · within 7 days", from the metric's parameters. */
function modeLabel({ parameters = {}, locale }: ChartOptions): string {
  const mode = String(parameters.mode ?? 'ordered');
  const basis = String(parameters.basis ?? 'user');
  const keys = [`charts.funnel.mode.${mode}`, `charts.funnel.basis.${basis}`] as const;
  const words = keys.map((key) => translated(key, locale)).filter(Boolean);
  const window = num(parameters.window_seconds);
  if (Number.isFinite(window))
    words.push(t('charts.funnel.window', { time: windowLabel(window, locale) }, locale));
  return words.join(' · ');
}

function translated(key: string, locale: ChartOptions['locale']): string {
  switch (key) {
    case 'charts.funnel.mode.unordered':
    case 'charts.funnel.mode.nested':
    case 'charts.funnel.mode.ordered':
    case 'charts.funnel.mode.strict':
    case 'charts.funnel.basis.user':
    case 'charts.funnel.basis.session':
    case 'charts.funnel.basis.user_item':
      return t(key, {}, locale);
    default:
      return '';
  }
}

function windowLabel(seconds: number, locale: ChartOptions['locale']): string {
  if (seconds % 86_400 === 0) return t('charts.days', { n: seconds / 86_400 }, locale);
  if (seconds % 3600 === 0) return t('charts.hours', { n: seconds / 3600 }, locale);
  return t('charts.minutes', { n: Math.round(seconds / 60) }, locale);
}
