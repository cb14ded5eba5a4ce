import fc from 'fast-check';
import type { EventType } from '../../../src/sources/types.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { type Native, native, REES46 } from '../warehouse/native.ts';

/** An event of a random shop; `time` in seconds after 2024-03-04 00:00 UTC, a Monday. */
export interface Event {
  readonly time: number;
  readonly type: EventType;
  readonly user: number | null;
  readonly item: number;
  readonly brand: string | null;
  /** Seen where the source's columns are changed to those with `category_path`. */
  readonly path?: string | null;
  readonly session: string | null;
  /** Cents. */
  readonly price: number;
}

const START = Date.UTC(2024, 2, 4) / 1000;
export const DAY = 86_400;

/** Few users, items and instants, so that ties, repeats and crossings happen all the time. */
export const events = (types: readonly EventType[], seconds: number, step: number) =>
  fc.array(
    fc.record<Event>({
      time: fc.integer({ min: 0, max: Math.floor(seconds / step) }).map((n) => n * step),
      type: fc.constantFrom(...types),
      user: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 12 }),
      item: fc.integer({ min: 1, max: 3 }),
      brand: fc.constantFrom('a', 'b', null),
      session: fc.constantFrom('s1', 's2', 's3', 's4', null),
      price: fc.integer({ min: 0, max: 500 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

/** The ISO day of a time. */
export const dayOf = (time: number): string =>
  new Date((START + time) * 1000).toISOString().slice(0, 10);

/** Clock of a zone: what it shows at an event's time. */
export function clockOf(zone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (time: number) => {
    const [day = '', clock = ''] = format.format((START + time) * 1000).split(' ');
    return { day, hour: Number(clock.slice(0, 2)) };
  };
}

/** A warehouse of the events, and what metrics need to know of it; `changes` to a source with sessions of its own. */
export async function shopOf(
  list: readonly Event[],
  changes: Partial<DatasetContext> = {},
): Promise<Native> {
  const clock = clockOf(changes.reportTimezone ?? REES46.reportTimezone);
  const days = list.map(({ time }) => clock(time).day).sort();
  const context: DatasetContext = {
    ...REES46,
    columns: ['event_time', 'event_type', 'user_id', 'item_id', 'session_id', 'brand', 'price'],
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    lastEvent: null,
    eventTypes: [...new Set(list.map(({ type }) => type))],
    ...changes,
  };
  const { columns } = context;
  const paths = columns.includes('category_path') ? ', category_path' : '';
  const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);
  const rows = list.map(
    (e) =>
      `(make_timestamp(${(START + e.time) * 1_000_000}), '${e.type}', ${e.user ?? 'NULL'}, ${e.item}, ${text(e.session)}, ${text(e.brand)}, ${e.price / 100}${paths && `, ${text(e.path ?? null)}`})`,
  );
  return native(
    context,
    `SELECT event_time, event_type, CAST(user_id AS BIGINT) AS user_id, CAST(item_id AS BIGINT) AS item_id,
      session_id, brand, CAST(price AS DECIMAL(18,4)) AS price${paths && ', CAST(category_path AS VARCHAR) AS category_path'}
    FROM (VALUES ${rows.join(', ')}) AS t(event_time, event_type, user_id, item_id, session_id, brand, price${paths})`,
  );
}
