import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, runMetric } from '../../../src/metrics/index.ts';
import type { EventType } from '../../../src/sources/types.ts';
import { databaseOf } from './database.ts';
import { clockOf, DAY, type Event, events, shopOf } from './random.ts';

const ZONE = 'Asia/Shanghai';

interface Asked {
  readonly steps: readonly (readonly EventType[])[];
  readonly basis: 'user' | 'user_item';
  readonly mode: 'unordered' | 'nested' | 'ordered';
  readonly by: 'hour' | 'new_returning';
  readonly from: string | undefined;
}

const asked = fc.record<Asked>({
  steps: fc.constantFrom<Asked['steps'][]>(
    [['view'], ['fav', 'cart'], ['purchase']],
    [['cart'], ['view']],
    [['view'], ['view'], ['purchase']],
  ),
  basis: fc.constantFrom('user', 'user_item'),
  mode: fc.constantFrom('unordered', 'nested', 'ordered'),
  by: fc.constantFrom('hour', 'new_returning'),
  from: fc.constantFrom(undefined, '2024-03-05'),
});

/** The last step that the events of one entity come to: each at its earliest, an event may stand for two equal steps. */
function inOrder(own: readonly Event[], steps: Asked['steps']): boolean[] {
  let at = Number.NEGATIVE_INFINITY;
  return steps.map((words) => {
    const times = own.filter((e) => words.includes(e.type) && e.time >= at).map((e) => e.time);
    at = Math.min(...times, Number.POSITIVE_INFINITY);
    return at < Number.POSITIVE_INFINITY;
  });
}

function byHand(list: readonly Event[], { steps, basis, mode, by, from }: Asked) {
  const clock = clockOf(ZONE);
  const someone = list.filter(({ user }) => user !== null);
  const chosen = someone.filter(
    ({ time, type }) => (!from || clock(time).day >= from) && steps.flat().includes(type),
  );
  const entity = (e: Event) => (basis === 'user' ? `${e.user}` : `${e.user}/${e.item}`);
  const counts: Record<string, number[]> = {};
  for (const name of new Set(chosen.map(entity))) {
    const own = chosen.filter((e) => entity(e) === name);
    const entered = clock(Math.min(...own.map(({ time }) => time)));
    const all = someone.filter(({ user }) => user === own[0]?.user);
    const first = clock(Math.min(...all.map(({ time }) => time)));
    const kind = entered.day === first.day ? 'new' : 'returning';
    const part = by === 'hour' ? String(entered.hour) : kind;
    const has = steps.map((words) => own.some(({ type }) => words.includes(type)));
    const reached =
      mode === 'unordered'
        ? has
        : mode === 'nested'
          ? has.map((_, index) => has.slice(0, index + 1).every(Boolean))
          : inOrder(own, steps);
    counts[part] = reached.map((there, index) => (counts[part]?.[index] ?? 0) + (there ? 1 : 0));
  }
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n.some((c) => c > 0)));
}

describe('a funnel broken down by its entities', () => {
  it('puts each where its first event of the funnel lies, and its audit agrees', async () => {
    const types: EventType[] = ['view', 'fav', 'cart', 'click', 'purchase'];
    const property = fc.asyncProperty(
      events(types, 3 * DAY, 3600),
      fc.array(asked, { minLength: 10, maxLength: 10 }),
      async (list, questions) => {
        const shop = await shopOf(list, { reportTimezone: ZONE });
        try {
          const database = databaseOf(shop.connection);
          for (const { from, ...rest } of questions) {
            const raw = { ...rest, ...(from && { from }) };
            const { rows } = await runMetric(database, 'funnel', raw, shop.context);
            const found: Record<string, number[]> = {};
            for (const { by, entities } of rows)
              found[String(by)] = [...(found[String(by)] ?? []), Number(entities)];
            const there = Object.entries(found).filter(([, n]) => n.some((c) => c > 0));
            expect(Object.fromEntries(there), JSON.stringify(raw)).toEqual(
              byHand(list, { ...rest, from }),
            );
            const audit = await auditMetric(database, 'funnel', raw, shop.context);
            expect(audit.agrees, JSON.stringify([raw, audit])).toBe(true);
          }
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  }, 120_000);
});
