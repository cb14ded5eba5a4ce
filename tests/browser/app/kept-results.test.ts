import { afterEach, expect, test } from 'vitest';
import { KeptResults } from '../../../src/app/kept-results.ts';
import type { CellResult } from '../../../src/notebook/index.ts';

const kept = new KeptResults();
afterEach(() => kept.clear());

function resultOf(count: number): CellResult {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `user ${index}`,
    cents: BigInt(index) * 10_000_000_000_000_000n,
    day: index % 7 === 0 ? null : '2017-11-25',
  }));
  return { kind: 'rows', rows, total: count * 3, relation: 'ads_x', detail: { kind: 'rfm', rows } };
}

test.each([0, 1, 1000, 1001, 10_000])('%i rows come back as they were', async (count) => {
  const result = resultOf(count);
  await kept.put('key', result);
  const back = await new KeptResults().get('key');
  expect(back).toEqual(result);
  const detail = back?.detail as { rows: unknown } | undefined;
  expect(detail?.rows).toBe(back?.rows);
});

test('a result whose later rows are gone is none', async () => {
  await kept.put('key', resultOf(2500));
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open('tabhouse-rows');
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const transaction = database.transaction('pieces', 'readwrite');
  transaction.objectStore('pieces').delete('key#2');
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
  expect(await kept.get('key')).toBeNull();
});

test('too many rows are not kept, and nothing is known of another key', async () => {
  await kept.put('many', resultOf(10_001));
  expect(await kept.get('many')).toBeNull();
  expect(await kept.get('other')).toBeNull();
});

test('beyond a bound the oldest results are dropped, with all of their rows', async () => {
  await kept.put('oldest', resultOf(2500));
  await new Promise((resolve) => setTimeout(resolve, 5));
  await kept.put('newer', resultOf(2500));
  await new Promise((resolve) => setTimeout(resolve, 5));
  await kept.put('newest', resultOf(2500));
  await kept.prune(2);
  expect(await kept.get('oldest')).toBeNull();
  expect((await kept.get('newer'))?.rows).toHaveLength(2500);
  expect((await kept.get('newest'))?.rows).toHaveLength(2500);
});
