/**
 * `npm run bench`: makes files of 1 M and 10 M rows, builds the same warehouse with native DuckDB and in the page, and
 * writes what that took to `bench/RESULTS.md`.
 *
 * Flags: `--sizes 1000000,100000000`, `--shape taobao,rees46`, `--runs 3`, `--storage memory`, `--folder <where the
 * files are made>`, `--output <file>`, `--large` (100 M Taobao-shaped and 42.4 M REES46-shaped rows).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runNative } from './native.mjs';
import { runPage } from './page.mjs';
import { writeRees46 } from './rees46.mjs';
import { writeResults } from './results.mjs';
import { writeTaobao } from './taobao.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000000,10000000' },
    shape: { type: 'string', default: 'taobao' },
    runs: { type: 'string', default: '3' },
    storage: { type: 'string', default: 'opfs' },
    folder: { type: 'string', default: tmpdir() },
    output: { type: 'string', default: join(root, 'bench', 'RESULTS.md') },
    large: { type: 'boolean', default: false },
  },
});

const WRITERS = { taobao: writeTaobao, rees46: writeRees46 };
const jobs = values.shape
  .split(',')
  .flatMap((shape) => values.sizes.split(',').map((rows) => ({ shape, rows: Number(rows) })));
if (values.large) jobs.push({ shape: 'taobao', rows: 1e8 }, { shape: 'rees46', rows: 42_400_000 });

process.chdir(root);
const build = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
if (build.status !== 0) process.exit(build.status ?? 1);

const home = mkdtempSync(join(values.folder, 'tabhouse-bench-'));
const measured = [];
try {
  for (const { shape, rows } of jobs) {
    const { paths } = WRITERS[shape]({ folder: home, rows });
    const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
    const outcome = { shape, rows, bytes, native: [], page: [] };
    for (let run = 0; run < Number(values.runs); run++) {
      const native = await runNative({ shape, paths, folder: home });
      const page = await runPage({ shape, paths, storage: values.storage, folder: home });
      if (native.rows !== page.rows) {
        throw new Error(`native DuckDB has ${native.rows} rows of DWD, the page ${page.rows}`);
      }
      outcome.native.push(native);
      outcome.page.push(page);
      console.log(JSON.stringify({ shape, rows, native, page }));
    }
    measured.push(outcome);
    for (const path of paths) rmSync(path);
  }
  console.log(`\n${writeResults(values.output, measured)}`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
