import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { SHOP } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const NOTES = '---\ntitle: Losses\n---\n# Losses\n\nWhere do buyers drop out?\n';
const INPUT = '```input n\ntype: number\nlabel: How many\n```\n';

let site: Site;
let reader: Visit;
let page: Page;
let folder: string;

beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-documents-'));
  reader = await visit(site);
  page = reader.page;
  await tabhouse(page).ready();
});
afterEach(async () => {
  await reader?.close();
  rmSync(folder, { recursive: true, force: true });
});

const title = (at = page) => at.locator('th-notebook-title .title');
const work = (at = page) => at.locator('th-notebook-title .state');
const copies = (at = page) => at.locator('th-copies-bar');
const drawer = () => page.locator('th-drawer');
const said = (text: string | RegExp) => page.locator('th-toast').getByText(text).waitFor();

/** Drops a notebook file anywhere on the page. */
const drop = (name: string, content: string) =>
  page.evaluate(
    ([file, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], file));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
    },
    [name, content] as const,
  );

async function choose(item: string, at = page): Promise<void> {
  await at.getByRole('button', { name: 'Notebook', exact: true }).click();
  await at.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click();
}

/** The notebook's text as its source view shows it. */
async function source(at = page): Promise<string> {
  return at.evaluate(() => {
    const { document: open } = (document.querySelector('tabhouse-app') as never as Shell).workspace;
    const { head, cells } = open.editor.value.state.value.document;
    return head + cells.map((cell) => cell.source).join('');
  });
}

const input = () => page.getByLabel('How many');

interface Shell {
  readonly workspace: {
    readonly document: {
      readonly editor: {
        readonly value: {
          readonly state: {
            readonly value: {
              readonly document: {
                readonly head: string;
                readonly cells: readonly { readonly source: string }[];
              };
            };
          };
        };
      };
    };
  };
}

/** Writes the whole text anew in the source view. */
async function write(text: string, at = page): Promise<void> {
  await choose('Source text', at);
  const editor = at.locator('th-source-drawer .cm-content');
  await editor.waitFor();
  await editor.fill(text);
  await at.locator('th-source-drawer').getByRole('button', { name: 'Apply' }).click();
  await at.locator('th-source-drawer').waitFor({ state: 'detached' });
}

const kept = async (at = page) =>
  expect.poll(() => work(at).textContent(), { timeout: 40_000 }).toMatch(/^Saved in this browser/);

async function reload(): Promise<void> {
  await page.reload();
  await tabhouse(page).ready();
}

/** A browser that can write files: what the reader would pick is a file that the page can look into again. */
async function withFiles(): Promise<void> {
  await page.addInitScript(() => {
    const pick = async ({ suggestedName = '' }) => {
      sessionStorage.setItem('picks', String(Number(sessionStorage.getItem('picks') ?? 0) + 1));
      const root = await navigator.storage.getDirectory();
      const desk = await root.getDirectoryHandle('desk', { create: true });
      return desk.getFileHandle(suggestedName, { create: true });
    };
    Object.assign(window, { showSaveFilePicker: pick });
  });
  await reload();
}

const file = (name: string, text?: string) =>
  page.evaluate(
    async ([path, content]) => {
      const root = await navigator.storage.getDirectory();
      const handle = await (await root.getDirectoryHandle('desk')).getFileHandle(path);
      if (content !== undefined) {
        const writable = await handle.createWritable();
        await writable.write(content);
        await writable.close();
      }
      return (await handle.getFile()).text();
    },
    [name, text] as const,
  );

const picks = () => page.evaluate(() => Number(sessionStorage.getItem('picks')));

describe('a notebook file', () => {
  test('is dropped or picked, and saved to the same file again and again, also on a later visit', async () => {
    await withFiles();
    await drop('losses.md', NOTES);
    await title().getByText('Losses').waitFor();
    expect(await source()).toBe(NOTES);
    await write(`${NOTES}One more.\n`);
    expect(await copies().getByText('In the file').count()).toBe(1);
    await page.keyboard.press('Control+s');
    await said('Saved to losses.md.');
    await expect.poll(() => file('losses.md')).toBe(`${NOTES}One more.\n`);
    expect(await work().textContent()).toBe('Saved in losses.md');
    expect(await copies().getByText('In the file').count()).toBe(0);
    await write(`${NOTES}Two more.\n`);
    await expect
      .poll(() => work().textContent())
      .toBe('Saved in this browser, not yet in losses.md');
    await reload();
    await title().getByText('Losses').waitFor();
    expect(await source()).toBe(`${NOTES}Two more.\n`);
    await page.keyboard.press('Control+s');
    await said('Saved to losses.md.');
    await expect.poll(() => file('losses.md')).toBe(`${NOTES}Two more.\n`);
    expect(await picks()).toBe(1);
  });

  test('that another program has changed is not written over without a word', async () => {
    await withFiles();
    await drop('losses.md', NOTES);
    await write(`${NOTES}Mine.\n`);
    await page.keyboard.press('Control+s');
    await said('Saved to losses.md.');
    await file('losses.md', `${NOTES}Theirs.\n`);
    await write(`${NOTES}Mine again.\n`);
    await page.keyboard.press('Control+s');
    await copies()
      .getByText(/changed by another program/)
      .waitFor();
    expect(await file('losses.md')).toBe(`${NOTES}Theirs.\n`);
    await copies().getByRole('button', { name: 'Take the other' }).click();
    await expect.poll(() => source()).toBe(`${NOTES}Theirs.\n`);
    await choose('Versions');
    await drawer().getByText('Mine again.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(() => source()).toBe(`${NOTES}Mine again.\n`);
  });

  test('is downloaded where the browser cannot write files, exactly as it is', async () => {
    await page.addInitScript(() => {
      for (const name of ['showSaveFilePicker', 'showOpenFilePicker']) {
        Reflect.deleteProperty(window, name);
      }
    });
    await reload();
    const odd =
      '---\r\ntitle: Odd\r\n---\r\n# Odd\r\n\r\n```strange x\r\nkept: as it is\r\n```\r\n\r\n\r\nEnd';
    const chooser = page.waitForEvent('filechooser');
    await choose('Open a notebook file…');
    const path = join(folder, 'odd.md');
    writeFileSync(path, odd);
    await (await chooser).setFiles(path);
    await title().getByText('Odd').waitFor();
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('odd.md');
    expect(readFileSync(await saved.path(), 'utf8')).toBe(odd);
  });

  test('that is none is refused with a sentence', async () => {
    await drop('picture.md', 'a\0b');
    await page
      .getByRole('alert')
      .getByText(/picture\.md/)
      .waitFor();
    expect(await title().count()).toBe(0);
  });
});

describe('edits', () => {
  test('and inputs survive a reload and a crash', async () => {
    await tabhouse(page).open([SHOP], { source: 'taobao' });
    await drop('n.md', `${NOTES}\n${INPUT}`);
    await write(`${NOTES}Mine.\n\n${INPUT}`);
    await input().fill('7');
    await input().press('Enter');
    await kept();
    await reload();
    expect(await source()).toBe(`${NOTES}Mine.\n\n${INPUT}`);
    await expect.poll(() => input().inputValue()).toBe('7');
    const crashed = page.waitForEvent('crash');
    void page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    page = await reader.context.newPage();
    await page.goto(site.url);
    await tabhouse(page).ready();
    await expect.poll(() => input().inputValue()).toBe('7');
    expect(await source()).toBe(`${NOTES}Mine.\n\n${INPUT}`);
  });

  test('stay while the data is another, and inputs belong to their data', async () => {
    await tabhouse(page).open([SHOP], { source: 'taobao' });
    await drop('n.md', `${NOTES}\n${INPUT}`);
    await write(`${NOTES}Mine.\n\n${INPUT}`);
    await input().fill('7');
    await input().press('Enter');
    await expect.poll(() => input().inputValue()).toBe('7');
    await page.locator('th-top-bar .undo').click();
    await said('Undone: set “n”');
    await expect.poll(() => input().inputValue()).toBe('');
    await page.locator('th-top-bar .redo').click();
    await expect.poll(() => input().inputValue()).toBe('7');
    const other = SHOP.content.split('\n').slice(0, 20).join('\n');
    await tabhouse(page).open([{ name: 'Other.csv', content: other }], { source: 'taobao' });
    await expect.poll(() => input().inputValue()).toBe('');
    expect(await source()).toBe(`${NOTES}Mine.\n\n${INPUT}`);
    await page.getByRole('button', { name: SHOP.name.replace('.csv', ''), exact: true }).click();
    await expect.poll(() => input().inputValue(), { timeout: 40_000 }).toBe('7');
  });

  test('of two tabs never overwrite each other silently', async () => {
    await drop('losses.md', NOTES);
    await kept().catch(() => undefined);
    const second = await reader.context.newPage();
    await second.goto(site.url);
    await title(second).getByText('Losses').waitFor();
    await write(`${NOTES}First.\n`);
    await expect.poll(() => source(second)).toBe(`${NOTES}First.\n`);
    await second
      .locator('th-toast')
      .getByText(/changed in another tab/)
      .waitFor();
    await Promise.all([write(`${NOTES}Left.\n`), write(`${NOTES}Right.\n`, second)]);
    const warned = async () =>
      (await copies()
        .getByText(/Another tab/)
        .count()) +
      (await copies(second)
        .getByText(/Another tab/)
        .count()) +
      Number((await source()) === (await source(second)));
    await expect.poll(warned, { timeout: 40_000 }).toBeGreaterThan(0);
    await second.close();
  });

  test('are taken back and done again by button and keys, and the page says which', async () => {
    await drop('losses.md', NOTES);
    const undo = page.locator('th-top-bar .undo');
    await undo.waitFor();
    expect(await undo.isDisabled()).toBe(true);
    await write(`${NOTES}One.\n`);
    expect(await undo.getAttribute('title')).toBe('Undo: edit the source text');
    await page.keyboard.press('Control+z');
    await said('Undone: edit the source text');
    await expect.poll(() => source()).toBe(NOTES);
    await page.keyboard.press('Control+Shift+z');
    await said('Done again: edit the source text');
    await expect.poll(() => source()).toBe(`${NOTES}One.\n`);
    await title().click();
    const field = page.getByLabel('Title of the notebook');
    await field.fill('Los');
    await field.press('Control+z');
    await expect.poll(() => source()).toBe(`${NOTES}One.\n`);
    await field.press('Escape');
    await undo.click();
    await expect.poll(() => source()).toBe(NOTES);
  });
});

describe('the published copy and my edits', () => {
  test('are two things, and the page says which one is on screen', async () => {
    await tabhouse(page).open([SHOP], { source: 'taobao' });
    await expect.poll(() => work().textContent()).toBe('Not edited');
    const published = await source();
    await write(`${published}\nMine.\n`);
    const mine = page.getByRole('radio', { name: 'My edits' });
    const theirs = page.getByRole('radio', { name: 'Published' });
    expect(await mine.isChecked()).toBe(true);
    await theirs.check({ force: true });
    await copies().getByText('You are looking at the published copy; your edits wait.').waitFor();
    await expect.poll(() => source()).toBe(published);
    await mine.check({ force: true });
    await copies().getByRole('button', { name: 'Compare' }).click();
    await drawer().getByText('Mine.').waitFor();
    await drawer()
      .getByText(/2 lines added, 0 lines removed|1 line added/)
      .waitFor();
    await page.keyboard.press('Escape');
    await copies().getByRole('button', { name: 'Discard my edits' }).click();
    await said('Your edits were discarded.');
    await expect.poll(() => source()).toBe(published);
    await page.locator('th-toast').getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => source()).toBe(`${published}\nMine.\n`);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
    await page.getByText('我的修改', { exact: true }).waitFor();
    await expect.poll(() => source()).toBe(`${published}\nMine.\n`);
  });

  test('a published copy that has changed since is said to have', async () => {
    const hosted = join(folder, 'hosted.md');
    writeFileSync(hosted, NOTES);
    const host = await serveSite('/hosted/', { 'notebooks/losses.md': hosted });
    const guest = await visit(host, { search: '?notebook=notebooks/losses.md' });
    try {
      await tabhouse(guest.page).ready();
      await title(guest.page).getByText('Losses').waitFor();
      await write(`${NOTES}Mine.\n`, guest.page);
      await kept(guest.page);
      writeFileSync(hosted, NOTES.replace('drop out', 'leave'));
      await guest.page.reload();
      await tabhouse(guest.page).ready();
      const moved = 'The published copy has changed since you made your edits.';
      await copies(guest.page).getByText(moved).waitFor();
      expect(await source(guest.page)).toBe(`${NOTES}Mine.\n`);
      await copies(guest.page).getByRole('button', { name: 'Compare' }).click();
      await guest.page.getByText('What changed in the published copy').click();
      await guest.page.locator('th-differences').getByText('Where do buyers leave?').waitFor();
    } finally {
      await guest.close();
      await host.close();
    }
  });
});

describe('notebooks that are kept', () => {
  test('are found, renamed, duplicated, deleted and brought back', async () => {
    await choose('New notebook');
    await title().getByText('Untitled notebook').waitFor();
    await title().click();
    await page.getByLabel('Title of the notebook').fill('Brands: which lose?');
    await page.keyboard.press('Enter');
    await title().getByText('Brands: which lose?').waitFor();
    await expect.poll(() => source()).toContain('title: "Brands: which lose?"');
    await drop('losses.md', NOTES);
    await title().getByText('Losses').waitFor();
    await page.keyboard.press('Control+o');
    const dialog = page.locator('th-open-notebooks');
    await dialog.getByRole('searchbox').fill('lose');
    await expect.poll(() => dialog.locator('li').count()).toBe(1);
    await page.keyboard.press('Enter');
    await title().getByText('Brands: which lose?').waitFor();
    await choose('Duplicate');
    await title().getByText('Brands: which lose? (copy)').waitFor();
    await choose('Delete');
    await said('“Brands: which lose? (copy)” was deleted.');
    await page.locator('th-toast').getByRole('button', { name: 'Undo' }).click();
    await title().getByText('Brands: which lose? (copy)').waitFor();
    await page.getByRole('button', { name: 'Losses', exact: true }).click();
    await title().getByText('Losses').waitFor();
    await reload();
    await title().getByText('Losses').waitFor();
    await tabhouse(page).reset();
    await reload();
    expect(await title().count()).toBe(0);
  });

  test('have versions with what differs, and restoring one can be taken back', async () => {
    await drop('losses.md', NOTES);
    await write(`${NOTES}First.\n`);
    await kept().catch(() => undefined);
    await choose('Versions');
    await drawer()
      .getByRole('button', { name: /As it was opened/ })
      .click();
    const line = drawer().locator('th-differences li.added');
    await expect.poll(() => line.textContent()).toMatch(/^\+.*First\.$/);
    await drawer().getByRole('button', { name: 'Restore this version' }).click();
    await said(/^The version of/);
    await expect.poll(() => source()).toBe(NOTES);
    await page.keyboard.press('Control+z');
    await expect.poll(() => source()).toBe(`${NOTES}First.\n`);
  });
});

describe('text that cannot be read', () => {
  test('is said at its line, kept, and can be mended in the source text', async () => {
    const broken =
      '---\ntitle: [Losses\n---\n# T\n\n```metric x\nkind: [\n```\n\n```strange\nkept\n```\n';
    await drop('broken.md', broken);
    await copies()
      .getByText(/The front matter cannot be read: line [23]/)
      .waitFor();
    await copies()
      .getByText(/1 block cannot be read, on line [78]/)
      .waitFor();
    expect(await source()).toBe(broken);
    await title().click();
    await page.getByLabel('Title of the notebook').fill('Other');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(/YAML/).first().waitFor();
    await expect.poll(() => source()).toBe(broken);
    const mended = broken.replace('[Losses', 'Losses').replace('kind: [', 'kind: overview');
    await write(mended);
    expect(
      await copies()
        .getByText(/cannot be read/)
        .count(),
    ).toBe(0);
    await title().getByText('Losses').waitFor();
  });
});

describe('on a phone', () => {
  test('everything is there, nothing is cut off, and axe finds nothing serious', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await tabhouse(page).open([SHOP], { source: 'taobao' });
    await write(`${await source()}\nMine.\n`);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(390);
    for (const item of ['Versions', 'Source text', 'Open a notebook…'] as const) {
      await choose(item);
      await page.locator('dialog[open]').waitFor();
      await page.waitForTimeout(500);
      const box = await page.locator('dialog[open]').boundingBox();
      expect(Math.round((box?.x ?? -1) + (box?.width ?? 999))).toBeLessThanOrEqual(390);
      const { violations } = await new AxeBuilder({ page })
        .include({ fromShadowDom: ['tabhouse-app', 'th-desk'] })
        .analyze();
      const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
      expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    const { violations } = await new AxeBuilder({ page })
      .include({ fromShadowDom: ['tabhouse-app', 'th-top-bar'] })
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
