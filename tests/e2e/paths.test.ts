import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { dataFile, hasData } from './support/data.ts';
import { cellAt, openText, phaseOf } from './support/notebook.ts';
import { figure } from './support/numbers.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const USERS = 'UserBehavior_first_users.csv';

let site: Site;
let reader: Visit;
let page: Page;

beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());
afterEach(async () => {
  const { errors = [] } = reader ?? {};
  await reader?.close();
  expect(errors).toEqual([]);
});

const done = (name: string) =>
  expect.poll(() => phaseOf(page, name), { timeout: 60_000 }).toBe('done');

const NOTEBOOK = `\`\`\`metric ways
kind: paths
\`\`\`

\`\`\`metric trace
kind: user
\`\`\`
`;

describe.runIf(hasData('taobao'))('paths of Taobao', () => {
  test('count the sessions with a purchase, agree with the second way, and are drawn', async () => {
    reader = await visit(site, {});
    page = reader.page;
    page.setDefaultTimeout(60_000);
    const house = tabhouse(page);
    await house.ready();
    await house.open([dataFile(`taobao/${USERS}`)]);
    const { rows, definition, audit } = await house.metric('paths');
    expect(audit.agrees, audit.detail).toBe(true);
    const [bought] = await house.query('select count(*) as n from dws_session where purchases > 0');
    expect(figure(definition.facts.sessions)).toBe(figure(bought?.n));
    // Every session arrives at its purchase from one place, or begins with it.
    const arriving = rows.filter(({ step }) => step === -1);
    expect(arriving.reduce((sum, row) => sum + figure(row.sessions), 0)).toBe(figure(bought?.n));
    expect(new Set(arriving.map(({ target }) => target))).toEqual(new Set(['purchase']));
    const one = await house.metric('user');
    expect(one.audit.agrees, one.audit.detail).toBe(true);
    const [most] = await house.query('select max(purchases) as n from dws_user');
    expect(figure(one.definition.facts.purchases)).toBe(figure(most?.n));
    await openText(page, NOTEBOOK);
    await done('ways');
    const ways = await cellAt(page, 'ways');
    await ways.scrollIntoViewIfNeeded();
    await ways.locator('path.th-arc').first().waitFor({ state: 'attached' });
    await done('trace');
    const trace = await cellAt(page, 'trace');
    await trace.scrollIntoViewIfNeeded();
    await trace.locator('th-figure svg circle').first().waitFor({ state: 'attached' });
  }, 180_000);
});
