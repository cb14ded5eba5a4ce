import { describe, expect, it } from 'vitest';
import { planSlices, readEvents } from '../../../../src/sources/read/index.ts';
import {
  collect,
  dataFile,
  hasData,
  onlyShape,
  planOf,
  REES46,
  readAll,
  TAOBAO,
} from './support.ts';

/** Figures of `oracle.json` beside the files. */
describe.skipIf(!hasData)('real files (skipped where shared/data is absent)', () => {
  it('Taobao, sorted by time, its last time cut short', async () => {
    const { rows, reader } = await readAll(
      dataFile('taobao/UserBehavior_timesorted_truncated.csv'),
      TAOBAO,
    );
    expect(reader.progress).toMatchObject({ records: 96169, blank: 0 });
    expect(reader.rejects.counts).toEqual({});
    const window = rows.filter(({ time }) => time >= 1511539200e6 && time < 1512316800e6);
    expect(window).toHaveLength(96168);
    expect(new Set(window.map(({ user_id }) => user_id)).size).toBe(58732);
    expect(new Set(window.map(({ item_id }) => item_id)).size).toBe(75384);
    const ofType = (type: number) => window.filter((row) => row.type === type).length;
    expect([0, 2, 1, 4].map(ofType)).toEqual([85773, 5292, 2959, 2144]);
    expect(Math.min(...rows.map(({ time }) => time))).toBe(15e6);
  });

  it('REES46, its last record cut', async () => {
    const { rows, reader } = await readAll(dataFile('rees46/2019-Oct_first17k.csv'), REES46, {
      textual: ['session_id'],
    });
    expect(reader.progress.records).toBe(17435);
    expect(reader.rejects.counts).toEqual({ cut: 1 });
    expect(reader.rejects.kept[0]?.line).toBe(17436);
    expect(rows).toHaveLength(17434);
    expect(rows.filter((row) => row.category_path === null)).toHaveLength(5746);
    expect(rows.filter((row) => row.brand === null)).toHaveLength(2477);
    expect(rows.filter((row) => Number(row.price) <= 0)).toHaveLength(19);
    const sum = rows.reduce((total, { price }) => total + Number(price), 0);
    expect(Math.round(sum / 100) / 100).toBe(5092137.23);
    expect(new Set(rows.map(({ user_id }) => user_id)).size).toBe(4504);
    expect(new Set(rows.map(({ session_id }) => session_id)).size).toBe(5066);
    expect(rows[0]?.category_id).toBe(2103807459595387724n);
  });

  it('Taobao, in any number of slices', async () => {
    const file = dataFile('taobao/UserBehavior_timesorted_truncated.csv');
    const shape = await onlyShape(file);
    const whole = await readAll(file, TAOBAO);
    for (const count of [3]) {
      const slices = await planSlices(file, shape, count);
      expect(slices).toHaveLength(count);
      const parts = await Promise.all(
        slices.map((slice) => collect(readEvents(file, planOf(shape, TAOBAO), slice))),
      );
      expect(parts.flatMap(({ rows }) => rows)).toEqual(whole.rows);
      expect(parts.reduce((lines, { reader }) => lines + reader.progress.lines, 0)).toBe(96169);
    }
  }, 60_000);
});
