import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { visit } from './support/browser.ts';
import { DIST, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

test('a newer version of the page is fetched, and taken when the reader says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-update-'));
  const worker = join(folder, 'sw.js');
  copyFileSync(join(DIST, 'sw.js'), worker);
  const site = await serveSite('/some/sub/path/', { 'sw.js': worker });
  const reader = await visit(site);
  const { page } = reader;
  await tabhouse(page).ready();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const update = () =>
    page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update();
    });
  await update();
  expect(await page.getByText('A newer version of this page is ready.').count()).toBe(0);

  appendFileSync(worker, '\n// the next build\n');
  const other = await reader.context.newPage();
  await other.goto(site.url, { waitUntil: 'load' });
  await tabhouse(other).ready();
  await update();
  await page.getByText('A newer version of this page is ready.').waitFor();
  const again = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Update now' }).click();
  await again;
  await other.getByText('This page was updated in another tab.').waitFor();
  await tabhouse(page).ready();
  await reader.close();
  await site.close();
  rmSync(folder, { recursive: true });
}, 240_000);
