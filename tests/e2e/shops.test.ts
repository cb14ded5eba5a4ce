import { afterAll, beforeAll, expect, test } from 'vitest';
import { settled } from './support/cells.ts';
import { MALL, VISITS } from './support/mall.ts';
import { cellAt, notebookText, openText } from './support/notebook.ts';
import { type Seat, takeSeat } from './support/seat.ts';

let seat: Seat;
beforeAll(async () => {
  seat = await takeSeat();
  await seat.house.open([MALL], { storage: 'memory' });
  await settled(seat.page);
}, 180_000);
afterAll(() => seat?.leave());

const count = (wanted: (visit: (typeof VISITS)[number]) => boolean) => VISITS.filter(wanted).length;

test('brands, attribution and change answer with their second ways', async () => {
  const { house } = seat;
  const brands = await house.metric('brands', { measure: 'views' });
  expect(brands.audit).toMatchObject({ agrees: true });
  for (const row of brands.rows)
    expect([row.views, row.carts, row.purchases]).toEqual(
      (['view', 'cart', 'purchase'] as const).map((type) =>
        count((visit) => visit.brand === row.brand && visit.type === type),
      ),
    );
  const attribution = await house.metric('attribution', { by: 'brand', minimum: 1 });
  expect(attribution.audit).toMatchObject({ agrees: true });
  expect(attribution.rows[0]).toMatchObject({ brand: 'Rivo', verdict: 'above' });
  const change = await house.metric('change', { by: 'category', measure: 'purchases' });
  expect(change.audit).toMatchObject({ agrees: true });
  const late = (visit: (typeof VISITS)[number]) => visit.time >= '2024-03-05';
  const bought = (wanted: (visit: (typeof VISITS)[number]) => boolean) =>
    count((visit) => visit.type === 'purchase' && wanted(visit));
  const effects = change.rows.reduce((sum, row) => sum + Number(row.effect), 0);
  expect(effects).toBeCloseTo(bought(late) - bought((visit) => !late(visit)), 9);
});

test('a bar opens the level below, the path leads back, by pointer and by keyboard', async () => {
  const { page } = seat;
  await openText(
    page,
    '# Shop\n\n```metric levels\nkind: brands\nentity: category\nmeasure: views\n```\n',
  );
  await settled(page);
  const cell = await cellAt(page, 'levels');
  await cell.locator('.th-entity-name').first().waitFor();
  expect(await cell.locator('.th-entity-name').count()).toBeGreaterThanOrEqual(2);
  await cell.locator('rect.th-grow-x').first().click();
  await expect.poll(() => notebookText(page)).toContain('parent: electronics');
  await settled(page);
  const crumb = cell.locator('.th-crumb', { hasText: 'electronics' });
  await crumb.waitFor();
  // The first mark is the way back to the top.
  const hands = cell.locator('th-figure-hands .hand').first();
  await hands.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect.poll(() => notebookText(page)).not.toContain('parent:');
});

test('two names that are picked stand beside each other', async () => {
  const { page } = seat;
  await openText(page, '# Shop\n\n```metric rivals\nkind: brands\nmeasure: views\n```\n');
  await settled(page);
  const cell = await cellAt(page, 'rivals');
  for (const name of ['Rivo', 'Lux']) {
    const entity = cell.locator('.th-entity-name', { hasText: name });
    await entity.waitFor();
    await entity.click();
    await expect.poll(() => notebookText(page)).toContain(name);
    await settled(page);
  }
  expect(await notebookText(page)).toMatch(/chosen: \[ ?Rivo, Lux ?\]/);
  const pair = '[aria-label*="Rivo"][aria-label*="Lux"][aria-label*="every measure"]';
  await cell.locator(pair).first().waitFor({ state: 'attached' });
});

test('nothing broke, and nothing was asked of anyone else', () => {
  expect(seat.reader.errors).toEqual([]);
  expect(seat.reader.foreign).toEqual([]);
});
