import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isZone, localDay, transitions, zones, zoneTable } from '../../../src/sources/zones.ts';

const at = (iso: string) => Date.parse(iso);

/** The clock of a zone by the shortest way through Intl: an independent answer. */
function wall(utcMs: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(utcMs);
}

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

const instant = fc.integer({ min: at('1971-01-01Z'), max: at('2060-01-01Z') });
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'America/Sao_Paulo',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Cairo',
);

describe('offsets of a zone', () => {
  test('agree with Intl at any instant', () => {
    fc.assert(
      fc.property(zone, instant, (name, ms) => {
        const shown = iso(ms + zoneTable(name).offsetSecondsAt(ms) * 1000);
        expect(shown).toBe(wall(ms, name));
      }),
      { numRuns: 2000 },
    );
  });

  test('a local time leads back to an instant that shows it, and to the first of two', () => {
    fc.assert(
      fc.property(zone, instant, (name, ms) => {
        const table = zoneTable(name);
        const local = ms + table.offsetSecondsAt(ms) * 1000;
        const back = table.toUtcMicros(local * 1000) / 1000;
        expect(back).toBeLessThanOrEqual(ms);
        expect(back + table.offsetSecondsAt(back) * 1000).toBe(local);
      }),
      { numRuns: 2000 },
    );
  });

  test('the last and first milliseconds around every change are right', () => {
    for (const name of ['Europe/London', 'America/Sao_Paulo', 'Pacific/Apia', 'Africa/Casablanca'])
      for (const { at: change, offsetSeconds } of transitions(name, at('1980Z'), at('2040Z'))) {
        expect(iso(change + offsetSeconds * 1000)).toBe(wall(change, name));
        const before = zoneTable(name).offsetSecondsAt(change - 1);
        expect(before).not.toBe(offsetSeconds);
        expect(iso(change - 1000 + before * 1000)).toBe(wall(change - 1000, name));
        const boundary = change + Math.max(before, offsetSeconds) * 1000;
        expect(zoneTable(name).toUtcMicros(boundary * 1000)).toBe(
          (boundary - offsetSeconds * 1000) * 1000,
        );
        expect(zoneTable(name).toUtcMicros((boundary - 1) * 1000)).toBe(
          (boundary - 1 - before * 1000) * 1000,
        );
      }
  });

  test('London 2011 changes on 27 March and 30 October at 01:00 UTC', () => {
    expect(transitions('Europe/London', at('2011-01-01Z'), at('2012-01-01Z'))).toEqual([
      { at: at('2011-03-27T01:00:00Z'), offsetSeconds: 3600 },
      { at: at('2011-10-30T01:00:00Z'), offsetSeconds: 0 },
    ]);
  });

  test('São Paulo had summer time in 2017 and has none in 2020', () => {
    expect(
      transitions('America/Sao_Paulo', at('2017-01-01Z'), at('2018-01-01Z')).map((t) => iso(t.at)),
    ).toEqual(['2017-02-19 02:00:00', '2017-10-15 03:00:00']);
    expect(transitions('America/Sao_Paulo', at('2020-01-01Z'), at('2021-01-01Z'))).toEqual([]);
  });

  test('Shanghai changed its clocks last in 1991', () => {
    const all = transitions('Asia/Shanghai', at('1970-01-01Z'), at('2026-01-01Z'));
    expect(iso(all.at(-1)?.at ?? 0)).toBe('1991-09-14 17:00:00');
    expect(zoneTable('Asia/Shanghai').offsetSecondsAt(at('2017-11-25Z'))).toBe(28_800);
  });

  test('a time shown twice is the first, a skipped one moves forward', () => {
    const london = zoneTable('Europe/London');
    expect(london.toUtcMicros(at('2011-10-30T01:30:00Z') * 1000) / 1000).toBe(
      at('2011-10-30T00:30:00Z'),
    );
    expect(london.toUtcMicros(at('2011-03-27T01:30:00Z') * 1000) / 1000).toBe(
      at('2011-03-27T01:30:00Z'),
    );
  });

  test('a far year costs one block, not all between', () => {
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    expect(zoneTable('Europe/London').offsetSecondsAt(at('2254-07-01Z'))).toBe(3600);
    const questions = asked.mock.calls.length;
    asked.mockRestore();
    // A block takes some 120; the years until then would take 28,000.
    expect(questions).toBeGreaterThan(0);
    expect(questions).toBeLessThan(500);
  });
});

test('a day is the day of the zone', () => {
  expect(localDay(at('2017-11-24T16:00:00Z'), 'Asia/Shanghai')).toBe('2017-11-25');
  expect(localDay(at('2017-11-24T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2017-11-24');
});

test('zones are known by name or by offset', () => {
  expect(isZone('Asia/Shanghai')).toBe(true);
  expect(isZone('+08:00')).toBe(true);
  expect(zoneTable('-03:30').offsetSecondsAt(0)).toBe(-12_600);
  expect(isZone('Mars/Olympus')).toBe(false);
  expect(isZone('')).toBe(false);
  expect(zones()[0]).toBe('UTC');
  expect(zones()).toContain('Asia/Shanghai');
});
