import { describe, expect, it } from 'vitest';
import { NOWHERE } from '../../../src/warehouse/ingest/lanes.ts';
import { destinationsOf, sampleLimit } from '../../../src/warehouse/ingest/route.ts';
import { sampleFigure } from '../../../src/warehouse/store/sampled.ts';
import { countBy, pipeline } from './ingest.pipeline.ts';

const HEADER = 'event_time,event_type,user_id,product_id,price,user_session';
const USERS = 400;

/** Each user n has 1 + n % 7 events; some lines are repeats, some nobody's, one is cut. */
function log(user: (n: number) => string): File {
  const lines: string[] = [];
  const at = (second: number) =>
    new Date(Date.UTC(2020, 0, 1, 0, 0, second)).toISOString().slice(0, 19).replace('T', ' ');
  for (let i = 0; i < USERS * 7; i++) {
    const n = i % USERS;
    if (Math.floor(i / USERS) <= n % 7)
      lines.push(`${at(i)},view,${user(n)},i${i % 50},1,s${n}-${i % 2}`);
  }
  for (let i = 0; i < 80; i++) lines.push(`${at(i)},view,,i1,1,`);
  lines.push(...lines.slice(0, 60), '2020-01-01 00:00:00,view');
  return new File([[HEADER, ...lines, ''].join('\n')], 'log.csv');
}

const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

describe.each([
  ['numbers', (n: number) => String(1000 + n)],
  ['texts', (n: number) => `u${n}`],
])('a sample of users whose identifiers are %s', (_kind, user) => {
  const load = (sample: number) =>
    pipeline([log(user)], { sample, parts: 2, buckets: 2, rules: { duplicates: 'reject' } });

  it('keeps whole users, and accounts for every record', async () => {
    const [all, some] = await Promise.all([load(1), load(0.25)]);
    expect(all.slices.every(({ unsampled }) => unsampled === 0)).toBe(true);
    const read = sum(some.slices.map(({ records }) => records));
    const rejected = sum(some.slices.flatMap(({ rejects }) => Object.values(rejects)));
    const dwd = sum(some.tables.map(({ numRows }) => numRows));
    const unsampled = sum(some.slices.map((slice) => slice.unsampled));
    expect(unsampled).toBeGreaterThan(0);
    expect(dwd + some.duplicates + rejected + unsampled).toBe(read);

    const named = ({ tables, keys }: typeof all) => {
      const texts = new Map<string, string>();
      for (const { shard, key } of keys)
        for (let i = 1; i <= (shard.user_id?.size ?? 0); i++)
          texts.set(String(key(i)), shard.user_id?.text(i) ?? '');
      const counts = Object.entries(countBy(tables, 'user_key'));
      return new Map(counts.map(([key, rows]) => [texts.get(key) ?? key, rows]));
    };
    const whole = named(all);
    const drawn = named(some);
    drawn.delete('null');
    expect(drawn.size).toBeGreaterThan(USERS * 0.15);
    expect(drawn.size).toBeLessThan(USERS * 0.35);
    for (const [name, rows] of drawn) expect(rows).toBe(whole.get(name));
  });

  it('has no texts in its dims that no row has', async () => {
    const { tables, sessions } = await load(0.1);
    const { null: _nobody, ...rows } = countBy(tables, 'session_key');
    expect([...sessions.keys()].map(String).sort()).toEqual(Object.keys(rows).sort());
  });
});

describe('the draw', () => {
  const rows = 100_000;
  const lanes = {
    user_id: Uint32Array.from({ length: rows }, (_, row) => row * 7 + 3),
    time: new Float64Array(rows),
  };
  const all = destinationsOf(lanes, rows, { parts: 4, buckets: 8 }, null);
  const drawn = (share: number) =>
    destinationsOf(lanes, rows, { parts: 4, buckets: 8 }, null, { limit: sampleLimit(share) });

  it('takes the same share of every part and bucket', () => {
    const to = drawn(0.1);
    for (let destination = 0; destination < 32; destination++) {
      const here = all.filter((one) => one === destination).length;
      const kept = to.filter((one) => one === destination).length;
      const spread = Math.sqrt(here * 0.1 * 0.9);
      expect(Math.abs(kept - here * 0.1)).toBeLessThan(4.5 * spread);
    }
  });

  it('has every user of a smaller sample in a larger one, and all in the whole', () => {
    const [tenth, half] = [drawn(0.1), drawn(0.5)];
    for (let row = 0; row < rows; row++)
      if (tenth[row] !== NOWHERE) expect(half[row]).toBe(all[row]);
    expect(drawn(1)).toEqual(all);
  });

  it('errs as often as the formula says, for totals and for rates', () => {
    const share = 0.1;
    const values = lanes.user_id.map((id) => 1 + (Math.imul(id, 2654435761) >>> 28));
    const bought = lanes.user_id.map((id) => ((Math.imul(id, 40503) >>> 5) % 10 === 0 ? 1 : 0));
    // Twenty populations of 5,000 users each.
    const hits = { pv: 0, conversion: 0 };
    for (let at = 0; at < 20; at++) {
      const of = <T>(list: ArrayLike<T>) => Array.from(list).slice(at * 5000, (at + 1) * 5000);
      const [to, y, b] = [of(drawn(share)), of(values), of(bought)];
      const kept = <T>(list: T[]) => list.filter((_, row) => to[row] !== NOWHERE);
      const [n, ys, bs] = [kept(y).length, kept(y), kept(b)];
      const squares = sum(ys.map((value) => value * value));
      const pv = sampleFigure({ name: 'pv', y: sum(ys), x: 0, yy: squares, xy: 0, xx: 0 }, share);
      const buyers = sum(bs);
      const rate = { name: 'conversion_user', y: buyers, x: n, yy: buyers, xy: buyers, xx: n };
      const conversion = sampleFigure(rate, share);
      const inside = (estimate: number, truth: number, error: number | null) =>
        Math.abs(estimate / truth - 1) < 1.96 * (error ?? 0) ? 1 : 0;
      hits.pv += inside(pv.estimate, sum(y), pv.error);
      hits.conversion += inside(conversion.estimate, sum(b) / 5000, conversion.error);
    }
    expect(hits.pv).toBeGreaterThanOrEqual(17);
    expect(hits.conversion).toBeGreaterThanOrEqual(17);
  });
});

describe('the error of a figure', () => {
  it('is √((1 − f) / n) for users, as for a simple random sample', () => {
    const users = { name: 'uv', y: 900, x: 0, yy: 900, xy: 0, xx: 0 };
    const { estimate, error } = sampleFigure(users, 0.1);
    expect(estimate).toBe(9000);
    expect(error).toBeCloseTo(Math.sqrt(0.9 / 900), 12);
  });

  it('is that of a share for a rate of users', () => {
    const rate = { name: 'conversion_user', y: 90, x: 900, yy: 90, xy: 90, xx: 900 };
    const { estimate, error } = sampleFigure(rate, 0.1);
    expect(estimate).toBe(0.1);
    expect((error ?? 0) * 0.1).toBeCloseTo(Math.sqrt((0.9 * 0.1 * 0.9) / 900), 12);
  });

  it('is not known where there is nothing', () => {
    const none = { name: 'gmv', y: 0, x: 0, yy: 0, xy: 0, xx: 0 };
    expect(sampleFigure(none, 0.5)).toMatchObject({ estimate: 0, error: null });
  });
});
