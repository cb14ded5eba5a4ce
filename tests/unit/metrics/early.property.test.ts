import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/engine/types.ts';
import { rowsOf } from '../../../src/engine/values.ts';
import {
  auditMetric,
  earlyMetric,
  type RawParameters,
  runMetric,
} from '../../../src/metrics/index.ts';
import { decimal } from '../../../src/metrics/overview/early-rows.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { databaseOf } from './database.ts';
import { DAY, dayOf, type Event, events, shopOf } from './random.ts';

const list = events(['view', 'cart', 'purchase', 'refund'], 4 * DAY, 3600);
/** Paths that lie below each other, beside each other with a name that begins alike, and none. */
const PATHS = ['a', 'a.b', 'a.b.c', 'ab', 'b', null] as const;
const placed = fc
  .tuple(list, fc.array(fc.constantFrom(...PATHS), { minLength: 60, maxLength: 60 }))
  .map(([shop, paths]) => shop.map((event, index) => ({ ...event, path: paths[index] ?? null })));
/** A shop whose events have a path, which need not be the same one for an item. */
const WITH_PATHS: Partial<DatasetContext> = {
  columns: [
    'event_time',
    'event_type',
    'user_id',
    'item_id',
    'session_id',
    'category_path',
    'brand',
    'price',
  ],
  pathDays: true,
};
const scope = fc.record({
  filters: fc.oneof(
    fc.record({
      category_path: fc.subarray(['a', 'a.b', 'b', null, 'none'], { minLength: 1 }),
    }),
    fc.record({ brand: fc.subarray(['a', 'b', null, 'none'], { minLength: 1 }) }),
    fc.record({ hour: fc.subarray([0, 5, 9, 10, 23], { minLength: 1 }) }),
    fc.record({ item_id: fc.subarray([1, 2, 3], { minLength: 1 }) }),
    fc.record({
      brand: fc.constant(['a']),
      day: fc.subarray(
        [0, 1, 2].map((n) => dayOf(n * DAY)),
        { minLength: 1 },
      ),
    }),
    fc.record({
      brand: fc.subarray(['a', 'b', null], { minLength: 1 }),
      day: fc.subarray([null, dayOf(0), { from: dayOf(DAY), to: dayOf(2 * DAY) }], {
        minLength: 1,
      }),
    }),
  ),
  by: fc.constantFrom(null, 'day'),
  bounds: fc.option(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))),
});

const rawOf = ({
  filters,
  by,
  bounds,
}: {
  filters: object;
  by: string | null;
  bounds: [number, number] | null;
}): RawParameters => ({
  filters,
  ...(by && { by }),
  ...(bounds && {
    from: dayOf(Math.min(...bounds) * DAY),
    to: dayOf(Math.max(...bounds) * DAY),
  }),
});

const PATIENCE = 120_000;

/** What the SQL that is shown gives. */
async function figuresOf(database: Database, sql: string): Promise<readonly object[]> {
  const number = (value: unknown) => (value === null ? null : Number(value));
  return rowsOf(await database.query(sql)).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, name === 'day' ? value : number(value)]),
    ),
  );
}

/** The engine's numbers of amounts in ten thousandths. */
async function numbersOf(database: Database, amounts: readonly bigint[]) {
  const texts = amounts.map((value) => {
    const digits = String(value < 0n ? -value : value).padStart(5, '0');
    return `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
  });
  const list = texts.map((text) => `('${text}')`).join(', ');
  const table = await database.query(
    `SELECT CAST(CAST(v AS DECIMAL(38,4)) AS DOUBLE) AS n FROM (VALUES ${list}) t(v)`,
  );
  return rowsOf(table).map(({ n }) => n);
}

describe('figures that a small layer tells at once', () => {
  it(
    'are those that counting gives, and name what is still being counted',
    async () => {
      await fc.assert(
        fc.asyncProperty(placed, scope, async (shop, asked) => {
          const { connection, context, close } = await shopOf(shop, WITH_PATHS);
          try {
            const database = databaseOf(connection);
            const raw = rawOf(asked);
            const early = await earlyMetric(database, 'overview', raw, context);
            const whole = await runMetric(database, 'overview', raw, context);
            expect(early).not.toBeNull();
            const pending = early?.pending ?? [];
            expect(pending).toContain('sessions');
            const without = (rows: typeof whole.rows) =>
              rows.map((row) =>
                Object.fromEntries(Object.entries(row).filter(([name]) => !pending.includes(name))),
              );
            expect(without(early?.rows ?? [])).toEqual(without(whole.rows));
            for (const row of early?.rows ?? [])
              for (const name of pending) expect(row[name]).toBeNull();
            expect(without(early?.rows ?? [])).toEqual(await figuresOf(database, early?.sql ?? ''));
            expect(await earlyMetric(database, 'overview', raw, context)).toBeNull();
          } finally {
            close();
          }
        }),
        { numRuns: 20 },
      );
    },
    PATIENCE,
  );

  it(
    'are asked of the engine once, whatever days are looked at and however',
    async () => {
      await fc.assert(
        fc.asyncProperty(placed, scope, scope, async (shop, one, other) => {
          const { connection, context, close } = await shopOf(shop, WITH_PATHS);
          try {
            const database = databaseOf(connection);
            const { day: _, ...filters } = { day: null, ...one.filters };
            const { day } = { day: [], ...other.filters };
            await earlyMetric(database, 'overview', { filters }, context);
            const asked = database.log.length;
            const raw = rawOf({ ...other, filters: { ...filters, day } });
            const early = await earlyMetric(database, 'overview', raw, context);
            expect(early).not.toBeNull();
            expect(database.log.slice(asked)).toEqual([]);
            const whole = await runMetric(database, 'overview', raw, context);
            const known = Object.keys(whole.rows[0] ?? {}).filter(
              (name) => !early?.pending?.includes(name),
            );
            expect(early?.rows.map((row) => known.map((name) => row[name]))).toEqual(
              whole.rows.map((row) => known.map((name) => row[name])),
            );
          } finally {
            close();
          }
        }),
        { numRuns: 20 },
      );
    },
    PATIENCE,
  );

  it('are asked once by all who ask at the same time, and again where the data were changed meanwhile', async () => {
    const { connection, context, close } = await shopOf([
      { time: 0, type: 'purchase', user: 1, item: 1, brand: 'a', session: 's1', price: 100 },
    ]);
    try {
      const database = databaseOf(connection);
      const raw = { filters: { brand: ['a'] } };
      const ask = (more: object, stands: boolean) =>
        earlyMetric(database, 'overview', { ...raw, ...more }, context, { stands: () => stands });
      await Promise.all([ask({}, false), ask({ by: 'day' }, false)]);
      expect(database.log).toHaveLength(2);
      const [first, byDay] = await Promise.all([ask({}, true), ask({ by: 'day' }, true)]);
      expect(database.log).toHaveLength(3);
      expect([first?.rows, byDay?.rows]).toMatchObject([[{ gmv: 1 }], [{ gmv: 1, buyers: 1 }]]);
    } finally {
      close();
    }
  });

  it('are not told of days that only the engine reads', async () => {
    const { connection, context, close } = await shopOf([
      { time: 0, type: 'view', user: 1, item: 1, brand: 'a', session: 's1', price: 100 },
    ]);
    try {
      const database = databaseOf(connection);
      const raw = { filters: { brand: ['a'], day: [{ from: '2024-3-1', to: '2024-3-9' }] } };
      expect(await earlyMetric(database, 'overview', raw, context)).toBeNull();
      const { rows } = await runMetric(database, 'overview', raw, context);
      expect(rows).toMatchObject([{ pv: 1 }]);
    } finally {
      close();
    }
  });

  it(
    'have the number of a sum of money that the engine has, up to nine quadrillions',
    async () => {
      const { connection, close } = await shopOf([
        { time: 0, type: 'view', user: 1, item: 1, brand: 'a', session: 's1', price: 100 },
      ]);
      try {
        const large = fc.bigInt({ min: -9n * 10n ** 19n, max: 9n * 10n ** 19n });
        const around = fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n });
        const amount = fc.oneof(large, around, fc.bigInt({ min: -999_999n, max: 999_999n }));
        await fc.assert(
          fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 50 }), async (amounts) => {
            expect(amounts.map(decimal)).toEqual(await numbersOf(databaseOf(connection), amounts));
          }),
          { numRuns: 20 },
        );
      } finally {
        close();
      }
    },
    PATIENCE,
  );

  it('are not told where only the events tell', async () => {
    const { connection, context, close } = await shopOf([
      { time: 0, type: 'view', user: 1, item: 1, brand: 'a', session: 's1', price: 100 },
    ]);
    try {
      const database = databaseOf(connection);
      for (const filters of [
        {},
        { user_id: [1] },
        { brand: ['a'], item_id: [1] },
        { event_type: ['view'] },
      ])
        expect(await earlyMetric(database, 'overview', { filters }, context)).toBeNull();
    } finally {
      close();
    }
  });
});

describe('figures under a category path', () => {
  const SHOP = (['a', 'a.b', 'ab', null] as const).map((path, time) => ({
    ...{ time, type: 'purchase', user: 1, item: 1, brand: 'a', session: 's1', price: 100 },
    path,
  })) satisfies readonly Event[];

  it.each([
    [['a'], 2],
    [['a.b'], 1],
    [['a.b', null], 2],
  ])('are told at once with what lies below %j', async (asked, purchases) => {
    const { connection, context, close } = await shopOf(SHOP, WITH_PATHS);
    try {
      const database = databaseOf(connection);
      const filters = { category_path: asked };
      const early = await earlyMetric(database, 'overview', { filters }, context);
      expect(early?.rows).toMatchObject([{ purchases, gmv: purchases, uv: null }]);
    } finally {
      close();
    }
  });

  it('are not told of data that an older build stored, which did not sum by path', async () => {
    const { connection, context, close } = await shopOf(SHOP, { ...WITH_PATHS, pathDays: false });
    try {
      const filters = { category_path: ['a'] };
      const database = databaseOf(connection);
      expect(await earlyMetric(database, 'overview', { filters }, context)).toBeNull();
      const { rows } = await runMetric(database, 'overview', { filters }, context);
      expect(rows).toMatchObject([{ purchases: 2 }]);
    } finally {
      close();
    }
  });
});

/** One of each step, so that there is a funnel. */
const STEPS = (['view', 'cart', 'purchase'] as const).map((type, time) => ({
  time,
  type,
  user: 1,
  item: 1,
  brand: 'a',
  session: 's1',
  price: 100,
}));

describe('narrowed events', () => {
  it(
    'answer every metric as the events themselves do, whichever was asked first',
    async () => {
      await fc.assert(
        fc.asyncProperty(placed, scope, async (shop, asked) => {
          const { connection, context, close } = await shopOf([...shop, ...STEPS], WITH_PATHS);
          try {
            const database = databaseOf(connection);
            const raw = rawOf({ ...asked, by: null });
            for (const kind of ['hourly', 'funnel', 'overview', 'pareto', 'retention'])
              expect(
                await auditMetric(
                  database,
                  kind,
                  kind === 'pareto' ? { ...raw, entity: 'item' } : raw,
                  context,
                ),
                kind,
              ).toMatchObject({
                agrees: true,
              });
            const made = database.log.filter((text) =>
              /CREATE OR REPLACE TABLE ads_scope_rows/.test(text),
            );
            expect(made.length, made.join()).toBe(1);
          } finally {
            close();
          }
        }),
        { numRuns: 8 },
      );
    },
    PATIENCE,
  );
});
