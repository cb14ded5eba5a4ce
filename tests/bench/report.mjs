/** `bench/RESULTS.md`, written from `bench/results.json`. */

const whole = (value) => value.toLocaleString('en');
const mega = (bytes) => `${whole(Math.round(bytes / 1e6))} MB`;
const time = (value) => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} s`;
const NAMES = { taobao: 'Taobao', rees46: 'REES46', csv: 'CSV', parquet: 'Parquet' };

const table = (rows) => rows.map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The same rows as CSV, measured on the same machine. */
export const csvOf = (entry, measured) =>
  measured.find(
    (other) =>
      other.format === 'csv' &&
      other.shape === entry.shape &&
      other.rows === entry.rows &&
      other.machine === entry.machine,
  );

function longText(tasks) {
  if (!tasks) return '';
  return tasks.most === 0 ? 'none' : `${tasks.most}, ${tasks.longest} ms`;
}

function lineOf(entry, measured, machines) {
  const csv = entry.format === 'parquet' ? csvOf(entry, measured) : undefined;
  return [
    `${NAMES[entry.shape]} ${NAMES[entry.format]}${entry.busy ? ' †' : ''}`,
    whole(entry.rows),
    mega(entry.bytes),
    `${time(entry.native)}${entry.nativeApart ? ' ‡' : ''}`,
    time(entry.layers),
    time(entry.overview),
    `${(entry.overview / entry.native).toFixed(2)} ×`,
    csv ? `${(entry.overview / csv.overview).toFixed(2)} ×` : '',
    entry.chart === undefined ? '' : time(entry.chart),
    time(entry.reopen),
    mega(entry.peak),
    mega(entry.idle),
    (entry.stored / entry.rows).toFixed(1),
    longText(entry.longTasks),
    entry.runs,
    machines.length > 1 ? String.fromCharCode(65 + machines.indexOf(entry.machine)) : '',
  ];
}

const HEAD = [
  ...['file', 'rows', 'size', 'native DuckDB', 'page: layers', 'page: overview', 'to native'],
  ...[
    'to CSV',
    'first chart',
    'reopen',
    'peak memory',
    'idle memory',
    'bytes a row',
    'long tasks',
    'runs',
    'machine',
  ],
];

function machineLines(measured, machines) {
  return machines
    .map((machine, index) => {
      const dates = measured.filter((one) => one.machine === machine).map(({ date }) => date);
      const span = [...new Set([dates.sort()[0], dates.at(-1)])].join(' to ');
      const letter = machines.length > 1 ? `**${String.fromCharCode(65 + index)}**: ` : '';
      return `${letter}${machine}; ${span}.`;
    })
    .join('\n\n');
}

function countsText(counted) {
  if (counted.length === 0) return '';
  const rows = counted.map((entry) => [
    `${NAMES[entry.shape]} ${NAMES[entry.format]}`,
    ...[entry.lines, entry.good, entry.repeated, entry.cut, entry.outside].map(whole),
    entry.wrong.length === 0 ? 'the same' : entry.wrong.join('; '),
    entry.date,
  ]);
  const head = ['file', 'lines', 'good', 'repeated', 'cut', 'out of window', 'the page', 'date'];
  return `
## Counts

Files with about 0.1 % each of repeated lines, cut lines and (Taobao) rows out of the window, by \`--faults\`. Their true
counts are known from making them; the page must find exactly these.

${table([head, head.map(() => '---:'), ...rows])}
`;
}

function skewText(skewed) {
  if (skewed.length === 0) return '';
  const share = (value) => `${Math.round(value * 100)} %`;
  const rows = skewed.map((entry) => [
    `${NAMES[entry.shape]} ${NAMES[entry.format]}${entry.busy ? ' †' : ''}`,
    whole(entry.rows),
    time(entry.even.overview),
    time(entry.skewed.overview),
    `${(entry.skewed.overview / entry.even.overview).toFixed(2)} ×`,
    share(entry.even.busiest),
    share(entry.skewed.busiest),
    mega(entry.even.peak),
    mega(entry.skewed.peak),
    entry.runs,
    entry.date,
  ]);
  const head = [
    ...['file', 'rows', 'even keys', 'skewed keys', 'skewed to even', 'busiest part, even'],
    ...['busiest part, skewed', 'peak, even', 'peak, skewed', 'runs', 'date'],
  ];
  return `
## Skewed keys

As many rows twice, by \`--skew\`: once with even keys, once with one user who has ${share(skewed[0].hot)} of all events, strewn over the
file, and one item that has ${share(skewed[0].hot)} of the others'. Seconds until the overview is worked out. A part is what one worker
sorts and sums up; its share is of the rows.

${table([head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows])}
`;
}

function recommendText(recommended) {
  if (!recommended) return '';
  const { events, users, items, asked, busy, date } = recommended;
  const rows = Object.entries(asked).map(([name, { seconds, peak }]) => [
    name,
    time(seconds),
    mega(peak),
  ]);
  return `
## Recommendations for a million users

\`npm run bench -- --recommend\`: ${whole(events)} events of ${whole(users)} users and ${whole(items)} items, Taobao-shaped. What \`recommend\`
takes for the first time, one question after the other in one page, and the highest memory of its renderer meanwhile; ${date}${busy ? ', while other work ran on the same two cores' : ''}.

${table([['question', 'page', 'peak memory'], ['---', '---:', '---:'], ...rows])}
`;
}

const KINDS = {
  sums: 'sums, another period',
  counts: 'distinct users, another period',
  funnel: 'funnel, another period',
  retention: 'retention, another period',
  chosenSums: 'sums, another category or brand',
  chosenCounts: 'distinct users, another category or brand',
  moves: 'tiles that follow a dragged brush',
  frames: 'between two frames of that drag',
  motion: 'between two frames while all tiles and charts move',
  motionWork: 'processor time of the main thread in such a frame',
};

function inputsText(measured) {
  const entries = measured.filter(({ inputs }) => inputs && Object.keys(inputs).length > 0);
  if (entries.length === 0) return '';
  const kinds = Object.keys(KINDS).filter((kind) => entries.some(({ inputs }) => inputs[kind]));
  const rows = kinds.map((kind) => [
    KINDS[kind],
    ...entries.map(({ inputs }) => {
      const times = inputs[kind];
      return times ? `${Math.round(times.p50)} / ${Math.round(times.p95)}` : '';
    }),
  ]);
  const head = [
    'milliseconds, median / 95th percentile',
    ...entries.map((one) => `${NAMES[one.shape]} ${NAMES[one.format]} ${whole(one.rows)}`),
  ];
  const moved = kinds.includes('motion')
    ? ' Everything moves at once by the button of\nthe movement panel.'
    : '';
  return `
## Changing an input

From the event to the frame that shows the new figures, in the overview notebook of the reopened page.${moved}

${table([head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows])}
`;
}

function analysesText(measured) {
  const entries = measured.filter(({ analyses }) => analyses && Object.keys(analyses).length > 0);
  if (entries.length === 0) return '';
  const rows = entries.flatMap((entry) =>
    Object.entries(entry.analyses).map(([kind, { page, native, tool = '', refused }]) => [
      `\`${kind}\``,
      `${NAMES[entry.shape]} ${whole(entry.rows)}`,
      time(page),
      refused && tool ? `${tool}: ${refused}` : tool,
      native === undefined ? '' : time(native),
      native === undefined ? '' : `${(page / native).toFixed(2)} ×`,
    ]),
  );
  const head = ['analysis', 'events', 'page', 'yardstick', 'its time', 'ratio'];
  return `
## Heavy analyses

\`tabhouse.metric(kind, { audit: false })\` in the reopened page, each asked once for the first time. The yardstick of those that are
SQL alone is native DuckDB with two threads over the same tables. That of a model is a library's time on the very rows that the
model is given, ready in memory (\`tests/bench/yardsticks.py\`), while the page's holds the SQL that makes them too. K-Means: K from 2 to
8 with two beginnings each, no silhouettes; neighbours: all of them, and ten items for
each user who is tested, while the page works out what the tested users need.

${table([head, ['---', '---', '---:', '---', '---:', '---:'], ...rows])}
`;
}

const busyText = (measured) =>
  measured.some(({ busy }) => busy)
    ? '\n† While other work ran on the same two cores: times and ratios are higher than those of a quiet machine.'
    : '';

const apartText = (measured) =>
  measured.some(({ nativeApart }) => nativeApart)
    ? '\n‡ Taken again in a run of its own, from a file of the same rows: tests had run beside the first, which took longer.'
    : '';

export function reportOf({ measured, counted, skewed = [], recommended }) {
  const machines = [...new Set(measured.map(({ machine }) => machine))];
  const lines = measured.map((entry) => lineOf(entry, measured, machines));
  const rows = [HEAD, HEAD.map((_, index) => (index === 0 ? '---' : '---:')), ...lines];
  const used = HEAD.map((_, index) => index < 2 || lines.some((line) => line[index] !== ''));
  return `# Results of \`npm run bench\`

${machineLines(measured, machines)}

${table(rows.map((row) => row.filter((_, index) => used[index])))}

![Seconds over rows](speed.svg)

Medians of the runs; peak memory is the highest of them.${busyText(measured)}${apartText(measured)}

- **native DuckDB**: \`@duckdb/node-api\`, two threads, builds the same DWD and DWS tables from the same file in
  memory, in the same run.
- **page: layers**: from the picked file to the end of DWS in the built page in Chromium, kept in the browser's storage.
  **page: overview**: until every cell of the overview notebook is worked out. **to native**, **to CSV**: overview to
  native DuckDB, and to the overview of the same rows as CSV.
- **first chart**, **reopen**: from the start of navigation in a new browser to the first picture, and to the finished
  overview.
- **memory**: proportional set size of the page's renderer process, its workers included; idle is 40 s after
  the overview. **bytes a row**: all that the
  page keeps, divided by the rows of the file.
- **long tasks**: tasks of the page's main thread that took 50 ms or more from the picked file to the overview, and the
  longest; the time that passed, also while something else had the processor.
${inputsText(measured)}${analysesText(measured)}${recommendText(recommended)}${skewText(skewed)}${countsText(counted)}`;
}
