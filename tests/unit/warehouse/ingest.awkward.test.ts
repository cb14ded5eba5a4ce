import { describe, expect, it } from 'vitest';
import type { Rules } from '../../../src/warehouse/types.ts';
import { countBy, pipeline, rowsOfTables } from './ingest.pipeline.ts';

const HEADER = 'event_time,event_type,user_id,product_id,price,user_session';

/** A log in which user ids are texts, some rows are nobody's, a session has two users and another is a robot's. */
function awkward(): string[] {
  const lines: string[] = [];
  const at = (second: number) =>
    new Date(Date.UTC(2020, 0, 1, 0, 0, second)).toISOString().slice(0, 19).replace('T', ' ');
  for (let i = 0; i < 900; i++)
    lines.push(`${at(i * 40)},view,u${i % 37},${i % 11},${i % 5},s${i % 90}`);
  for (let i = 0; i < 120; i++) lines.push(`${at(i % 7)},view,,${i % 3},1.5,`);
  for (let i = 0; i < 300; i++) lines.push(`${at(50_000 + i)},view,robot,${i},2,bot`);
  for (let i = 0; i < 202; i++) lines.push(`${at(50_000 + i)},cart,helper,${i},2,bot`);
  // Repeats: two of a robot's rows, one of a person's.
  lines.push(
    `${at(50_000)},view,robot,0,2,bot`,
    `${at(50_001)},view,robot,1,2,bot`,
    `${at(0)},view,u0,0,0,s0`,
  );
  return lines;
}

const lines = awkward();
const file = () => new File([[HEADER, ...lines].join('\n'), '\n'], 'awkward.csv');
const load = (rules: Partial<Rules>, parts = 3) => pipeline([file()], { parts, buckets: 2, rules });
const distinct = new Set(lines);
const robots = [...distinct].filter((line) => line.endsWith(',bot'));

describe('ingest of an awkward log', () => {
  it('keeps every distinct line once, in any number of parts', async () => {
    for (const parts of [1, 2, 4]) {
      const { tables, duplicates } = await load({ bot_session: 'off' }, parts);
      expect(tables.reduce((sum, table) => sum + table.numRows, 0)).toBe(distinct.size);
      expect(duplicates).toBe(lines.length - distinct.size);
    }
  });

  it('gives each text one key over all parts', async () => {
    const { tables, keys } = await load({ bot_session: 'off' });
    const texts = new Map<string, string>();
    for (const { shard, key } of keys)
      for (let i = 1; i <= (shard.user_id?.size ?? 0); i++)
        texts.set(String(key(i)), shard.user_id?.text(i) ?? '');
    const byUser: Record<string, number> = {};
    for (const line of distinct) {
      const user = line.split(',')[2] || 'null';
      byUser[user] = (byUser[user] ?? 0) + 1;
    }
    const counted = Object.entries(countBy(tables, 'user_key')).map(([key, rows]) => [
      texts.get(key) ?? 'null',
      rows,
    ]);
    expect(Object.fromEntries(counted)).toEqual(byUser);
  });

  it('puts all of a user into one part, and nobody into the first', async () => {
    const { tables } = await load({ bot_session: 'off' });
    const parts = new Map<string, Set<number>>();
    for (const [index, table] of tables.entries())
      for (const { user_key: user } of rowsOfTables([table])) {
        const name = String(user);
        parts.set(name, (parts.get(name) ?? new Set()).add(Math.floor(index / 2)));
      }
    expect([...parts.values()].every((held) => held.size === 1)).toBe(true);
    expect([...(parts.get('null') ?? [])]).toEqual([0]);
  });

  it('flags a session with more than 500 distinct events, over all its users', async () => {
    const { tables, robots: rejected } = await load({ bot_session: 'flag', price_illegal: 'off' });
    expect(robots.length).toBe(502);
    expect(countBy(tables, 'flags')).toEqual({ '0': distinct.size - 502, '4': 502 });
    expect(rejected).toBe(0);
  });

  it('rejects all records of a robot’s session, the repeated ones too', async () => {
    const { tables, robots: rejected, duplicates } = await load({ bot_session: 'reject' });
    expect(rejected).toBe(504);
    expect(duplicates).toBe(lines.length - distinct.size - 2);
    expect(tables.reduce((sum, table) => sum + table.numRows, 0)).toBe(distinct.size - 502);
  });

  it('counts repeats of a session only where they are kept', async () => {
    const shorter = lines.filter(
      (line) => !line.includes(',cart,helper,201,') && !line.includes(',cart,helper,200,'),
    );
    const short = () => new File([[HEADER, ...shorter].join('\n'), '\n'], 'awkward.csv');
    const strict = await pipeline([short()], {
      rules: { bot_session: 'flag', price_illegal: 'off' },
    });
    expect(countBy(strict.tables, 'flags')['4']).toBeUndefined();
    const loose = await pipeline([short()], {
      rules: { bot_session: 'flag', duplicates: 'off', price_illegal: 'off' },
    });
    expect(countBy(loose.tables, 'flags')['4']).toBe(502);
  });
});
