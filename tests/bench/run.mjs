/**
 * `npm run bench`: makes files of 1 M and 10 M rows, builds the same warehouse with native DuckDB and in the page, and
 * puts what that took into `bench/results.json`, from which `bench/RESULTS.md`, its chart and the README's table are
 * written. A run replaces the rows that it measured and leaves the others.
 *
 * Flags: `--sizes 1000000,100000000`, `--shape taobao,rees46`, `--formats csv,parquet`, `--large` (100 M Taobao-shaped
 * and 42.4 M REES46-shaped rows instead), `--faults` (files with 0.1 % each of repeated, cut and out-of-window lines,
 * whose counts must be exact; nothing is timed), `--skew` (Taobao-shaped files of even and of skewed keys, in turn),
 * `--recommend` (recommendations for a million users instead), `--runs 3`, `--storage memory`, `--folder <where the files are made>`, `--limit <minutes for one visit>`, `--busy`
 * (marks what is measured while other work runs on the machine), `--output <results.json>`. With `TABHOUSE_DIST` set that build is measured.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureChromium } from '../../scripts/browsers.mjs';
import { FORMATS, makeFiles } from './files.mjs';
import { machine } from './machine.mjs';
import { runNative } from './native.mjs';
import { runPage } from './page.mjs';
import { publish } from './publish.mjs';
import { measureRecommend } from './recommend.mjs';
import { entryOf, mergeResults, skewOf, wrongCounts } from './results.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    shape: { type: 'string', default: 'taobao' },
    formats: { type: 'string', default: 'csv,parquet' },
    runs: { type: 'string', default: '3' },
    storage: { type: 'string', default: 'opfs' },
    folder: { type: 'string', default: tmpdir() },
    limit: { type: 'string', default: '60' },
    output: { type: 'string', default: join(root, 'bench', 'results.json') },
    large: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
    skew: { type: 'boolean', default: false },
    recommend: { type: 'boolean', default: false },
    busy: { type: 'boolean', default: false },
  },
});

const LARGE = [
  { shape: 'taobao', rows: 100_000_000 },
  { shape: 'rees46', rows: 42_400_000 },
];

function jobsOf() {
  const sizes = values.sizes ?? (values.large ? '' : '1000000,10000000');
  const shapes = values.shape.split(',');
  const unknown = shapes.find((shape) => !Object.hasOwn(FORMATS, shape));
  if (unknown) throw new Error(`No shape is called ${unknown}; there are taobao and rees46.`);
  if (values.skew && (values.large || values.shape !== 'taobao'))
    throw new Error('Skewed keys are written in the taobao shape alone, in sizes as asked.');
  const asked = shapes.flatMap((shape) =>
    sizes
      .split(',')
      .filter(Boolean)
      .map((rows) => ({ shape, rows: Number(rows) })),
  );
  return [...asked, ...(values.large ? LARGE : [])].map((job) => ({
    ...job,
    formats: FORMATS[job.shape].filter((format) => values.formats.split(',').includes(format)),
  }));
}

const started = performance.now();
const say = (text) => {
  const passed = Math.round((performance.now() - started) / 1000);
  console.log(`${String(passed).padStart(6)} s  ${text}`);
};

function build() {
  if (process.env.TABHOUSE_DIST) return;
  say('building the page');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the page does not build');
}

/** What every run of a file tells: its shape, format and rows. */
const named = ({ shape, rows }, format) =>
  `${shape} ${format} ${rows.toLocaleString('en')}${values.faults ? ' with faults' : ''}`;

/** The heavy analyses are asked of ten million events. */
const asksAnalyses = ({ shape, rows }, format) =>
  shape === 'taobao' && format === 'csv' && rows === 10_000_000;

const visitOf = (job, paths, name, { analyses = false, again = true } = {}) =>
  runPage({
    analyses,
    again,
    shape: job.shape,
    paths,
    storage: values.storage,
    folder: home,
    limit: Number(values.limit) * 60_000,
    tell: (text) => say(`${name}: page: ${text}`),
  });

/** Measures one file as often as asked and keeps what came out. */
async function measure(job, format, { paths, bytes }, about) {
  const name = named(job, format);
  const native = [];
  const page = [];
  for (let run = 1; run <= Number(values.runs); run++) {
    say(`${name}: run ${run} of ${values.runs}: native DuckDB`);
    const analyses = asksAnalyses(job, format);
    native.push(await runNative({ shape: job.shape, paths, folder: home, analyses }));
    const yardstick = native.at(-1);
    say(`${name}: native ${yardstick.seconds.toFixed(2)} s; page`);
    page.push(await visitOf(job, paths, name, { analyses }));
    const seen = page.at(-1);
    say(
      `${name}: layers ${seen.build.toFixed(2)} s, overview ${seen.overview.toFixed(2)} s, reopen ${seen.reopen.toFixed(2)} s, peak ${Math.round(seen.peak / 1e6)} MB, idle ${Math.round(seen.idle / 1e6)} MB`,
    );
    console.log(JSON.stringify({ stages: seen.stages }));
    if (yardstick.rows !== seen.rows.dwd)
      throw new Error(`native has ${yardstick.rows} rows of DWD, the page ${seen.rows.dwd}`);
    if (seen.failed.length > 0) throw new Error(`cells failed: ${seen.failed.join(', ')}`);
  }
  return {
    measured: [entryOf({ ...job, ...about, format, bytes, native, page, busy: values.busy })],
  };
}

/** Compares the page's counts of one file with the true ones. */
async function count(job, format, { paths, counts }, { date }) {
  const name = named(job, format);
  say(`${name}: page`);
  const wrong = wrongCounts(counts, await visitOf(job, paths, name, { again: false }));
  say(`${name}: ${wrong.length === 0 ? 'all counts are right' : wrong.join('; ')}`);
  if (wrong.length > 0) process.exitCode = 1;
  const { shape, rows } = job;
  return { counted: [{ shape, format, rows, ...counts, wrong, date }] };
}

/** Share of the rows that one user has, and of the others' rows that one item has. */
const HOT = 0.2;

/** Loads as many rows of even and of skewed keys in turn; both must give exactly the rows that were made. */
async function measureSkew({ shape, rows }, folder, about) {
  const seen = { even: [], skewed: [] };
  for (let run = 1; run <= Number(values.runs); run++)
    for (const [kind, hot] of Object.entries({ even: 0, skewed: HOT })) {
      const formats = ['csv'];
      const { csv } = await makeFiles({ shape, rows, formats, hot, folder });
      const name = `${named({ shape, rows }, 'csv')}, ${kind} keys`;
      say(`${name}: run ${run} of ${values.runs}: page`);
      const visit = await visitOf({ shape }, csv.paths, name, { again: false });
      const wrong = wrongCounts(csv.counts, visit);
      if (wrong.length > 0) throw new Error(`${name}: ${wrong.join('; ')}`);
      say(
        `${name}: overview ${visit.overview.toFixed(2)} s, rows of parts ${visit.parts.join(', ')}`,
      );
      seen[kind].push(visit);
      for (const path of csv.paths) rmSync(path);
    }
  return { skewed: [skewOf({ shape, rows, hot: HOT, ...about, ...seen, busy: values.busy })] };
}

/** One size: its files are made, measured, and deleted; a failure does not keep the others from being measured. */
async function work(job, about) {
  const { shape, rows, formats } = job;
  const folder = mkdtempSync(join(home, 'files-'));
  try {
    if (values.skew) {
      publish(
        mergeResults(values.output, await measureSkew(job, folder, about)),
        root,
        values.output,
      );
      return;
    }
    say(`${named(job, formats.join(' and '))}: making the files`);
    const made = await makeFiles({ shape, rows, formats, faults: values.faults, folder });
    for (const format of formats) {
      const outcome = await (values.faults ? count : measure)(job, format, made[format], about);
      const results = mergeResults(values.output, outcome);
      publish(results, root, values.output);
      for (const path of made[format].paths) rmSync(path);
    }
  } catch (error) {
    say(`${named(job, formats.join(' and '))} failed: ${error.stack ?? error}`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Recommendations for a million users, once. */
async function recommend({ machine, date }) {
  const limit = Number(values.limit) * 60_000;
  const seen = await measureRecommend({ folder: home, limit, tell: say });
  const recommended = { ...seen, ...(values.busy && { busy: true }), date, machine };
  publish(mergeResults(values.output, { recommended }), root, values.output);
}

const jobs = values.recommend ? [] : jobsOf();
process.chdir(root);
const home = mkdtempSync(join(values.folder, 'tabhouse-bench-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

mkdirSync(dirname(values.output), { recursive: true });
process.env.CHROMIUM_PATH = await ensureChromium();
build();
const about = { machine: machine(), date: new Date().toISOString().slice(0, 10) };
if (values.recommend) await recommend(about);
for (const job of jobs) await work(job, about);
// A browser that could not be closed must not keep the process.
process.exit();
