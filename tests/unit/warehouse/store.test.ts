import { describe, expect, it } from 'vitest';
import type { DecodePlan, FileShape } from '../../../src/sources/types.ts';
import type { LoadOutcome } from '../../../src/warehouse/load.ts';
import { Datasets } from '../../../src/warehouse/store/datasets.ts';
import { estimateCost } from '../../../src/warehouse/store/estimate.ts';
import { sampleHash } from '../../../src/warehouse/store/hash.ts';
import { type LoadIdentity, loadKey } from '../../../src/warehouse/store/load-key.ts';
import { namesFor } from '../../../src/warehouse/store/plain.ts';
import { type DatasetRecord, memoryStore } from '../../../src/warehouse/store/records.ts';
import { buildReport, withChecks } from '../../../src/warehouse/store/report.ts';
import { TAOBAO } from './native.ts';

const SHAPE: FileShape = {
  name: 'UserBehavior.csv',
  size: 316e6,
  lastModified: 1,
  format: 'delimited',
  compression: 'none',
  encoding: 'utf-8',
  bom: false,
  dialect: { delimiter: ',', quote: null, header: false },
  columns: ['column0', 'column1', 'column2', 'column3', 'column4'],
  types: [],
  preview: [],
  estimatedRows: 10e6,
  exactRows: false,
  notes: [],
};
const PLAN: DecodePlan = {
  shape: SHAPE,
  mapping: { columns: { event_time: { position: 4 }, user_id: { position: 0 } } },
  source: 'taobao',
  timezone: 'Asia/Shanghai',
  textual: [],
};
const IDENTITY: LoadIdentity = {
  files: [{ name: 'a.csv', size: 3, lastModified: 1, hash: 'x' }],
  plans: [PLAN],
  storage: 'opfs',
};

describe('what tells files and loads apart', () => {
  it('hashes the size and slices over the whole file', async () => {
    const bytes = new Uint8Array(3_000_000);
    const hash = await sampleHash(new Blob([bytes]));
    expect(await sampleHash(new Blob([bytes]))).toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    for (const at of [0, 2_999_999]) {
      const changed = bytes.slice();
      changed[at] = 1;
      expect(await sampleHash(new Blob([changed]))).not.toBe(hash);
    }
    expect(await sampleHash(new Blob([bytes.subarray(1)]))).not.toBe(hash);
    expect(await sampleHash(new Blob([]))).not.toBe(hash);
  });

  it('gives one key to one load, in whatever order its settings are written', async () => {
    const key = await loadKey(IDENTITY);
    const [file] = IDENTITY.files;
    if (!file) throw new Error('no file');
    const { storage, files, plans } = IDENTITY;
    expect(await loadKey({ storage, files, plans })).toBe(key);
    expect(await loadKey({ ...IDENTITY, files: [{ ...file, lastModified: 2 }] })).toBe(key);
    const large = { ...file, size: 3e6 };
    expect(await loadKey({ ...IDENTITY, files: [{ ...large, lastModified: 2 }] })).not.toBe(
      await loadKey({ ...IDENTITY, files: [large] }),
    );
    for (const change of [
      { files: [{ ...file, name: 'b.csv' }] },
      { files: [{ ...file, size: 4 }] },
      { files: [{ ...file, hash: 'y' }] },
      { storage: 'memory' } as const,
      { sample: 0.1 },
      { plans: [{ ...PLAN, timezone: 'UTC' }] },
      { plans: [{ ...PLAN, mapping: { columns: { event_time: { position: 3 } } } }] },
    ])
      expect(await loadKey({ ...IDENTITY, ...change })).not.toBe(key);
  });
});

describe('a data set that stands in for another', () => {
  it('takes its place at the next start where the page was closed between keeping it and deleting the other', async () => {
    const store = memoryStore();
    const record = (id: string, more = {}) =>
      ({ id, attachments: [], ...more }) as unknown as DatasetRecord;
    for (const one of [record('old'), record('new', { replaces: 'old' }), record('other')])
      await store.datasets.set(one.id, one);
    const datasets = new Datasets(store);
    expect(await datasets.settled('old')).toBe('new');
    expect((await store.datasets.all()).map(({ id }) => id)).toEqual(['new', 'other']);
    expect(await datasets.settled('other')).toBe('other');
    expect(await datasets.settled(null)).toBeNull();
  });
});

describe('what a load will cost', () => {
  it('grows with rows and columns, and follows the last loads on this machine', () => {
    const ten = estimateCost([SHAPE], 'opfs');
    const hundred = estimateCost([{ ...SHAPE, size: 3160e6, estimatedRows: 100e6 }], 'opfs');
    expect(hundred.bytes).toBeGreaterThan(ten.bytes * 9);
    expect(hundred.bytes).toBeLessThan(ten.bytes * 10);
    expect(hundred.seconds).toBeGreaterThan(ten.seconds * 8);
    const wide = { ...SHAPE, columns: [...SHAPE.columns, 'brand', 'price'] };
    expect(estimateCost([wide], 'opfs').bytes).toBeGreaterThan(ten.bytes);
    const slow = [{ storage: 'opfs', rows: 1e6, seconds: 10 }] as const;
    expect(estimateCost([SHAPE], 'opfs', slow).seconds).toBeCloseTo(100.5);
    const larger = { ...slow[0], bytes: 300, expected: 200 };
    expect(estimateCost([SHAPE], 'opfs', [larger]).bytes).toBeCloseTo(ten.bytes * 1.5, -1);
    expect(estimateCost([SHAPE], 'memory', slow).seconds).toBe(
      estimateCost([SHAPE], 'memory').seconds,
    );
  });
});

describe('names of plain tables', () => {
  const named = (name: string, member?: string) => [
    { shape: { ...SHAPE, name, ...(member ? { member } : {}) } },
  ];

  it('come from files and are never taken', () => {
    expect(
      namesFor([named('Cookie cats.csv'), named('cookie-cats.csv.gz'), named('dwd.csv')], ['x']),
    ).toEqual(['cookie_cats', 'cookie_cats_2', 'dwd_2']);
  });
});

describe('the load report', () => {
  const outcome: LoadOutcome = {
    context: TAOBAO,
    attachments: [],
    places: [
      { table: 'dwd', alias: 'p0', rows: 6 },
      { table: 'dwd', alias: 'p1', rows: 4 },
    ],
    rows: { read: 15, dwd: 10, duplicates: 2, rejected: 3, blank: 1, unsampled: 0 },
    rejects: { cut: 1, out_of_window: 2 },
    flags: {},
    tables: [
      { name: 'dwd', rows: 10, bytes: 100, seconds: 1 },
      { name: 'dws_user_day', rows: 5, bytes: 50, seconds: 0.5 },
      { name: 'dws_user', rows: 3, bytes: 30, seconds: 0.2 },
    ],
    stages: { read: 1 },
    shared: { workers: 2, parts: 2, buckets: 1, slices: 4 },
  };
  const input = { outcome, files: [SHAPE], storage: 'opfs' } as const;

  it('lists the layers with what each is made of, and the checks under the names people see', () => {
    const report = buildReport(input);
    expect(
      report.tables.map(({ layer, name, dependencies }) => [layer, name, dependencies]),
    ).toEqual([
      ['ods', 'ods', []],
      ['dwd', 'dwd_events', ['ods']],
      ['dws', 'dws_user_day', ['dwd_events']],
      ['dws', 'dws_user', ['dwd_events', 'dws_user_day']],
    ]);
    const check = { table: 'dwd', name: 'days', passed: true, failures: 0, sql: '' };
    const [, events] = withChecks(report.tables, [check]);
    expect(events?.checks).toEqual([check]);
  });

  it.each([
    ['a row lost on the way', { rows: { ...outcome.rows, read: 16 } }],
    ['a row outside of the sample', { rows: { ...outcome.rows, unsampled: 1 } }],
    ['a reject without a reason', { rejects: { cut: 1 } }],
    ['a part with other rows than counted', { places: outcome.places.slice(1) }],
  ])('is refused for %s', (_name, change) => {
    expect(() => buildReport({ ...input, outcome: { ...outcome, ...change } })).toThrow('internal');
  });
});
