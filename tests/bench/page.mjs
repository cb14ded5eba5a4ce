import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ensureChromium } from '../../scripts/browsers.mjs';
import { measureAnalyses } from './analyses.mjs';
import { measureInputs } from './inputs.mjs';
import { watchMemory } from './memory.mjs';
import { measureMotion } from './motion.mjs';

const load = async (path) =>
  (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;

const seconds = (since) => (performance.now() - since) / 1000;

/** `work`, or an error that says what took longer than `limit` milliseconds. */
function within(limit, what, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took more than ${Math.round(limit / 1000)} s`)),
      limit,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Calls `tell` every ten seconds with what the page shows of its load; gives what ends that. */
function follow(page, tell) {
  const timer = setInterval(async () => {
    const progress = await page
      .evaluate(() => document.querySelector('tabhouse-app')?.workspace?.loading.value?.progress)
      .catch(() => null);
    if (progress) tell(`${progress.stage} ${Math.round(progress.fraction * 100)} %`);
  }, 10_000);
  return () => clearInterval(timer);
}

/** Rows of DWD in each file that has some. */
const PARTS = `SELECT estimated_size AS n FROM duckdb_tables() WHERE table_name = 'dwd' AND estimated_size > 0`;

/** Milliseconds after which memory is called idle: the page gives it back half a minute after its last work. */
const REST = 40_000;

/** True once a chart's picture is on screen. Runs in the page. */
function isDrawn() {
  const within = (root) =>
    [...root.querySelectorAll('*')].some(
      (element) =>
        (element.localName === 'th-figure' && element.shadowRoot?.querySelector('svg')) ||
        (element.shadowRoot && within(element.shadowRoot)),
    );
  return within(document);
}

/** Begins to note the page's tasks of 50 ms and more. Runs in the page. */
function noteLongTasks() {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: 'longtask' });
}

/**
 * Loads `paths` into the built page as a reader would, in a browser of its own, closes the browser and opens the
 * page again. `limit` bounds each of the two visits, in milliseconds; with `analyses` the heavy ones are asked after
 * that; without `again` the page is not opened again and the rows of DWD in each part come back (`parts`); `tell` is told
 * how far the load is.
 *
 * @returns seconds from picking to DWS (`build`) and to a finished overview (`overview`), from navigation to the
 * first chart and finished overview after a restart (`chart`, `reopen`), peak and idle memory of the renderer and bytes in
 * the browser's storage (all in bytes), rows and rejects as the page counts them, names of cells that did not come to an end,
 * milliseconds of each task of the page's main thread that took 50 or more between the pick and the overview (`longTasks`).
 */
export async function runPage({
  shape,
  paths,
  storage = 'opfs',
  folder = tmpdir(),
  limit = 3_600_000,
  analyses = false,
  again = true,
  tell = () => undefined,
}) {
  process.env.CHROMIUM_PATH = await ensureChromium();
  const { serveSite } = await load('./tests/e2e/support/site.ts');
  const { visit } = await load('./tests/e2e/support/browser.ts');
  const { openPicked, pick, tabhouse } = await load('./tests/e2e/support/tabhouse.ts');
  const { settled } = await load('./tests/e2e/support/cells.ts');
  const site = await serveSite('/');
  const profile = mkdtempSync(join(folder, 'tabhouse-profile-'));
  const visits = [];
  const come = async () => {
    const visiting = await visit(site, { profile });
    visits.push(visiting);
    visiting.page.setDefaultTimeout(limit);
    return visiting;
  };

  async function first() {
    const { page } = await come();
    await tabhouse(page).ready();
    const memory = watchMemory(process.pid);
    const stop = follow(page, tell);
    try {
      await pick(page, paths);
      await page.evaluate(noteLongTasks);
      const picked = performance.now();
      const report = await openPicked(page, { source: shape, storage });
      const build = seconds(picked);
      const cells = await settled(page, limit);
      const overview = seconds(picked);
      const longTasks = await page.evaluate(() => window.longTasks);
      await page.waitForTimeout(REST);
      const { peak, last } = memory.stop();
      const failed = cells.filter(({ phase }) => phase !== 'done');
      const { opfsBytes } = await tabhouse(page).engine();
      const parts = again ? [] : await tabhouse(page).query(PARTS);
      return {
        build,
        overview,
        longTasks,
        peak,
        idle: last,
        opfsBytes,
        rows: report.rows,
        parts: parts.map(({ n }) => Number(n)),
        rejects: report.rejects,
        stages: report.stages,
        failed: failed.map(({ name, kind }) => name ?? kind),
      };
    } finally {
      stop();
      memory.stop();
    }
  }

  async function second() {
    const { page } = await come();
    const now = async () => (await page.evaluate(() => performance.now())) / 1000;
    while (!(await page.evaluate(isDrawn))) await page.waitForTimeout(20);
    const chart = await now();
    await tabhouse(page).ready();
    await settled(page, limit);
    const reopen = await now();
    tell('changing inputs');
    // What was measured before is not lost where an input is never followed.
    const measured = (what, work) =>
      work.catch((error) => {
        tell(`${what}: ${error.message}`);
        process.exitCode = 1;
        return {};
      });
    const inputs = await measured('inputs', measureInputs(page));
    if (analyses) tell('asking the analyses');
    const asked = analyses ? { analyses: await measureAnalyses(page, tell) } : {};
    tell('moving everything');
    const moved = await measured(
      'motion',
      measureMotion(page, () => settled(page, limit)),
    );
    return { chart, reopen, inputs: { ...inputs, ...moved }, ...asked };
  }

  try {
    const loaded = await within(limit, 'loading', first());
    await visits[0].close();
    if (!again) return loaded;
    return { ...loaded, ...(await within(limit, 'opening again', second())) };
  } finally {
    for (const { close } of visits) await within(20_000, 'closing', close()).catch(() => undefined);
    await site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
