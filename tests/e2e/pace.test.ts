import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visit } from './support/browser.ts';
import { CALIBRATION, calibrate, longest, longTasks, record } from './support/pace.ts';
import { ROOT, type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const ROWS = 2_000_000;

let site: Site;
let folder: string;
let file: string;

beforeAll(async () => {
  site = await serveSite();
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-pace-'));
  const script = join(ROOT, 'tests/bench/generate.mjs');
  execFileSync(process.execPath, [
    script,
    'taobao',
    String(ROWS),
    '--folder',
    folder,
    '--duplicates',
    '.001',
    '--cut',
    '.001',
  ]);
  file = join(folder, `UserBehavior_${ROWS}.csv`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await site?.close();
});

/** Resolves when every cell has been worked out, and drawn; asks little of the page meanwhile. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const runtime = document.querySelector('tabhouse-app')?.workspace?.runtime;
    const over = new Set(['done', 'failed', 'blocked', 'cancelled']);
    const pause = (milliseconds: number) =>
      new Promise((resolve) => setTimeout(resolve, milliseconds));
    for (;;) {
      await pause(100);
      const cells = runtime?.document.value.cells ?? [];
      if (
        cells.length > 0 &&
        cells.every(({ id }) => over.has(runtime?.state(id).value.phase ?? ''))
      )
        break;
    }
    await pause(2000);
  });

// A task that does too much does so every time; one into which memory is collected by chance does not.
const OPTIONS = { retry: 2, timeout: 240_000 };

test(
  'no task of the page is long enough to be felt while files are read, layers built and cells drawn',
  OPTIONS,
  async () => {
    const reader = await visit(site);
    const { page } = reader;
    try {
      await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
      await page.reload({ waitUntil: 'load' });
      await tabhouse(page).ready();
      await page.waitForTimeout(1000);
      const recording = await record(page);
      await calibrate(page, recording);

      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose files' }).first().click();
      await (await chooser).setFiles(file);
      const build = page.locator('th-dialog').getByRole('button', { name: /^Build/ });
      await build.waitFor();
      await page.waitForTimeout(500);

      await recording.mark('load');
      await build.click();
      await page.waitForFunction(
        () => {
          const workspace = document.querySelector('tabhouse-app')?.workspace;
          return workspace?.dataset.value && !workspace.loading.value;
        },
        null,
        { polling: 100, timeout: 100_000 },
      );
      await settled(page);

      await recording.mark('input');
      await page.evaluate(() => {
        const workspace = document.querySelector('tabhouse-app')?.workspace;
        workspace?.document.setValue('period', { from: '2017-11-27', to: '2017-12-01' });
      });
      await settled(page);

      await calibrate(page, recording);
      const tasks = await recording.stop();

      const worked = tasks.filter(({ phase }) => phase === 'load' || phase === 'input');
      expect(worked.length).toBeGreaterThan(100);
      console.log(
        `Reference ${Math.round(longest(tasks, CALIBRATION))} ms; longest task of the load ${Math.round(longest(tasks, 'load'))} ms, of an input ${Math.round(longest(tasks, 'input'))} ms.`,
      );
      expect(longTasks(tasks, ['load', 'input'])).toEqual([]);
      expect(reader.errors).toEqual([]);
    } finally {
      await reader.close();
    }
  },
);
