import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visit } from './support/browser.ts';
import { olistFiles } from './support/olist.ts';
import { CALIBRATION, calibrate, longest, longTasks, record } from './support/pace.ts';
import { type Seat, takeSeat } from './support/seat.ts';
import { type House, pick } from './support/tabhouse.ts';

let seat: Seat;
let reader: Visit;
let house: House;
let folder: string;

beforeAll(async () => {
  seat = await takeSeat();
  ({ reader, house, folder } = seat);
});
afterAll(() => seat?.leave());

/** Path of a file made here. A file handed over as bytes is put together by the page, which would count as its work. */
function onDisk(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Path of a workbook of order lines whose strings alone take a moment to unpack. */
async function workbook(lines: number): Promise<string> {
  const rows = Array.from({ length: lines }, (_, index) => [
    String(536365 + Math.floor(index / 7)),
    `${20000 + (index % 3000)}A`,
    `GIFT ${index} WITH A NAME OF ITS OWN`,
    1 + (index % 12),
    new Date(Date.UTC(2010, 11, 1, 8, 26) + Math.floor(index / 7) * 60_000),
    (index % 500) / 100 + 0.25,
    12346 + (index % 4300),
    'United Kingdom',
  ]);
  const header = [
    'InvoiceNo',
    'StockCode',
    'Description',
    'Quantity',
    'InvoiceDate',
    'UnitPrice',
    'CustomerID',
    'Country',
  ];
  const content = await writeXlsx({ sheets: [{ name: 'Online Retail', rows: [header, ...rows] }] });
  return onDisk('Online Retail.xlsx', content);
}

/** Opens what was picked: what came of it. */
function opened(cancelAfter?: number) {
  return reader.page.evaluate(async (limit) => {
    const input = document.getElementById('tabhouse-test-files') as HTMLInputElement;
    const files = [...(input.files ?? [])];
    const control = new AbortController();
    if (limit !== undefined) setTimeout(() => control.abort(), limit);
    return window.tabhouse.open(files, { storage: 'memory', signal: control.signal }).then(
      ({ source, rows }) => ({ source, rows, code: '' }),
      (error: { code?: string }) => ({
        source: '',
        rows: null,
        code: error.code ?? String(error),
      }),
    );
  }, cancelAfter);
}

/** As `opened`, with every task of the page meanwhile that was too long. Picking is over: that is the test's own work. */
async function watched() {
  const { page } = reader;
  const recording = await record(page);
  await calibrate(page, recording);
  // What earlier tests and the calibration left behind would be collected in the middle of the load.
  await recording.mark('rest');
  await page.requestGC();
  await recording.mark('load');
  const outcome = await opened();
  await calibrate(page, recording);
  const tasks = await recording.stop();
  expect(tasks.filter(({ phase }) => phase === 'load').length).toBeGreaterThan(10);
  console.log(
    `Reference ${Math.round(longest(tasks, CALIBRATION))} ms; longest task of the load ${Math.round(longest(tasks, 'load'))} ms.`,
  );
  return { ...outcome, long: longTasks(tasks, ['load'], HELD) };
}

describe('looking at files and joining them', () => {
  test('leaves the page free, and nine tables of Olist come to their figures', async () => {
    const { files, truth } = olistFiles(12_000);
    await pick(
      reader.page,
      files.map(({ name, content }) => onDisk(name, content)),
    );
    const { source, rows, long } = await watched();
    expect(source).toBe('olist');
    expect(rows).toMatchObject({ read: truth.lines, dwd: truth.lines, rejected: 0 });
    expect(long).toEqual([]);
    const { rows: figures, audit } = await house.metric('overview');
    expect(figures[0]).toMatchObject({
      purchases: truth.lines - truth.cancelledLines,
      gmv: truth.gmv / 100,
      net_gmv: truth.gmv / 100,
    });
    expect(audit.agrees).toBe(true);
    const [refunds] = await house.query(
      "select count(*)::integer as lines, sum(amount)::varchar as money from dwd_events where event_type = 'refund'",
    );
    expect(refunds).toEqual({
      lines: truth.cancelledLines,
      money: (truth.cancelled / 100).toFixed(4),
    });
  });

  test('leaves the page free while a workbook is unpacked', async () => {
    await pick(reader.page, [await workbook(30_000)]);
    const { source, rows, long } = await watched();
    expect(source).toBe('online-retail');
    expect(rows).toMatchObject({ read: 30_000, rejected: 0 });
    expect(long).toEqual([]);
  });

  test('ends where it is cancelled, and leaves what was open', async () => {
    const before = await house.query('select count(*)::integer as n from dwd_events');
    await pick(reader.page, [await workbook(60_000)]);
    const whole = await opened(150);
    expect(whole.code).toBe('cancelled');
    expect(await house.query('select count(*)::integer as n from dwd_events')).toEqual(before);
    expect(reader.errors).toEqual([]);
  });
});

/**
 * Milliseconds of processor time. Where the page itself joins these tables, tasks take up to 180, and to unpack this
 * workbook takes it more than 400; the notebook of the last data set is taken down meanwhile, which takes about 50.
 */
const HELD = 120;
