import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { measureFormats } from '../../../src/scale/speed/formats.ts';
import { detect } from '../../../src/sources/detect/index.ts';
import { inspectFile } from '../../../src/sources/inspect/index.ts';
import { loadParquet, readEvents } from '../../../src/sources/read/index.ts';
import { sampleFile } from '../../../src/sources/sample/index.ts';
import type { DecodePlan } from '../../../src/sources/types.ts';

beforeAll(async () => {
  await loadParquet(readFileSync('node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm'));
});

async function planOf(file: File): Promise<DecodePlan> {
  const [shape] = await inspectFile(file);
  if (!shape) throw new Error('no shape');
  const { mapping, source, timezone } = detect([shape]);
  return { shape, mapping, source, timezone, textual: [] };
}

test('a CSV file and the Parquet file written from it give the same answers to every scan', async () => {
  const file = await sampleFile({ shape: 'taobao', events: 12_000, seed: 7 });
  const plan = await planOf(file);
  const told: string[] = [];
  const figures = await measureFormats(file, plan, 2, ({ subject }) => told.push(subject));

  let rows = 0;
  let purchases = 0;
  const slice = { index: 0, start: 0, end: file.size, quoted: false };
  for await (const { chunk } of readEvents(file, plan, slice)) {
    rows += chunk.rows;
    for (const type of chunk.type) if (type === 4) purchases++;
  }
  expect(figures.rows).toBe(rows);
  expect(figures.scans.column.answer).toEqual({ rows, figure: purchases });
  expect(figures.scans.filter.answer.rows).toBeGreaterThan(0);
  expect(figures.scans.filter.answer.rows).toBeLessThan(rows);
  for (const { agrees, csv, parquet } of Object.values(figures.scans)) {
    expect(agrees).toBe(true);
    expect(csv.runs).toHaveLength(2);
    expect(parquet.median).toBeGreaterThan(0);
  }
  expect(figures.parquetBytes).toBeLessThan(figures.csvBytes / 2);
  expect([...new Set(told)]).toEqual(['write', 'column', 'filter', 'whole']);
}, 60_000);
