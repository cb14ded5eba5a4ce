import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { zoneTable } from '../../../src/sources/zones.ts';
import { localDay, localHour, localTime } from '../../../src/warehouse/tables/index.ts';
import {
  dayOfDays,
  dayOfHours,
  hourOfHours,
  localDays,
  localHours,
} from '../../../src/warehouse/tables/local-time.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';
import { TAOBAO } from './native.ts';

const within = (reportTimezone: string, from: string, to: string): DatasetContext => ({
  ...TAOBAO,
  reportTimezone,
  from,
  to,
});

describe('local time in SQL', () => {
  it('is a plain sum where the offset does not change in the data', () => {
    expect(localTime({ ...TAOBAO, grain: 'subsecond' })).toBe(
      '(event_time + INTERVAL 28800 SECOND)',
    );
    expect(localTime({ ...TAOBAO, grain: 'subsecond', reportTimezone: 'UTC' })).toBe('event_time');
  });

  it.each([
    ['America/New_York', '2023-01-01', '2025-01-01'],
    ['Europe/London', '2009-12-01', '2011-12-09'],
    ['America/Sao_Paulo', '2016-09-01', '2018-10-31'],
    ['Australia/Lord_Howe', '2024-01-01', '2024-12-31'],
    ['Asia/Kolkata', '2024-01-01', '2024-01-31'],
    ['Europe/Paris', '1968-01-01', '1971-01-01'],
  ])('is what a clock in %s shows from %s to %s', async (zone, from, to) => {
    const context = within(zone, from, to);
    const connection = await (await DuckDBInstance.create()).connect();
    const hours = `SELECT CAST(t AS TIMESTAMP_S) AS event_time FROM range(TIMESTAMP '${from}', TIMESTAMP '${to}', INTERVAL 1777 SECOND) r(t)`;
    const reader = await connection.runAndReadAll(`SELECT epoch_ms(event_time)::DOUBLE AS utc,
      epoch_ms(${localTime(context)})::DOUBLE AS local, ${localDay(context)}::VARCHAR AS day, ${localHour(context)} AS hour,
      ${dayOfDays(localDays(context))}::VARCHAR AS day_1, ${dayOfHours(localHours(context))}::VARCHAR AS day_2, ${hourOfHours(localHours(context))} AS hour_1
      FROM (${hours})`);
    const table = zoneTable(zone);
    const rows = reader.getRows();
    expect(rows.length).toBeGreaterThan(1000);
    for (const [utc, local, day, hour, day1, day2, hour1] of rows) {
      const shown = Number(utc) + table.offsetSecondsAt(Number(utc)) * 1000;
      const iso = new Date(shown).toISOString();
      if (local !== shown || day !== iso.slice(0, 10) || hour !== Number(iso.slice(11, 13)))
        expect([local, day, hour]).toEqual([shown, iso.slice(0, 10), Number(iso.slice(11, 13))]);
      if (day1 !== day || day2 !== day || hour1 !== hour)
        expect([day1, day2, hour1]).toEqual([day, day, hour]);
    }
    connection.closeSync();
  });
});
