import { max } from 'd3';
import { type Locale, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { bracketLabel, type CohortCell } from '../cohort-cell.ts';
import { type CellFigure, cohortGrid } from '../cohort-grid.ts';
import { figure } from '../frame.ts';
import type { Chart, ChartOptions, Facts, PickableMark } from '../types.ts';
import { brief, columnLabel, num, show } from '../values.ts';
import { cellsOf, sentence, weighted } from './cells.ts';

/** Cohorts and periods that are drawn: with a cell for each, no more than the page can make at once. */
const MOST_COHORTS = 40;
const MOST_PERIODS = 40;

const MEASURES = ['rate', 'users', 'value', 'value_share', 'value_total'] as const;
type Measure = (typeof MEASURES)[number];

export const measureOf = ({ parameters = {} }: ChartOptions): Measure =>
  MEASURES.find((one) => one === parameters.measure) ?? 'rate';

/**
 * Cohorts down, periods across; each cell the share that came back, or users, or what they paid. What was not observed
 * yet is absent. Rows: `cohort, period, users, size, rate, complete` and `value, value_share, value_total`; of very many,
 * the fact `newest` holds those that are drawn.
 */
export const cohortsGrid: Chart = (all, facts, options) => {
  const rows = newest(facts) ?? all;
  if (rows.length === 0) return null;
  const { locale } = options;
  const measure = measureOf(options);
  const unit = String(options.parameters?.unit ?? facts.unit ?? 'day');
  const cells = cellsOf(rows, facts, options);
  const cohorts = [...new Set(cells.map((cell) => cell.cohort))].sort().slice(-MOST_COHORTS);
  const periods = [...new Set(cells.map((cell) => cell.period))]
    .sort((a, b) => a - b)
    .slice(0, MOST_PERIODS);
  const drawn = cells.filter(
    (cell) => cohorts.includes(cell.cohort) && periods.includes(cell.period),
  );
  const shown = figureOf(measure, options);
  const marks: PickableMark[] = [];
  const rates = ratesOf(facts, cells);
  const svg = cohortGrid(
    {
      cells: drawn,
      cohorts,
      periods,
      summary: summaryOf(measure, facts, rates),
      most:
        max(
          drawn.filter((cell) => cell.period > 0),
          (cell) => shown?.of(cell) ?? cell.rate,
        ) || 1,
      unit,
      ...(shown && { shown }),
      ...(rows[0] && 'until' in rows[0] && { called: bracketName(rows, unit) }),
      onCell: (element, label, { cohort, row }) =>
        marks.push({ element, label, pick: () => options.onPick?.('cohort', cohort, row) }),
    },
    options,
  );
  const total = num(facts.cohorts) || cohorts.length;
  const left =
    total > cohorts.length || rows.some((row) => num(row.period) > (periods.at(-1) ?? 0));
  const names = ['cohort', 'period', 'until', 'users', 'size', 'rate', ...MEASURES.slice(2)];
  const made = figure(svg, labelOf(measure, rates, unit, total, locale), {
    columns: names
      .filter((name) => rows[0] !== undefined && name in rows[0])
      .map((name) => ({ name, label: nameOf(name, locale) })),
    rows,
  });
  const note = t(
    'charts.cohorts.older',
    { shown: cohorts.length, cohorts: total, periods: periods.length },
    locale,
  );
  return { ...made, marks, ...(left && { notes: [note] }) };
};

/** D4–7 */
function bracketName(rows: readonly Row[], unit: string) {
  const ends = new Map(rows.map((row) => [num(row.period), num(row.until)]));
  return (period: number) => bracketLabel(period, ends.get(period) ?? period, unit);
}

const newest = ({ newest: rows }: Facts): readonly Row[] | null =>
  Array.isArray(rows) && rows.length > 0 ? rows : null;

const nameOf = (name: string, locale: Locale) =>
  name === 'value' ? t('cohorts.measure.value', {}, locale) : columnLabel(name, locale);

/** Rates over all cohorts: as the metric found them, else of the cells at hand. */
function ratesOf(facts: Facts, cells: readonly CohortCell[]): ReadonlyMap<number, number> {
  // Where only the newest cells are at hand, those over all of them are the usual ages'.
  const told = facts.curve ?? (newest(facts) ? facts.summary : null);
  if (Array.isArray(told)) return new Map(told.map((row: Row) => [num(row.period), num(row.rate)]));
  return weighted(cells.filter(({ row }) => row.complete !== false));
}

/** The first line: weighted over all cohorts; of users and amounts, those of the cells that are complete. */
function summaryOf(
  measure: Measure,
  facts: Facts,
  rates: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const curve = Array.isArray(facts.curve) ? (facts.curve as readonly Row[]) : [];
  const column = measure === 'value_total' ? 'value_per_user' : measure;
  // A mean per member is no total of members: the line is left out where it would mean something else than its cells.
  if (column === 'value_per_user') return new Map();
  if (curve.length === 0) return rates;
  return new Map(
    curve.flatMap((row) => {
      const figure = num(row[column]);
      const most = column === 'users' || column === 'value';
      return most || !Number.isFinite(figure) ? [] : [[num(row.period), figure] as const];
    }),
  );
}

function figureOf(measure: Measure, { locale, currency }: ChartOptions): CellFigure | undefined {
  if (measure === 'rate') return undefined;
  const kind = measure === 'value_share' ? 'percent' : measure === 'users' ? 'integer' : 'money';
  return {
    of: (cell) => (measure === 'users' ? cell.users : num(cell.row[measure])),
    write: (value, short) =>
      short && kind !== 'percent'
        ? brief(value, kind, locale, currency)
        : show(value, kind, locale, currency),
  };
}

const labelOf = (
  measure: Measure,
  rates: ReadonlyMap<number, number>,
  unit: string,
  cohorts: number,
  locale: Locale,
) =>
  t(
    'charts.cohorts.label',
    {
      cohorts,
      measure: t(`cohorts.measure.${measure}`, {}, locale),
      told: sentence(rates, unit, cohorts, locale),
    },
    locale,
  );
