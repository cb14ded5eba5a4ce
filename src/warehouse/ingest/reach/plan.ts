import { EVENT_TYPES } from '../../../sources/types.ts';
import { countedTypes } from '../../tables/steps.ts';
import type { DatasetContext, ReachPlan } from '../../types.ts';
import { localDays } from '../days.ts';
import type { Page } from '../lanes.ts';

/** What the rows that wait for a part reach over, before they are judged. */
export interface Survey {
  /** Microseconds since 1970 UTC; infinite where there are no rows. */
  readonly firstTime: number;
  readonly lastTime: number;
  /** Rows of each event type. */
  readonly types: readonly number[];
}

/** Counts grow by the square of the days: over more days, metrics count when they are asked. */
const MOST_DAYS = 224;

export function survey(pages: Iterable<Page>): Survey {
  let firstTime = Number.POSITIVE_INFINITY;
  let lastTime = Number.NEGATIVE_INFINITY;
  const types = new Array<number>(EVENT_TYPES.length).fill(0);
  for (const { rows, lanes } of pages) {
    const { time, type } = lanes;
    if (!time || !type) continue;
    const unit = time instanceof Uint32Array ? 1e6 : 1;
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      const at = time[row] as number;
      if (at < first) first = at;
      if (at > last) last = at;
      const code = type[row] as number;
      types[code] = (types[code] as number) + 1;
    }
    firstTime = Math.min(firstTime, first * unit);
    lastTime = Math.max(lastTime, last * unit);
  }
  return { firstTime, lastTime, types };
}

/** Over which days and event types all parts count what users reach; null where that is not worth it. */
export function reachPlan(context: DatasetContext, parts: readonly Survey[]): ReachPlan | null {
  if (!context.columns.includes('user_id')) return null;
  const zone = context.reportTimezone;
  const times = [
    Math.min(...parts.map(({ firstTime }) => firstTime)),
    Math.max(...parts.map(({ lastTime }) => lastTime)),
  ];
  if (!times.every(Number.isFinite)) return null;
  const [first = 0, last = 0] = times.map((time) => localDays(Float64Array.of(time), zone)[0] ?? 0);
  const occurring = EVENT_TYPES.filter((_, code) => parts.some(({ types }) => types[code]));
  return reachOver(context, [first, last], occurring);
}

/** The same for a data set whose days in the report zone (since 1970-01-01) and event types are known. */
export function reachOver(
  context: DatasetContext,
  [first, last]: readonly [number, number],
  occurring: readonly string[],
): ReachPlan | null {
  if (!context.columns.includes('user_id')) return null;
  const days = last - first + 1;
  if (!(days <= MOST_DAYS)) return null;
  const [version = ''] = context.version.split(' ');
  return { zone: context.reportTimezone, version, types: countedTypes(occurring), first, days };
}
