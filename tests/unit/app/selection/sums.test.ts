import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dailySums, hourlySums, overviewSums } from '../../../../src/app/selection/sums.ts';
import { dayHourCube, runMetric } from '../../../../src/metrics/index.ts';
import { databaseOf } from '../../metrics/database.ts';
import { DAY, dayOf, events, shopOf } from '../../metrics/random.ts';

const list = events(['view', 'cart', 'purchase'], 3 * DAY, 1800);
const asked = fc.record({
  filters: fc.oneof(
    fc.constant({}),
    fc.record({ brand: fc.subarray(['a', 'b', null], { minLength: 1 }) }),
  ),
  hours: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1 })),
  bounds: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
});

/** The columns of `shown` alone. */
const only = (rows: readonly object[], shown: readonly object[]) => {
  const names = Object.keys(shown[0] ?? rows[0] ?? {});
  return rows.map((row) => Object.fromEntries(names.map((name) => [name, (row as never)[name]])));
};

it('adds up from its cube what the metrics count, for any days and hours', async () => {
  await fc.assert(
    fc.asyncProperty(list, asked, async (shop, { filters, hours, bounds }) => {
      const { connection, context, close } = await shopOf(shop, {
        eventTypes: ['view', 'cart', 'purchase'],
      });
      try {
        const database = databaseOf(connection);
        const [from, to] = [dayOf(Math.min(...bounds) * DAY), dayOf(Math.max(...bounds) * DAY)];
        const cube = await dayHourCube(database, { filters }, context);
        const window = { from, to, hours: hours ? new Set(hours) : null, days: null };
        const raw = { from, to, filters: { ...filters, ...(hours && { hour: hours }) } };
        const rows = async (kind: string, more: object = {}) =>
          (await runMetric(database, kind, { ...raw, ...more }, context)).rows;
        const whole = overviewSums(cube, window);
        expect([whole]).toEqual(only(await rows('overview'), [whole]));
        const daily = dailySums(cube, window);
        expect(daily).toEqual(only(await rows('overview', { by: 'day' }), daily));
        const hourly = hourlySums(cube, window, null);
        expect(hourly).toEqual(only(await rows('hourly'), hourly));
        const week = hourlySums(cube, window, context.weekStart);
        expect(week).toEqual(only(await rows('hourly', { by: 'weekday' }), week));
        expect(cube.days.length).toBeLessThanOrEqual(24 * 4);
      } finally {
        close();
      }
    }),
    { numRuns: 10 },
  );
}, 120_000);
