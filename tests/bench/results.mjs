import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { dirname } from 'node:path';

/** The middle value; the mean of the two middle ones where their number is even. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

const mega = (bytes) => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
const time = (value) => `${value.toFixed(value < 10 ? 2 : 1)} s`;

function machine() {
  const [processor] = cpus();
  const chromium = spawnSync(process.env.CHROMIUM_PATH ?? 'chromium', ['--version'], {
    encoding: 'utf8',
  }).stdout?.trim();
  return [
    `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `${type()} ${release()}`,
    chromium || 'Chromium of unknown version',
    `Node ${process.version}`,
  ];
}

/** One line of the table for the runs of one file. */
function line({ shape, rows, bytes, native, page }) {
  const of = (runs, key) => median(runs.map((run) => run[key]));
  const yardstick = of(native, 'seconds');
  return [
    shape,
    rows.toLocaleString('en'),
    mega(bytes),
    time(yardstick),
    time(of(page, 'build')),
    time(of(page, 'overview')),
    `${(of(page, 'overview') / yardstick).toFixed(2)} ×`,
    time(of(page, 'reopen')),
    mega(Math.max(...page.map(({ peak }) => peak))),
    mega(of(page, 'idle')),
    (of(page, 'opfsBytes') / rows).toFixed(1),
  ];
}

const HEAD = [
  ...[
    'shape',
    'rows',
    'file',
    'native DuckDB',
    'page: layers',
    'page: overview',
    'ratio',
    'reopen',
  ],
  ...['peak memory', 'idle memory', 'bytes a row'],
];

/** Writes the table of all measured files, with what the machine is and how often each was run. */
export function writeResults(path, measured) {
  const rows = [HEAD, HEAD.map(() => '---:'), ...measured.map(line)];
  const text = `# Results of \`npm run bench\`

${new Date().toISOString().slice(0, 10)}, on ${machine().join(', ')}.

${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

Medians of ${Math.min(...measured.map(({ page }) => page.length))} or more runs; memory is the highest of them.

- **native DuckDB**: \`@duckdb/node-api\`, two threads, builds the same DWD and DWS tables from the same file in
  memory, in the same run.
- **page: layers**: from the picked file to the end of DWS in the built page in Chromium, kept in the browser's storage.
  **page: overview**: until every cell of the overview notebook is worked out. **ratio**: overview to native.
- **reopen**: from the start of navigation in a new browser to the finished overview.
- **memory**: proportional set size of the page's renderer process, its workers included. **bytes a row**: all that the
  page keeps, divided by the rows of the file.
`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return rows.map((row) => row.join('  ')).join('\n');
}
