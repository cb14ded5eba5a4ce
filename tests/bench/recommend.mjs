import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { watchMemory } from './memory.mjs';
import { writeTaobao } from './taobao.mjs';

const load = async (path) =>
  (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;

/** Events in which nearly every one of a million users occurs, and items among which they choose. */
const [EVENTS, ITEMS, SESSIONS] = [10_000_000, 100_000, 1.3];

/** What is asked, one after the other in one page. `user` and `item` are the busiest of the file. */
const ASKED = {
  'items for one user': { method: 'item_item', user: true },
  'items like one item': { method: 'item_item', item: true },
  'what users like one have': { method: 'user_user', user: true },
  'neighbours of all items': { method: 'item_item' },
  evaluation: { method: 'evaluation' },
};

/**
 * Loads a file of about a million users and 100,000 items, opens the page again and asks each way to recommend for the
 * first time.
 *
 * @returns `events`, `users`, `items` as the page counts them, and of each question the `seconds` and the `peak` of the
 * renderer's memory in bytes.
 */
export async function measureRecommend({ folder, limit, tell }) {
  const { serveSite } = await load('./tests/e2e/support/site.ts');
  const { visit } = await load('./tests/e2e/support/browser.ts');
  const { openPicked, pick, tabhouse } = await load('./tests/e2e/support/tabhouse.ts');
  tell('making the file');
  const { paths } = writeTaobao({ folder, rows: EVENTS, items: ITEMS, sessions: SESSIONS });
  const profile = mkdtempSync(join(folder, 'tabhouse-profile-'));
  const site = await serveSite('/');
  const come = async () => {
    const visiting = await visit(site, { profile });
    visiting.page.setDefaultTimeout(limit);
    await tabhouse(visiting.page).ready();
    return visiting;
  };
  let visiting = await come();
  try {
    await pick(visiting.page, paths);
    tell('loading');
    await openPicked(visiting.page, { source: 'taobao' });
    // What loading took is not given back at once.
    await visiting.close();
    visiting = await come();
    const { page } = visiting;
    const query = (sql) => tabhouse(page).query(sql);
    const [{ events, users, items }] = await query(
      'SELECT count(*) AS events, count(DISTINCT user_id) AS users, count(DISTINCT item_id) AS items FROM dwd_events',
    );
    const busiest = async (column) => {
      const [{ id }] = await query(
        `SELECT ${column} AS id FROM dwd_events GROUP BY ALL ORDER BY count(*) DESC, id LIMIT 1`,
      );
      return String(id);
    };
    const named = { user: await busiest('user_id'), item: await busiest('item_id') };
    const asked = {};
    for (const [name, { method, ...of }] of Object.entries(ASKED)) {
      const memory = watchMemory(process.pid);
      const given = Object.fromEntries(Object.keys(of).map((key) => [key, named[key]]));
      const begun = performance.now();
      try {
        await tabhouse(page).metric('recommend', { method, ...given, audit: false, limit: 1000 });
      } finally {
        const { peak } = memory.stop();
        asked[name] = { seconds: (performance.now() - begun) / 1000, peak };
      }
      tell(
        `${name}: ${asked[name].seconds.toFixed(1)} s, ${Math.round(asked[name].peak / 1e6)} MB`,
      );
    }
    return { events: Number(events), users: Number(users), items: Number(items), asked };
  } finally {
    await visiting.close();
    await site.close();
    for (const path of [...paths, profile])
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}
