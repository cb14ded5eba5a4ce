import { type Locale, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { type CohortCell, periodLabel } from '../cohort-cell.ts';
import { cutDay } from '../trend.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { iso, num, show } from '../values.ts';

/** Periods that are named, by unit. */
export const NAMED: Readonly<Record<string, readonly number[]>> = {
  day: [1, 3, 7, 14, 30],
  week: [1, 2, 4, 8, 12],
  month: [1, 2, 3, 6, 12],
};

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
  const told = (NAMED[unit] ?? [])
    .filter((period) => summary.has(period))
    .map((period) => `${periodLabel(period, unit)} ${show(summary.get(period), 'percent', locale)}`)
    .join(t('charts.comma', {}, locale));
  return t('charts.cohort.label', { cohorts, told }, locale);
}

const addDays = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
