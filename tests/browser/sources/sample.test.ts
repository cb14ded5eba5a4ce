import { expect, test } from 'vitest';
import { generateSample } from '../../../src/sources/sample/index.ts';
import { makeSample } from '../../../src/sources/sample/make.ts';

test('a worker makes a small sample as a file, the same as here', async () => {
  const options = { shape: 'rees46', events: 3000, seed: 9 } as const;
  const file = await makeSample(options);
  const parts: Blob[] = [];
  for await (const piece of generateSample(options)) parts.push(new Blob([piece]));
  expect(await file.text()).toBe(await new Blob(parts).text());
  expect(file.name).toBe('tabhouse-sample-rees46-3000-9.csv');
});

test('a large one is written to OPFS, with progress, and removed when cancelled', async () => {
  const root = await navigator.storage.getDirectory();
  const names = async () => {
    const found: string[] = [];
    for await (const name of root.keys()) found.push(name);
    return found;
  };
  const options = { shape: 'taobao', events: 1_200_000, seed: 9 } as const;
  const rows: number[] = [];
  const file = await makeSample({ ...options, onProgress: (p) => rows.push(p.rows) });
  expect(rows.at(-1)).toBe(1_200_000);
  expect(file.size).toBeGreaterThan(40_000_000);
  expect((await file.slice(0, 200).text()).split('\n')[0]).toMatch(/^\d+,\d+,\d+,pv,\d{10}$/);
  expect(await names()).toContain(file.name);
  await root.removeEntry(file.name);

  const control = new AbortController();
  const cancelled = makeSample({
    ...options,
    seed: 10,
    signal: control.signal,
    onProgress: () => control.abort(),
  });
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  expect((await names()).filter((name) => name.startsWith('tabhouse-sample-'))).toEqual([]);
});
