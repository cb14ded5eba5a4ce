import type { DayHourCube, Row } from '../../metrics/index.ts';

/** Days and hours that are looked at, both ends included; null: no bound. */
export interface Window {
  readonly from: string | null;
  readonly to: string | null;
  readonly hours: ReadonlySet<number> | null;
  /** Days that are looked at besides; null: all. */
  readonly days: ReadonlySet<string> | null;
}

interface Sums {
  events: number;
  views: number;
  purchases: number;
  gmv: number;
}

/** Groups of a window's rows by `keyOf`, in the order in which they come. */
function grouped<K>(
  cube: DayHourCube,
  window: Window,
  keyOf: (index: number) => K,
): ReadonlyMap<K, Sums> {
  const found = new Map<K, Sums>();
  const { from, to, hours, days } = window;
  for (const [index, day] of cube.days.entries()) {
    if ((from !== null && day < from) || (to !== null && day > to)) continue;
    if (hours && !hours.has(cube.hours[index] ?? -1)) continue;
    if (days && !days.has(day)) continue;
    const key = keyOf(index);
    const sums = found.get(key) ?? { events: 0, views: 0, purchases: 0, gmv: 0 };
    found.set(key, sums);
    sums.events += cube.events[index] ?? 0;
    sums.views += cube.views[index] ?? 0;
    sums.purchases += cube.purchases[index] ?? 0;
    sums.gmv += cube.gmv[index] ?? 0;
  }
  return found;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Figures of an overview that are sums, in its names. */
function overviewRow({ views, purchases, gmv }: Sums): Record<string, number | null> {
  return {
    pv: views,
    purchases,
    gmv: Number.isFinite(gmv) ? Math.round(gmv * 1e4) / 1e4 : null,
    conversion_event: ratio(purchases, views),
  };
}

/** The one row of an overview. */
export function overviewSums(cube: DayHourCube, window: Window): Row {
  const all = grouped(cube, window, () => 0).get(0);
  return overviewRow(all ?? { events: 0, views: 0, purchases: 0, gmv: 0 });
}

/** An overview's row of each day. */
export const dailySums = (cube: DayHourCube, window: Window): readonly Row[] =>
  [...grouped(cube, window, (index) => cube.days[index] ?? '')].map(([day, sums]) => ({
    day,
    ...overviewRow(sums),
  }));

/** Rows by hour, or by weekday (in the week's order) and hour. */
export function hourlySums(
  cube: DayHourCube,
  window: Window,
  weekStart: number | null,
): readonly Row[] {
  const slot = (index: number) => {
    const hour = cube.hours[index] ?? 0;
    return weekStart === null ? hour : weekdayOf(cube.days[index] ?? '') * 24 + hour;
  };
  const place = (key: number) =>
    weekStart === null ? key : ((Math.floor(key / 24) - weekStart + 7) % 7) * 24 + (key % 24);
  return [...grouped(cube, window, slot)]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([key, { views, purchases }]) => ({
      ...(weekStart !== null && { weekday: Math.floor(key / 24) }),
      hour: key % 24,
      views,
      purchases,
      conversion: ratio(purchases, views),
    }));
}
