/**
 * How long the heavy analyses take in the page, and the same on native DuckDB: the product's own SQL with two threads,
 * over the same tables; models against well-known libraries on the same rows.
 */
import { kmeans } from 'ml-kmeans';
import { runnerImport } from 'vite';
import { librarySeconds, MEASURED } from './yardsticks.mjs';

/** What is asked of each kind; those with `native: false` do their arithmetic outside of SQL. */
const ANALYSES = {
  cohorts: { parameters: {} },
  lifecycle: { parameters: {} },
  repurchase: { parameters: {} },
  paths: { parameters: {} },
  attribution: { parameters: { by: 'category' } },
  quality: { parameters: {} },
  clusters: { parameters: { restarts: 2 }, native: false },
  lifetime_value: { parameters: {}, native: false },
  prediction: { parameters: {}, native: false },
  basket: { parameters: { by: 'category' }, native: false },
  recommend: { parameters: { method: 'evaluation' }, native: false },
  forecast: { parameters: {}, native: false },
  anomalies: { parameters: {}, native: false },
};

/** Milliseconds after which an analysis is given up, and the engine is started anew for the next one. */
const PATIENCE = 120_000;

/**
 * Asks each analysis once, in the reopened page; `tell` is told what each took.
 *
 * @returns by kind the `seconds`, or why it was `refused`.
 */
export async function measureAnalyses(page, tell = () => undefined) {
  const found = {};
  for (const [kind, { parameters }] of Object.entries(ANALYSES)) {
    found[kind] = await page.evaluate(
      async ([asked, given, patience]) => {
        const begun = performance.now();
        let timer;
        const late = new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error(`more than ${patience / 1000} s`)), patience);
        });
        const answer = window.tabhouse.metric(asked, { ...given, audit: false, limit: 1000 });
        try {
          await Promise.race([answer, late]);
          return { seconds: (performance.now() - begun) / 1000 };
        } catch (error) {
          answer.catch(() => undefined);
          const { workspace } = document.querySelector('tabhouse-app');
          await workspace.engine.restart('late');
          return { refused: String(error.message ?? error) };
        } finally {
          clearTimeout(timer);
        }
      },
      [kind, parameters, PATIENCE],
    );
    const { seconds, refused } = found[kind];
    tell(`${kind}: ${refused ?? `${seconds.toFixed(2)} s`}`);
  }
  return found;
}

const load = async (path) =>
  (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;

/** The same analyses over `connection`, whose schema `p0` holds the parts' tables; seconds by kind. */
export async function nativeAnalyses(connection, context) {
  const [{ relations, MAIN }, tables, { runMetric }, { databaseOf }] = await Promise.all([
    load('./src/warehouse/catalog/index.ts'),
    load('./src/warehouse/tables/index.ts'),
    load('./src/metrics/index.ts'),
    load('./tests/unit/metrics/database.ts'),
  ]);
  await connection.run(`CREATE SCHEMA ${MAIN}`);
  const places = [];
  const stands = async (table, alias) => {
    const reader = await connection.runAndReadAll(
      `SELECT count(*) FROM information_schema.tables WHERE table_schema = '${alias}' AND table_name = '${table}'`,
    );
    if (Number(reader.getRows()[0][0]) === 0) return;
    const rows = await connection.runAndReadAll(`SELECT count(*) FROM ${alias}.${table}`);
    places.push({ table, alias, rows: Number(rows.getRows()[0][0]) });
  };
  for (const table of tables.plan(context)) {
    const sql = tables.combinedTable(table, context, ['p0'], MAIN);
    if (sql) await connection.run(sql);
    await stands(table.name, 'p0');
    await stands(table.name, MAIN);
  }
  for (const statement of relations(context, places)) await connection.run(statement);
  const database = databaseOf(connection);
  const found = {};
  for (const [kind, { parameters, native = true }] of Object.entries(ANALYSES)) {
    const begun = performance.now();
    try {
      if (native) {
        await runMetric(database, kind, parameters, context, { limit: 1000 });
        found[kind] = { seconds: (performance.now() - begun) / 1000, tool: 'native DuckDB' };
      } else {
        const models = (stage, inputs) => libraryOf(stage, inputs, found, kind);
        await runMetric(database, kind, parameters, context, { limit: 1, models });
      }
    } catch (error) {
      found[kind] ??= { refused: String(error.message ?? error) };
    }
  }
  if (found.clusters?.seconds === undefined)
    found.clusters = { seconds: await libraryClusters(connection), tool: 'ml-kmeans' };
  return found;
}

/** Measures the library in the model's stead; what follows the model is not asked. */
async function libraryOf(stage, inputs, found, kind) {
  if (MEASURED.includes(stage.model)) found[kind] = await librarySeconds(stage, inputs);
  throw new Error(`no library for ${stage.model}`);
}

/** `ml-kmeans` over log-standardised recency and frequency of all buyers, K from 2 to 8, two restarts each. */
async function libraryClusters(connection) {
  const reader = await connection.runAndReadAll(`
    WITH buyers AS (SELECT user_key, max(day) AS last, sum(orders) AS f FROM dws_user_day WHERE purchases > 0 GROUP BY ALL),
      logs AS (SELECT ln(1 + (SELECT max(day) FROM dws_user_day) - last) AS r, ln(1 + f) AS f FROM buyers)
    SELECT (r - avg(r) OVER ()) / stddev_samp(r) OVER (), (f - avg(f) OVER ()) / stddev_samp(f) OVER () FROM logs`);
  const points = reader.getRows().map((row) => row.map(Number));
  const begun = performance.now();
  for (let k = 2; k <= 8; k++)
    for (let restart = 0; restart < 2; restart++)
      kmeans(points, k, { initialization: 'kmeans++', seed: restart + 1, maxIterations: 100 });
  return (performance.now() - begun) / 1000;
}
