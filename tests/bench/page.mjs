import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ensureChromium } from '../../scripts/browsers.mjs';
import { watchMemory } from './memory.mjs';

const load = async (path) =>
  (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;

const seconds = (since) => (performance.now() - since) / 1000;

/**
 * Loads `paths` into the built page as a reader would, in a browser of its own, closes the browser and opens the
 * page again.
 *
 * @returns seconds from picking to DWS (`build`) and to a finished overview (`overview`), from navigation to the
 * finished overview after a restart (`reopen`), peak and idle memory of the renderer, bytes in the browser's storage.
 */
export async function runPage({
  shape,
  paths,
  storage = 'opfs',
  folder = tmpdir(),
  limit = 3_600_000,
}) {
  process.env.CHROMIUM_PATH = await ensureChromium();
  const { serveSite } = await load('./tests/e2e/support/site.ts');
  const { visit } = await load('./tests/e2e/support/browser.ts');
  const { openPicked, pick, tabhouse } = await load('./tests/e2e/support/tabhouse.ts');
  const { settled } = await load('./tests/e2e/support/cells.ts');
  const site = await serveSite('/');
  const profile = mkdtempSync(join(folder, 'tabhouse-profile-'));
  try {
    const first = await visit(site, { profile });
    first.page.setDefaultTimeout(limit);
    const house = tabhouse(first.page);
    await house.ready();
    const memory = watchMemory(process.pid);
    await pick(first.page, paths);
    const picked = performance.now();
    const report = await openPicked(first.page, { source: shape, storage });
    const build = seconds(picked);
    const cells = await settled(first.page, limit);
    const overview = seconds(picked);
    await first.page.waitForTimeout(2000);
    const { peak, last } = memory.stop();
    const failed = cells
      .filter(({ phase }) => phase !== 'done')
      .map(({ name, kind }) => name ?? kind);
    const { opfsBytes } = await house.engine();
    await first.close();

    const second = await visit(site, { profile });
    const again = tabhouse(second.page);
    await again.ready();
    await settled(second.page, limit);
    const reopen = (await second.page.evaluate(() => performance.now())) / 1000;
    await second.close();
    return {
      build,
      overview,
      reopen,
      peak,
      idle: last,
      opfsBytes,
      rows: report.rows.dwd,
      stages: report.stages,
      failed,
    };
  } finally {
    await site.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
