import { max } from 'd3';
import { type Locale, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { type CohortCell, periodLabel } from './cohort-cell.ts';
import { cohortGrid } from './cohort-grid.ts';
import { figure } from './frame.ts';
import { cutDay } from './trend.ts';
import type { Chart, ChartOptions, Facts, PickableMark } from './types.ts';
import { columnLabel, iso, num, show } from './values.ts';

/** Weighted over the cohorts that were observed at that period: Σ users / Σ size. */
export function weighted(
  cells: readonly { period: number; users: number; size: number }[],
): ReadonlyMap<number, number> {
  const sums = new Map<number, { users: number; size: number }>();
  for (const { period, users, size } of cells) {
    const sum = sums.get(period) ?? { users: 0, size: 0 };
    sums.set(period, { users: sum.users + users, size: sum.size + size });
  }
  return new Map(
    [...sums].map(([period, { users, size }]) => [period, size > 0 ? users / size : 0]),
  );
}

const MOST_COHORTS = 62;

/**
 * Cohorts down, periods across; what was not observed yet is absent, not zero. The first line is the summary weighted
 * over the observed cohorts. Cells on a last day that the data cuts off are outlined. Rows: `cohort, period, users,
 * size, rate`, and `complete` where a period can be half observed.
 */
export const cohort: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale } = options;
  const unit = String(options.parameters?.unit ?? facts.unit ?? 'day');
  const cells = cellsOf(rows, facts, options);
  const summary = weighted(cells.filter(({ row }) => row.complete !== false));
  const days = [...new Set(cells.map((cell) => cell.cohort))].sort();
  const shown = new Set(days.slice(-MOST_COHORTS));
  const marks: PickableMark[] = [];
  const byCell = new Map(rows.map((row) => [`${iso(row.cohort)}|${num(row.period)}`, row]));
  const svg = cohortGrid(
    {
      cells: cells.filter((cell) => shown.has(cell.cohort)),
      cohorts: [...shown],
      periods: [...new Set(cells.map((cell) => cell.period))].sort((a, b) => a - b),
      summary,
      most:
        max(
          cells.filter((cell) => cell.period > 0),
          (cell) => cell.rate,
        ) || 1,
      unit,
      onCell: (element, label, { cohort: day, period }) => {
        const row = byCell.get(`${day}|${period}`);
        if (!row) return;
        const pick = () => options.onPick?.('cohort', day, { ...row, cohort: day });
        marks.push({ element, label, pick });
      },
    },
    options,
  );
  const told = figure(svg, sentence(summary, unit, days.length, locale), {
    columns: ['cohort', 'period', 'users', 'size', 'rate'].map((name) => ({
      name,
      label: columnLabel(name, locale),
    })),
    rows: rows.map((row) => ({ ...row, cohort: iso(row.cohort) })),
  });
  return { ...told, marks };
};

/** Cells of the rows; those on a last day that the data cut off, or of a period that has not ended, are marked. */
export function cellsOf(
  rows: readonly Row[],
  facts: Facts,
  options: ChartOptions,
): readonly CohortCell[] {
  const unit = String(options.parameters?.unit ?? facts.unit ?? 'day');
  const cut = unit === 'day' ? cutOf(facts, options) : null;
  return rows.map((row): CohortCell => {
    const [day, period] = [iso(row.cohort), num(row.period)];
    const half =
      row.complete === false || (cut !== null && period > 0 && addDays(day, period) === cut);
    return {
      cohort: day,
      period,
      users: num(row.users),
      size: num(row.size),
      rate: num(row.rate),
      cut: half,
      row,
    };
  });
}

/** The last day where the data cut it off: as the metric found, else as the last event tells. */
function cutOf(facts: Facts, { context }: ChartOptions): string | null {
  if (facts.last_day_cut === false) return null;
  if (facts.last_day_cut === true) return iso(facts.last_day ?? context?.to);
  return cutDay(context);
}

export function sentence(
  summary: ReadonlyMap<number, number>,
  unit: string,
  cohorts: number,
  locale: Locale,
): string {
  const told = [1, 3, 7, 14, 30]
    .filter((period) => summary.has(period))
    .map((period) => `${periodLabel(period, unit)} ${show(summary.get(period), 'percent', locale)}`)
    .join(t('charts.comma', {}, locale));
  return t('charts.cohort.label', { cohorts, told }, locale);
}

const addDays = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
