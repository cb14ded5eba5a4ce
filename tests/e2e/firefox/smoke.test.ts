import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SHOP, SHOP_ROWS } from '../support/shop.ts';
import { type Site, serveSite } from '../support/site.ts';

const executablePath = process.env.FIREFOX_PATH;

/** A try in a browser and profile of its own, and another where that fails. */
describe.skipIf(!executablePath)('Firefox', { retry: 1, timeout: 240_000 }, () => {
  let site: Site;
  let browser: Browser | undefined;
  let page: Page;
  /** What the page said, and what the test did last. */
  let said: string[] = [];

  const step = (name: string) => said.push(`· ${name}`);

  beforeAll(async () => {
    site = await serveSite();
  });
  afterAll(() => site?.close());

  beforeEach(async () => {
    said = [];
    browser = await puppeteer.launch({
      browser: 'firefox',
      headless: true,
      // An answer that never comes ends the try before its time is over, and tells which one it was.
      protocolTimeout: 150_000,
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`error: ${String(error)}`));
    page.on('requestfailed', (request) => said.push(`failed: ${request.url()}`));
    step('go to the page');
    await page.goto(site.url, { waitUntil: 'load' });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.log([...said, await onScreen(page)].join('\n'));
    const own = browser;
    browser = undefined;
    await within(20_000, own?.close()).catch(() => own?.process()?.kill('SIGKILL'));
  });

  test('starts the page and its engine', async () => {
    const rows = await page.evaluate(async () => {
      await window.tabhouse.ready;
      return JSON.stringify(await window.tabhouse.query('select 6 * 7 as answer'));
    });
    expect(rows).toBe('[{"answer":42}]');
  });

  test('builds the layers of a small file and keeps them', async () => {
    step('wait until it is ready');
    await page.evaluate(() => window.tabhouse.ready);
    step('open the file');
    const report = await page.evaluate(
      async (name, content) => {
        const { storage, rows } = await window.tabhouse.open([new File([content], name)], {
          source: 'taobao',
          storage: 'opfs',
        });
        return { storage, dwd: rows.dwd };
      },
      SHOP.name,
      SHOP.content,
    );
    expect(report).toEqual({ storage: 'opfs', dwd: SHOP_ROWS });
    step('ask for a metric');
    const metric = await page.evaluate(async () => {
      const { rows, audit } = await window.tabhouse.metric('overview');
      return { days: rows.length, agrees: audit.agrees };
    });
    expect(metric).toEqual({ days: 1, agrees: true });
    step('go to the page again');
    await page.reload({ waitUntil: 'load' });
    step('wait until it is ready again');
    await page.evaluate(() => window.tabhouse.ready);
    step('ask for what was kept');
    const again = await page.evaluate(async () => {
      const [row] = await window.tabhouse.query('select count(*)::integer as n from dwd_events');
      return JSON.stringify(row);
    });
    expect(again).toBe(JSON.stringify({ n: SHOP_ROWS }));
  });
});

/** What the page shows and which of its locks are held, as far as it still answers. */
async function onScreen(page: Page): Promise<string | undefined> {
  const look = page.evaluate(async () => {
    const texts: string[] = [];
    const read = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) read(element.shadowRoot);
        else if (element.children.length === 0 && !/^(style|script)$/i.test(element.tagName))
          texts.push(element.textContent?.trim() ?? '');
      }
    };
    read(document);
    const { held = [], pending = [] } = await navigator.locks.query();
    const names = (locks: LockInfo[]) => locks.map(({ name }) => name).join(' ');
    return `${texts.filter(Boolean).join(' | ')}\nheld: ${names(held)}\npending: ${names(pending)}`;
  });
  return within(10_000, look).catch((error: unknown) => `The page does not answer: ${error}`);
}

function within<T>(milliseconds: number, work: Promise<T> | undefined): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
  });
  return Promise.race([work ?? Promise.resolve(undefined), late]).finally(() =>
    clearTimeout(timer),
  );
}
