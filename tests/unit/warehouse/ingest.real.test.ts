import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countBy, fileOf, pipeline } from './ingest.pipeline.ts';
import { sharedFile } from './native.ts';

const oracle = (folder: string) => {
  const path = sharedFile(`${folder}/oracle.json`);
  return path ? JSON.parse(readFileSync(path, 'utf8')) : {};
};
const distinct = (counts: Readonly<Record<string, number>>) => Object.keys(counts).length;

describe.each(['UserBehavior_first_users.csv', 'UserBehavior_timesorted_truncated.csv'])(
  'ingest of the real Taobao file %s (needs shared data)',
  (name) => {
    const path = sharedFile(`taobao/${name}`);
    const expected = oracle('taobao')[name];

    it.skipIf(!path)('keeps, rejects and counts what the oracle does', async () => {
      const { slices, tables, duplicates } = await pipeline([fileOf(path ?? '')]);
      const records = slices.reduce((sum, slice) => sum + slice.records, 0);
      const rejects = slices.map((slice) => slice.rejects);
      const outside = rejects.reduce((sum, reasons) => sum + (reasons.out_of_window ?? 0), 0);
      const cut = rejects.reduce((sum, reasons) => sum + (reasons.cut ?? 0), 0);
      expect(records - cut).toBe(expected.raw.rows);
      expect(outside).toBe(expected.raw.out_of_window);
      expect(duplicates).toBe(expected.raw.exact_duplicates);
      expect(tables.reduce((sum, table) => sum + table.numRows, 0)).toBe(expected.window_rows);
    });

    it.skipIf(!path)(
      'tells users, items, event types and sessions apart as the oracle does',
      async () => {
        const { tables } = await pipeline([fileOf(path ?? '')], { parts: 3, buckets: 2 });
        expect(distinct(countBy(tables, 'user_key'))).toBe(expected.users);
        expect(distinct(countBy(tables, 'item_key'))).toBe(expected.items);
        expect(distinct(countBy(tables, 'category_key'))).toBe(expected.cats);
        const { view, cart, fav, purchase } = countBy(tables, 'event_type');
        expect({ pv: view, cart, fav, buy: purchase }).toEqual(expected.events);
        expect(distinct(countBy(tables, 'session_key'))).toBe(expected.sessions_30min);
      },
    );
  },
);

describe('ingest of the real REES46 file (needs shared data)', () => {
  const path = sharedFile('rees46/2019-Oct_first17k.csv');
  const expected = oracle('rees46');

  it.skipIf(!path)('reads every record, takes the cut one and the repeated ones out', async () => {
    const { slices, tables, duplicates } = await pipeline([fileOf(path ?? '')]);
    expect(slices.reduce((sum, slice) => sum + slice.records, 0)).toBe(expected.rows + 1);
    expect(slices.flatMap((slice) => slice.kept.map(({ reason }) => reason))).toEqual(['cut']);
    expect(duplicates).toBe(expected.exact_duplicates);
    const kept = tables.reduce((sum, table) => sum + table.numRows, 0);
    expect(kept).toBe(expected.rows - expected.exact_duplicates);
  });

  it.skipIf(!path)('keeps repeats where the rule only flags them', async () => {
    const { tables } = await pipeline([fileOf(path ?? '')], { rules: { duplicates: 'flag' } });
    const flags = countBy(tables, 'flags');
    const repeated = Object.entries(flags).filter(([mask]) => (Number(mask) & 1) !== 0);
    expect(repeated.reduce((sum, [, rows]) => sum + rows, 0)).toBe(expected.exact_duplicates);
    const illegal = Object.entries(flags).filter(([mask]) => (Number(mask) & 2) !== 0);
    expect(illegal.reduce((sum, [, rows]) => sum + rows, 0)).toBe(expected.price_le0);
  });

  it.skipIf(!path)('gives sessions one key each over all parts, and their text back', async () => {
    const { tables, sessions: texts } = await pipeline([fileOf(path ?? '')], {
      rules: { duplicates: 'off' },
    });
    const sessions = countBy(tables, 'session_key');
    expect(distinct(sessions)).toBe(expected.sessions);
    expect(new Set(texts.values()).size).toBe(expected.sessions);
    for (const key of texts.keys()) expect(sessions[String(key)]).toBeGreaterThan(0);
  });

  it.skipIf(!path)('sums prices exactly and keeps 19 digits', async () => {
    const { tables } = await pipeline([fileOf(path ?? '')], { rules: { duplicates: 'off' } });
    let sum = 0n;
    for (const table of tables) {
      const prices = table.getChild('price');
      for (let row = 0; row < table.numRows; row++) {
        const words = prices?.get(row) as Uint32Array | null;
        if (words) sum += BigInt(words[0] ?? 0) + (BigInt(words[1] ?? 0) << 32n);
      }
    }
    expect(Number(sum) / 10_000).toBeCloseTo(expected.price_sum, 2);
    const categories = Object.keys(countBy(tables, 'category_key'));
    expect(categories.every((key) => key.length === 19)).toBe(true);
    expect(countBy(tables, 'brand').null).toBe(expected.nulls.brand);
    expect(countBy(tables, 'brand').samsung).toBe(2018);
  });
});
