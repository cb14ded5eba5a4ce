import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { cells, settled } from './support/cells.ts';
import { drop as dropFile, type Seat, takeSeat } from './support/seat.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const COUNT = 'select count(*)::integer as n from dwd_events';

let seat: Seat;
let reader: Visit;
let page: Page;
let folder: string;
let shop: string;

beforeEach(async () => {
  seat = await takeSeat();
  ({ reader, page, folder } = seat);
  shop = join(folder, 'shop.csv');
});
afterEach(() => seat?.leave());

const drop = (name: string, content: string) => dropFile(page, name, content);

describe('a reader', () => {
  test('drops a file, sees what it is, builds the layers and reads the overview', async () => {
    await drop(SHOP.name, SHOP.content);
    const build = page.getByRole('button', { name: /^Build/ });
    await build.waitFor();
    const spoken = await page.getByRole('dialog').ariaSnapshot();
    expect(spoken).toContain('Taobao');
    expect(spoken).toContain(SHOP.name);
    await build.click();
    const seen = await settled(page);
    expect(seen.filter(({ phase }) => phase !== 'done')).toEqual([]);
    expect(await tabhouse(page).query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
    expect(reader.errors).toEqual([]);
  });

  test('follows an address with a file of the same host, and none of another', async () => {
    writeFileSync(shop, SHOP.content);
    const hosted = await serveSite('/hosted/', { 'shop.csv': shop });
    const following = async (path: string, work: (guest: Visit) => Promise<void>) => {
      const guest = await visit(hosted, { search: `?data=${encodeURIComponent(path)}` });
      await tabhouse(guest.page).ready();
      await work(guest).finally(() => guest.close());
    };
    try {
      await following('shop.csv', async (guest) => {
        await settled(guest.page);
        expect(await tabhouse(guest.page).query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
      });
      await following(`${seat.site.origin}/shop.csv`, async (guest) => {
        const said = guest.page.getByText(/shop\.csv/).first();
        await said.waitFor();
        expect(guest.foreign).toEqual([]);
      });
    } finally {
      await hosted.close();
    }
  });

  test('tries the sample with one click', async () => {
    await page.getByRole('button', { name: /sample/i }).click();
    await settled(page, 100_000);
    const [row] = await tabhouse(page).query(COUNT);
    expect(Number(row?.n)).toBeGreaterThan(90_000);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  test('takes a chart away as rows', async () => {
    const house = tabhouse(page);
    await house.open([SHOP], { source: 'taobao' });
    await settled(page);
    const download = page.waitForEvent('download');
    await page
      .locator('th-cell[kind="metric"]')
      .first()
      .getByRole('button', { name: 'Actions' })
      .click();
    await page.getByRole('menuitem', { name: /CSV/ }).first().click();
    const path = await (await download).path();
    const [head, ...rows] = readFileSync(path, 'utf8').trim().split('\n');
    expect(head).toContain('pv');
    expect(rows).toHaveLength(9);
  });

  test('changes the period, and exactly the cells that depend on it run again', async () => {
    const house = tabhouse(page);
    await house.open([SHOP], { source: 'taobao' });
    await settled(page);
    const before = await results(page);
    await page.evaluate(() => {
      const find = (root: Document | ShadowRoot): Element | null => {
        for (const element of root.querySelectorAll('*')) {
          if (element.localName === 'th-cell' && 'cell' in element) {
            const { name } = element.cell as { name: string };
            if (name === 'period') return element;
          }
          const inside = element.shadowRoot && find(element.shadowRoot);
          if (inside) return inside;
        }
        return null;
      };
      const element = find(document);
      const { id } = (element as unknown as { cell: { id: string } }).cell;
      const value = { from: '2017-11-26', to: '2017-11-28' };
      element?.dispatchEvent(
        new CustomEvent('th-input', {
          detail: { id, name: 'period', value },
          bubbles: true,
          composed: true,
        }),
      );
    });
    await page.waitForTimeout(300);
    await settled(page);
    const after = await results(page);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed).toEqual(expect.arrayContaining(['overview', 'daily', 'funnel']));
    expect(changed).not.toContain('layers');
    expect(changed).not.toContain('report');
    expect((await cells(page)).every(({ phase }) => phase === 'done')).toBe(true);
  });
});

/** Of every named cell, a mark that changes whenever it is given a new result. */
function results(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const kept = globalThis as unknown as { marks?: WeakMap<object, number> };
    const marks = kept.marks ?? new WeakMap<object, number>();
    kept.marks = marks;
    const found: Record<string, number> = {};
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'th-cell') {
          const { cell, result } = element as unknown as {
            cell: { name: string | null };
            result: object | null;
          };
          if (cell.name && result) {
            if (!marks.has(result)) marks.set(result, Math.random());
            found[cell.name] = marks.get(result) ?? 0;
          }
        }
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });
}
