import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodePlan, detect } from '../../../../src/sources/detect/index.ts';
import { inspectFile } from '../../../../src/sources/inspect/index.ts';
import { planSlices, readEvents } from '../../../../src/sources/read/index.ts';
import {
  generateSample,
  type SampleOptions,
  type SampleProgress,
  sampleFile,
} from '../../../../src/sources/sample/index.ts';

async function text(options: SampleOptions): Promise<string> {
  return (await sampleFile(options, undefined)).text();
}

async function hash(options: SampleOptions): Promise<string> {
  const digest = createHash('sha256');
  for await (const piece of generateSample(options)) digest.update(piece);
  return digest.digest('hex');
}

const lines = (csv: string) => csv.trimEnd().split('\n');
const share = (part: number, whole: number) => part / whole;

describe.each(['taobao', 'rees46'] as const)('a sample in the shape of %s', (shape) => {
  const header = shape === 'rees46' ? 1 : 0;

  test('is the same for the same seed and another for another', async () => {
    const options = { shape, events: 20_000, seed: 7 };
    expect(await hash(options)).toBe(await hash(options));
    expect(await hash(options)).not.toBe(await hash({ ...options, seed: 8 }));
  });

  test.each([0, 1, 2, 999, 1000, 4002, 12_345])('has exactly %i lines of data', async (events) => {
    const csv = await text({ shape, events, seed: 3 });
    expect(csv.split('\n')).toHaveLength(events + header + 1);
  });

  test('is detected as what it is, and all but its broken lines can be read', async () => {
    const file = await sampleFile({ shape, events: 40_000, seed: 1 }, undefined);
    const [found] = await inspectFile(file);
    if (!found) throw new Error('no shape');
    const detection = detect([found]);
    expect(detection).toMatchObject({ source: shape, events: true, uncertain: [] });
    const [slice] = await planSlices(file, found, 1);
    if (!slice) throw new Error('no slice');
    const reader = readEvents(file, decodePlan(found, detection), slice);
    let rows = 0;
    for await (const { chunk } of reader) rows += chunk.rows;
    const { counts } = reader.rejects;
    expect(Object.keys(counts).sort()).toEqual(['cut', 'event_time', 'event_type']);
    const rejected = Object.values(counts).reduce((sum, n) => sum + n, 0);
    expect(rejected).toBe(4);
    expect(rows + rejected).toBe(40_000);
  });

  test('tells how far it is and stops when asked to', async () => {
    const progress: SampleProgress[] = [];
    const control = new AbortController();
    const run = async () => {
      const pieces = generateSample({
        shape,
        events: 500_000,
        seed: 2,
        signal: control.signal,
        onProgress: (p) => {
          progress.push(p);
          if (progress.length === 2) control.abort();
        },
      });
      for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
    };
    await expect(run()).rejects.toMatchObject({ code: 'cancelled' });
    expect(progress).toHaveLength(2);
    expect(progress[1]?.rows).toBeGreaterThan(progress[0]?.rows ?? 0);
    expect(progress[1]?.totalRows).toBe(500_000);
  });
});

describe('the Taobao shop', async () => {
  const rows = lines(await text({ shape: 'taobao', events: 200_000, seed: 11 })).map((l) =>
    l.split(','),
  );
  const whole = rows.filter((row) => row.length === 5 && /^\d{10}$/.test(row[4] ?? ''));
  const words = (word: string) => whole.filter((row) => row[3] === word).length;
  const inWindow = (row: readonly string[]) =>
    Number(row[4]) >= 1_511_539_200 && Number(row[4]) < 1_512_316_800;

  test('mixes events as the real one does', () => {
    expect(share(words('pv'), whole.length)).toBeCloseTo(0.895, 1);
    expect(words('cart')).toBeGreaterThan(words('fav'));
    expect(words('fav')).toBeGreaterThan(words('buy'));
    expect(share(words('buy'), whole.length)).toBeGreaterThan(0.015);
  });

  test('has broken, repeated and out-of-window lines, a few of each', () => {
    expect(rows.length - whole.length).toBeGreaterThan(5);
    const seen = new Set(whole.map((row) => row.join()));
    expect(whole.length - seen.size).toBeGreaterThan(30);
    const outside = whole.filter((row) => !inWindow(row)).length;
    expect(share(outside, whole.length)).toBeCloseTo(0.0005, 4);
  });

  test('is busiest at nine in the evening and buys most at ten in the morning', () => {
    const peak = (word: string) => {
      const hours = new Array<number>(24).fill(0);
      for (const row of whole)
        if (row[3] === word) {
          const hour = Math.floor((Number(row[4]) + 28_800) / 3600) % 24;
          hours[hour] = (hours[hour] ?? 0) + 1;
        }
      return hours.indexOf(Math.max(...hours));
    };
    expect(peak('pv')).toBe(21);
    expect(peak('buy')).toBe(10);
  });

  test('keeps each user’s events together and in order of time', () => {
    const users = new Set<string>();
    let previous = ['', '', '', '', '0'];
    const wrong: unknown[] = [];
    for (const row of whole.filter(inWindow)) {
      const back = Number(row[4]) < Number(previous[4]);
      if (row[0] === previous[0] ? back : users.has(row[0] ?? '')) wrong.push(row);
      users.add(row[0] ?? '');
      previous = row;
    }
    expect(wrong).toEqual([]);
    expect(share(whole.length, users.size)).toBeGreaterThan(30);
  });

  test('has some 0.17 sessions per line', () => {
    let sessions = 0;
    let user = '';
    let time = 0;
    for (const row of whole.filter(inWindow)) {
      if (row[0] !== user || Number(row[4]) - time > 1800) sessions++;
      user = row[0] ?? '';
      time = Number(row[4]);
    }
    expect(share(sessions, whole.length)).toBeCloseTo(0.17, 1);
  });

  test('an item belongs to one category', () => {
    const category = new Map<string, string>();
    for (const row of whole) category.set(row[1] ?? '', row[2] ?? '');
    expect(whole.filter((row) => category.get(row[1] ?? '') !== row[2])).toEqual([]);
  });
});

describe('the REES46 shop', async () => {
  const [header, ...data] = lines(await text({ shape: 'rees46', events: 100_000, seed: 5 }));
  const rows = data.map((line) => line.split(','));
  const whole = rows.filter(
    (row) => row.length === 9 && row[0]?.endsWith(' UTC') && row[1] !== 'dance',
  );

  test('has the nine columns, a few broken lines and no other', () => {
    expect(header).toBe(
      'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session',
    );
    expect(rows.length - whole.length).toBe(10);
    const form = new RegExp(
      [
        '^2019-10-[0-3]\\d [0-2]\\d:[0-5]\\d:[0-5]\\d UTC,(?:view|cart|remove_from_cart|purchase),\\d+,\\d{19}',
        '[a-z_.]*,[a-z0-9]*,\\d+\\.\\d\\d,[56]\\d{8}',
        '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$',
      ].join(','),
    );
    expect(whole.map((row) => row.join()).filter((line) => !form.test(line))).toEqual([]);
  });

  test('is in order of time and fills the month', () => {
    const times = whole.map((row) => row[0] ?? '');
    expect([...times].sort()).toEqual(times);
    expect(times[0]?.slice(0, 10)).toBe('2019-10-01');
    expect(times.at(-1)?.slice(0, 10)).toBe('2019-10-31');
  });

  test('a session has one user, a category id one code', () => {
    const users = new Map(whole.map((row) => [row[8], row[7]]));
    const codes = new Map(whole.map((row) => [row[3], row[4]]));
    const mixed = whole.filter(
      (row) => users.get(row[8]) !== row[7] || codes.get(row[3]) !== row[4],
    );
    expect(mixed).toEqual([]);
    expect(share(users.size, whole.length)).toBeCloseTo(0.17, 1);
  });

  test('sells most on the promotion day, and loses people from view to purchase', () => {
    const bought = new Map<string, number>();
    for (const row of whole)
      if (row[1] === 'purchase')
        bought.set(row[0]?.slice(0, 10) ?? '', (bought.get(row[0]?.slice(0, 10) ?? '') ?? 0) + 1);
    const best = [...bought].sort((a, b) => b[1] - a[1])[0];
    expect(best?.[0]).toBe('2019-10-24');
    const sessions = (word: string) =>
      new Set(whole.filter((row) => row[1] === word).map((row) => row[8])).size;
    expect(sessions('view')).toBeGreaterThan(sessions('cart'));
    expect(sessions('cart')).toBeGreaterThan(sessions('purchase'));
    expect(sessions('purchase')).toBeGreaterThan(0);
  });
});

test('bytes of a seed are pinned, so that a shared sample stays the same file', async () => {
  expect(await hash({ shape: 'taobao', events: 10_000, seed: 42 })).toMatchInlineSnapshot(
    `"7ba6c921c879820df65eac4f198ccd94469d2a7edf465c1af8fadccaaab192e5"`,
  );
  expect(await hash({ shape: 'rees46', events: 10_000, seed: 42 })).toMatchInlineSnapshot(
    `"97e2f9ee3c05dc2dae0ce75ae97c3b5fcb819ccd905058fb98eba06ec1c5949a"`,
  );
});
