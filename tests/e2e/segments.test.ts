import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { cellAt, openText, phaseOf } from './support/notebook.ts';
import { ROOT, type Site, serveSite } from './support/site.ts';
import { type House, openPicked, pick, tabhouse } from './support/tabhouse.ts';

const ROWS = 20_000;
const NOTEBOOK = `---
title: Segments
---
\`\`\`input focus
type: selection
\`\`\`

\`\`\`metric rfm
kind: rfm
\`\`\`

\`\`\`segment champions
from: rfm
where: { segment: champions }
\`\`\`

\`\`\`metric steps
kind: funnel
\`\`\`

\`\`\`metric figures
kind: overview
where: { user_id: $champions }
\`\`\`

\`\`\`metric everybody
kind: overview
\`\`\`

\`\`\`sql rows
select count(*) as n from dwd_events
\`\`\`

\`\`\`sql members
select count(*) as n from champions
\`\`\`
`;

let site: Site;
let folder: string;
let reader: Visit;
let page: Page;
let house: House;

beforeAll(async () => {
  site = await serveSite();
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-segments-'));
  const script = join(ROOT, 'tests/bench/generate.mjs');
  execFileSync(process.execPath, [script, 'taobao', String(ROWS), '--folder', folder]);
  reader = await visit(site);
  page = reader.page;
  page.setDefaultTimeout(60_000);
  house = tabhouse(page);
  await house.ready();
  await pick(page, [join(folder, `UserBehavior_${ROWS}.csv`)]);
  await openPicked(page, { source: 'taobao', storage: 'memory' });
  await openText(page, NOTEBOOK);
}, 180_000);
afterAll(async () => {
  await reader?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const done = (name: string) =>
  expect.poll(() => phaseOf(page, name), { timeout: 60_000 }).toBe('done');

/** The first row of a cell's result. */
const first = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
  await done(name);
  return page.evaluate((wanted) => {
    type Rows = { readonly rows: readonly Record<string, unknown>[] };
    const { runtime } = (
      document.querySelector('tabhouse-app') as unknown as {
        workspace: {
          runtime: {
            document: { value: { cells: readonly { id: string; name: string | null }[] } };
            result(id: string): { value: Rows | null };
          };
        };
      }
    ).workspace;
    const cell = runtime.document.value.cells.find((one) => one.name === wanted);
    const row = runtime.result(cell?.id ?? '').value?.rows[0] ?? {};
    return Object.fromEntries(
      Object.entries(row).map(([key, one]) => [key, typeof one === 'bigint' ? Number(one) : one]),
    );
  }, name);
};

const champions = async (): Promise<number> => {
  const { rows } = await house.metric('rfm');
  return rows.filter(({ segment }) => segment === 'champions').length;
};

test('a segment cell holds its members, and filters an analysis and SQL by its name', async () => {
  const size = await champions();
  expect(size).toBeGreaterThan(0);
  expect((await first('figures')).uv).toBe(size);
  expect((await first('members')).n).toBe(size);
  expect(Number((await first('everybody')).uv)).toBeGreaterThan(size);
}, 240_000);

test('from a step of the funnel to its users, to a saved segment, to a filter of everything, and back', async () => {
  const { rows } = await house.metric('funnel');
  const [one, two] = rows.map(({ entities }) => Number(entities));
  await done('steps');
  const steps = await cellAt(page, 'steps');
  await steps.scrollIntoViewIfNeeded();
  await steps.locator('svg [style*="cursor: pointer"]').first().click();
  await page.getByRole('button', { name: 'Show the users' }).click();
  const drawer = page.locator('th-members-drawer');
  await expect
    .poll(() => drawer.locator('.size').textContent(), { timeout: 60_000 })
    .toContain(one?.toLocaleString('en'));
  await drawer.getByText('did not go on').click();
  const lost = ((one ?? 0) - (two ?? 0)).toLocaleString('en');
  await expect
    .poll(() => drawer.locator('.size').textContent(), { timeout: 60_000 })
    .toContain(lost);
  await drawer.getByLabel('Name of the segment').fill('lost');
  await drawer.getByRole('button', { name: 'Filter everything by it' }).click();
  await expect
    .poll(async () => Number((await first('everybody')).uv), { timeout: 60_000 })
    .toBe((one ?? 0) - (two ?? 0));
  const all = Number((await house.query('select count(*) as n from dwd_events'))[0]?.n);
  expect(Number((await first('rows')).n)).toBeLessThan(all);
  const chip = page.locator('th-filter-bar .chip', { hasText: 'lost' });
  await chip.waitFor();
  await chip.getByRole('button').click();
  await expect.poll(async () => Number((await first('rows')).n), { timeout: 60_000 }).toBe(all);
}, 180_000);
