import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { settled } from './support/cells.ts';
import { openText, phaseOf } from './support/notebook.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

/** Cells that ask the engine in every way that there is. */
const EVERY_WAY = `# Every way

\`\`\`input pick
type: multi-select
column: category
\`\`\`

\`\`\`sql items
select item_id, category_id, count(*)::integer as n from dwd_events group by all order by n desc
\`\`\`

\`\`\`chart drawn
from: dwd_events
mark: barY
x: { column: event_time, interval: day }
y: count()
\`\`\`

\`\`\`table listed
from: items
\`\`\`

\`\`\`segment buyers
from: events
where: { event_type: [purchase] }
\`\`\`

\`\`\`metric groups
kind: clusters
\`\`\`
`;

const COUNT = 'select count(*)::integer as n from dwd_events';
let site: Site;
let folder = '';

beforeAll(async () => {
  site = await serveSite();
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-tabs-'));
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The first tab of a reader, with the shop open and the service worker in place. */
async function first(): Promise<Visit> {
  const reader = await visit(site);
  const house = tabhouse(reader.page);
  await house.ready();
  await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
  await settled(reader.page);
  await reader.page.evaluate(() => navigator.serviceWorker.ready);
  return reader;
}

async function another(reader: Visit): Promise<Page> {
  const page = await reader.context.newPage();
  await page.goto(site.url, { waitUntil: 'load' });
  await tabhouse(page).ready();
  return page;
}

test('a second tab shows the same figures through the first, and takes over when that closes', async () => {
  const reader = await first();
  const page = await another(reader);
  const [one, two] = [tabhouse(reader.page), tabhouse(page)];
  expect(await two.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
  const asked = { steps: ['view', 'cart', 'purchase'], basis: 'user' };
  const [there, here] = await Promise.all([
    one.metric('funnel', asked),
    two.metric('funnel', asked),
  ]);
  expect(here.rows).toEqual(there.rows);
  expect(here.audit.agrees).toBe(true);
  const cells = await settled(page);
  expect(cells.filter(({ phase }) => phase !== 'done')).toEqual([]);
  await openText(page, EVERY_WAY);
  for (const name of ['pick', 'items', 'drawn', 'listed', 'buyers', 'groups'])
    await expect.poll(() => phaseOf(page, name), { timeout: 40_000, message: name }).toBe('done');

  await reader.page.close();
  expect(await two.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
  await two.open([{ name: 'more.csv', content: '901,5,7,pv,1511600000\n' }], {
    source: 'taobao',
    append: true,
  });
  expect(await two.query(COUNT)).toEqual([{ n: SHOP_ROWS + 1 }]);
  expect(reader.errors).toEqual([]);
  await reader.close();
}, 240_000);

test('what one tab loads, the other shows, whichever of them has the data', async () => {
  const reader = await first();
  const page = await another(reader);
  const other = join(folder, 'other.csv');
  writeFileSync(other, '901,5,7,pv,1511600000\n902,5,7,buy,1511600100\n');
  await tabhouse(page).open([other], { source: 'taobao' });
  for (const one of [page, reader.page]) {
    await expect.poll(() => tabhouse(one).query(COUNT), { timeout: 40_000 }).toEqual([{ n: 2 }]);
    await one.getByRole('button', { name: 'other', exact: true }).first().waitFor();
  }
  const errors = await page.evaluate(() =>
    window.tabhouse.query('select nothing from dwd_events').catch((error) => error.code),
  );
  expect(errors).toBe('sql');
  await reader.close();
}, 240_000);

test('of three tabs the second takes over from the first, and the third goes on with it', async () => {
  const reader = await first();
  const second = await another(reader);
  const third = await another(reader);
  await reader.page.close();
  for (const page of [second, third])
    expect(await tabhouse(page).query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
  await second.close();
  expect(await tabhouse(third).query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
  await reader.close();
}, 240_000);
