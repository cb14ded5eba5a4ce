import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { olistFiles } from './support/olist.ts';
import { type Site, serveSite } from './support/site.ts';
import { type House, type Picked, pick, tabhouse } from './support/tabhouse.ts';

let site: Site;
let reader: Visit;
let house: House;

beforeAll(async () => {
  site = await serveSite();
  reader = await visit(site, { locale: 'en' });
  house = tabhouse(reader.page);
  await house.ready();
});
afterAll(async () => {
  await reader?.close();
  await site?.close();
});

/** A workbook of order lines whose strings alone take a moment to unpack. */
async function workbook(lines: number): Promise<Picked> {
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
  return { name: 'Online Retail.xlsx', content };
}

/** Milliseconds of what was picked until the load is over, and the longest time without an answer from the page. */
function opened(cancelAfter?: number) {
  return reader.page.evaluate(async (limit) => {
    const input = document.getElementById('tabhouse-test-files') as HTMLInputElement;
    const files = [...(input.files ?? [])];
    const control = new AbortController();
    let longest = 0;
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    watch.observe({ type: 'longtask' });
    const begun = performance.now();
    if (limit !== undefined) setTimeout(() => control.abort(), limit);
    const outcome = await window.tabhouse
      .open(files, { storage: 'memory', signal: control.signal })
      .then(
        ({ source, rows }) => ({ source, rows, code: '' }),
        (error: { code?: string }) => ({
          source: '',
          rows: null,
          code: error.code ?? String(error),
        }),
      );
    const took = performance.now() - begun;
    watch.disconnect();
    return { ...outcome, took, longest };
  }, cancelAfter);
}

describe('looking at files and joining them', () => {
  test('leaves the page free, and nine tables of Olist come to their figures', async () => {
    const { files, truth } = olistFiles(12_000);
    await pick(reader.page, files);
    const { source, rows, longest } = await opened();
    expect(source).toBe('olist');
    expect(rows).toMatchObject({ read: truth.lines, dwd: truth.lines, rejected: 0 });
    expect(longest).toBeLessThan(LONGEST);
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
    const { source, rows, longest } = await opened();
    expect(source).toBe('online-retail');
    expect(rows).toMatchObject({ read: 30_000, rejected: 0 });
    expect(longest).toBeLessThan(LONGEST);
  });

  test('ends at once where it is cancelled, and leaves what was open', async () => {
    const before = await house.query('select count(*)::integer as n from dwd_events');
    await pick(reader.page, [await workbook(60_000)]);
    const whole = await opened(150);
    expect(whole.code).toBe('cancelled');
    expect(whole.took).toBeLessThan(5000);
    expect(await house.query('select count(*)::integer as n from dwd_events')).toEqual(before);
    expect(reader.errors).toEqual([]);
  });
});

/** Milliseconds. A busy machine stretches a task of 20 to several times that; unpacking here took seconds. */
const LONGEST = 250;
