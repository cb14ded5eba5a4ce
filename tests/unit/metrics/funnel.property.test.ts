import { group } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditMetric, type RawParameters, runMetric } from '../../../src/metrics/index.ts';
import type { EventType } from '../../../src/sources/types.ts';
import { databaseOf } from './database.ts';
import { type Event, events, shopOf } from './random.ts';

interface Asked {
  readonly steps: readonly (readonly EventType[])[];
  readonly basis: 'user' | 'session' | 'user_item';
  readonly mode: 'unordered' | 'nested' | 'ordered' | 'strict';
  readonly window_seconds: number | null;
  readonly exclude: readonly EventType[];
  readonly hold: 'item' | 'brand' | null;
  readonly entry: 'any' | 'first';
  readonly by: 'brand' | null;
}

const asked = fc.record<Asked>({
  steps: fc.constantFrom<Asked['steps'][]>(
    [['view'], ['cart'], ['purchase']],
    [['view'], ['fav', 'cart'], ['purchase']],
    [['view'], ['purchase']],
    [['view'], ['cart'], ['view'], ['purchase']],
  ),
  basis: fc.constantFrom('user', 'session', 'user_item'),
  mode: fc.constantFrom('unordered', 'nested', 'ordered', 'ordered', 'strict', 'strict'),
  window_seconds: fc.constantFrom(null, 0, 2, 4, 7),
  exclude: fc.constantFrom<Asked['exclude'][]>([], ['remove']),
  hold: fc.constantFrom(null, null, 'item', 'brand'),
  entry: fc.constantFrom('any', 'first'),
  by: fc.constantFrom(null, null, 'brand'),
});

/** How many steps one list of events reaches: the definition, attempt by attempt. */
function reach(list: readonly Event[], question: Asked): number {
  const { steps, mode, window_seconds: window, exclude, entry } = question;
  const times = (words: readonly EventType[]) =>
    list.filter(({ type }) => words.includes(type)).map(({ time }) => time);
  const stops = times([...exclude, ...(mode === 'strict' ? steps.flat() : [])]);
  const starts = times(steps[0] ?? []);
  const attempts = entry === 'first' && starts.length > 0 ? [Math.min(...starts)] : starts;
  let best = 0;
  for (const start of attempts) {
    let at = start;
    let reached = 1;
    for (const words of steps.slice(1)) {
      const next = Math.min(...times(words).filter((time) => time >= at));
      if (next === Number.POSITIVE_INFINITY) break;
      if (window !== null && next - start > window) break;
      if (stops.some((time) => time > at && time < next)) break;
      at = next;
      reached += 1;
    }
    best = Math.max(best, reached);
  }
  return best;
}

/** Entities that count at each step of the events of one part. */
function counted(list: readonly Event[], question: Asked): number[] {
  const { steps, basis, mode, hold } = question;
  const held = (e: Event) => (hold === 'item' ? e.item : hold === 'brand' ? e.brand : 0);
  const entity = (e: Event) =>
    basis === 'session'
      ? e.session
      : e.user === null
        ? null
        : basis === 'user'
          ? `${e.user}`
          : `${e.user}/${e.item}`;
  const reached: Set<string>[] = steps.map(() => new Set());
  const tracks = group(
    list.filter((e) => entity(e) !== null && held(e) !== null),
    (e) => `${entity(e)} ${held(e)}`,
  );
  for (const track of tracks.values()) {
    const [first] = track;
    const name = first ? String(entity(first)) : '';
    const has = steps.map((words) => track.some(({ type }) => words.includes(type)));
    const far = reach(track, question);
    for (const [index, set] of reached.entries()) {
      const there =
        mode === 'unordered'
          ? has[index]
          : mode === 'nested'
            ? has.slice(0, index + 1).every(Boolean)
            : far > index;
      if (there) set.add(name);
    }
  }
  return reached.map((set) => set.size);
}

function expected(list: readonly Event[], question: Asked): Record<string, number[]> {
  if (question.by === null) return { all: counted(list, question) };
  const parts: Record<string, number[]> = {};
  for (const [brand, part] of group(list, (e) => String(e.brand))) {
    const counts = counted(part, question);
    if (counts.some((count) => count > 0)) parts[brand] = counts;
  }
  return parts;
}

/** Events of one user, written as time and first letter, such as `1v 2c`. */
function story(text: string): Event[] {
  const letters: Record<string, EventType> = { v: 'view', c: 'cart', p: 'purchase', r: 'remove' };
  return text.split(' ').map((word) => ({
    time: Number.parseInt(word, 10),
    type: letters[word.at(-1) ?? ''] ?? 'click',
    user: 1,
    item: 1,
    brand: 'a',
    session: 's1',
    price: 100,
  }));
}

async function reached(text: string, raw: RawParameters): Promise<number> {
  const shop = await shopOf(story(text));
  try {
    const { rows } = await runMetric(databaseOf(shop.connection), 'funnel', raw, shop.context);
    return rows.filter((row) => row.entities === 1).length;
  } finally {
    shop.close();
  }
}

describe('one user in the funnel', () => {
  it('counts equal times as in order', async () => {
    expect(await reached('5p 5c 5v', {})).toBe(3);
    expect(await reached('5p 5c 5v', { mode: 'strict' })).toBe(3);
    expect(await reached('5p 5c 5v', { window_seconds: 0 })).toBe(3);
  });

  it('needs the order where the mode is ordered, and not where it is nested', async () => {
    expect(await reached('1c 2v 3p', {})).toBe(1);
    expect(await reached('1c 2v 3p', { mode: 'nested' })).toBe(3);
  });

  it('measures the window from the first step to the last, from any start or only the first', async () => {
    expect(await reached('1v 5c 10p', { window_seconds: 9 })).toBe(3);
    expect(await reached('1v 5c 10p', { window_seconds: 8 })).toBe(2);
    expect(await reached('1v 6v 7c 10p', { window_seconds: 5 })).toBe(3);
    expect(await reached('1v 6v 7c 10p', { window_seconds: 5, entry: 'first' })).toBe(1);
  });

  it('ends an attempt at an excluded event between two steps, not outside them', async () => {
    expect(await reached('1v 2c 3r 4p', { exclude: ['remove'] })).toBe(2);
    expect(await reached('0r 1v 2c 4p 5r', { exclude: ['remove'] })).toBe(3);
    expect(await reached('1v 2r 3v 4c 5p', { exclude: ['remove'] })).toBe(3);
    expect(await reached('1v 2r 3v 4c 5p', { exclude: ['remove'], entry: 'first' })).toBe(1);
    expect(await reached('1v 2c 2r 4p', { exclude: 'remove' })).toBe(3);
  });

  it('allows no other event of the funnel between two strict steps', async () => {
    expect(await reached('1v 2v 3c 4p', { mode: 'strict' })).toBe(3);
    expect(await reached('1v 2v 3c 4p', { mode: 'strict', entry: 'first' })).toBe(1);
    expect(await reached('1v 2c 3c 4p', { mode: 'strict' })).toBe(2);
    expect(await reached('1v 1c 3c 4p', { mode: 'strict' })).toBe(2);
    expect(await reached('1v 2r 3c 4p', { mode: 'strict' })).toBe(3);
  });
});

describe('the funnel', () => {
  it('counts what following every attempt by hand counts, and its audit agrees', async () => {
    const types: EventType[] = ['view', 'fav', 'cart', 'remove', 'purchase'];
    const property = fc.asyncProperty(
      events(types, 8, 1),
      fc.array(asked, { minLength: 12, maxLength: 12 }),
      async (list, questions) => {
        const shop = await shopOf(list);
        try {
          const database = databaseOf(shop.connection);
          for (const question of questions) {
            const { rows, definition } = await runMetric(
              database,
              'funnel',
              { ...question },
              shop.context,
            );
            const found: Record<string, number[]> = {};
            for (const row of rows) {
              const part = question.by === null ? 'all' : String(row.by);
              found[part] = [...(found[part] ?? []), Number(row.entities)];
            }
            const positive = Object.fromEntries(
              Object.entries(found).filter(([part, n]) => part === 'all' || n.some((c) => c > 0)),
            );
            expect(positive, JSON.stringify(question)).toEqual(expected(list, question));
            const audit = await auditMetric(database, 'funnel', { ...question }, shop.context);
            expect(audit.agrees, JSON.stringify([question, audit])).toBe(true);
            const inRanges = await runMetric(
              database,
              'funnel',
              { ...question },
              { ...shop.context, version: 'in ranges' },
              { rowsPerSlice: 3 },
            );
            expect(inRanges.rows, JSON.stringify(question)).toEqual(rows);
            expect(inRanges.definition.facts).toEqual(definition.facts);
          }
        } finally {
          shop.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 5 });
  }, 120_000);
});
