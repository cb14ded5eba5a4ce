import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { figure, single } from './support/numbers.ts';
import { ROOT, type Site, serveSite } from './support/site.ts';
import { type House, tabhouse } from './support/tabhouse.ts';

interface Made {
  readonly paths: readonly string[];
  readonly lines: number;
  readonly good: number;
  readonly repeated: number;
  readonly cut: number;
  readonly outside: number;
}

describe('a file of many slices whose faults are known', () => {
  let folder: string;
  let site: Site;
  let reader: Visit;
  let house: House;
  let made: Made;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tabhouse-counts-'));
    const generator = join(ROOT, 'tests', 'bench', 'generate.mjs');
    const shares = ['--duplicates', '.003', '--cut', '.001', '--outside', '.002'];
    made = JSON.parse(
      execFileSync(
        process.execPath,
        [generator, 'taobao', '400000', '--folder', folder, ...shares],
        { encoding: 'utf8' },
      ),
    );
    site = await serveSite();
    reader = await visit(site);
    house = tabhouse(reader.page);
    await house.ready();
  });
  afterAll(async () => {
    await reader?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const storage of ['opfs', 'memory'] as const) {
    test(`every record is counted for what it is, kept in ${storage}`, async () => {
      const report = await house.open(made.paths, { source: 'taobao', storage });
      expect(report.rows).toEqual({
        read: made.lines,
        dwd: made.good,
        duplicates: made.repeated,
        rejected: made.cut + made.outside,
        blank: 0,
        unsampled: 0,
      });
      expect(report.rejects).toEqual({ cut: made.cut, out_of_window: made.outside });
      const failed = report.tables.flatMap(({ checks }) => checks.filter(({ passed }) => !passed));
      expect(failed).toEqual([]);
    });
  }

  test('a second reading, by plain SQL over the events, gives the same sessions', async () => {
    const row = single(
      await house.query(`with gaps as (
          select user_id, event_time - lag(event_time) over (partition by user_id order by event_time) as gap
          from dwd_events)
        select count(*) filter (gap is null or gap > interval 30 minutes) as wanted,
          (select count(*) from dws_session) as found from gaps`),
    );
    expect(figure(row.found)).toBe(figure(row.wanted));
  });

  test('flagging instead of rejecting keeps every whole record', async () => {
    const report = await house.open(made.paths, {
      source: 'taobao',
      rules: { duplicates: 'flag', out_of_window: 'flag' },
    });
    expect(report.rows).toMatchObject({ dwd: made.lines - made.cut, duplicates: 0 });
    expect(report.flags).toMatchObject({
      duplicates: made.repeated,
      out_of_window: made.outside,
    });
  });
});
