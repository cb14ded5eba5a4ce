/** The chart of the results: seconds over rows, as an SVG that reads well on light and dark pages. */
import { format, scaleLog } from 'd3';

const WIDTH = 760;
const PLOT = { left: 228, right: 48, top: 64, bottom: 300 };
const LINE = 24;

const WORDS = {
  en: {
    title: 'From the file to a finished overview',
    unit: 'seconds, by rows; both scales are logarithmic',
    csv: 'page, from CSV',
    parquet: 'page, from Parquet',
    native: 'native DuckDB, 2 threads',
    linear: 'in proportion to the rows',
    rows: (n) => `${format('~s')(n)}`.replace('M', ' M'),
  },
  'zh-CN': {
    title: '从文件到看完概览',
    unit: '秒，按行数；两轴均为对数刻度',
    csv: '页面，读 CSV',
    parquet: '页面，读 Parquet',
    native: '原生 DuckDB，2 线程',
    linear: '与行数成正比',
    rows: (n) => (n >= 1e8 ? `${n / 1e8} 亿` : `${n / 1e4} 万`),
  },
};

const STYLE = `
  text { font: 13px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; fill: #57534e; font-variant-numeric: tabular-nums; }
  .title { font-size: 16px; font-weight: 600; fill: #1c1917; }
  .grid { stroke: #e7e2da; }
  .guide { stroke: #a8a29e; stroke-dasharray: 2 5; fill: none; }
  .middle { text-anchor: middle; } .end { text-anchor: end; }
  .csv { --c: #2f62d8; } .parquet { --c: #b4540a; } .native { --c: #6b6560; }
  .line { fill: none; stroke: var(--c); stroke-width: 2.25; }
  .dot { fill: var(--c); }
  .square { fill: none; stroke: var(--c); stroke-width: 2; }
  .name { fill: var(--c); font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    text { fill: #a3a7b3; } .title { fill: #eceef4; } .grid { stroke: #2a2e3a; } .guide { stroke: #6b7080; }
    .csv { --c: #8fb0ff; } .parquet { --c: #f0a35e; } .native { --c: #a3a7b3; }
  }`;

const seconds = (value) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

function lines(measured) {
  const taobao = measured.filter(({ shape }) => shape === 'taobao');
  const of = (format, key) =>
    taobao
      .filter((one) => one.format === format)
      .map((one) => ({ rows: one.rows, value: one[key] }));
  return [
    { name: 'csv', points: of('csv', 'overview') },
    { name: 'parquet', points: of('parquet', 'overview') },
    { name: 'native', points: of('csv', 'native') },
  ].filter(({ points }) => points.length > 0);
}

/** @returns the SVG's text; `locale` is `en` or `zh-CN`. Under each size stand its seconds, line by line. */
export function chartOf({ measured }, locale = 'en') {
  const words = WORDS[locale];
  const series = lines(measured);
  const others = measured.filter(({ shape }) => shape !== 'taobao');
  const sizes = [...new Set(measured.map(({ rows }) => rows))].sort((a, b) => a - b);
  const values = measured.flatMap(({ overview, native }) => [overview, native]);
  const x = scaleLog([sizes[0], sizes.at(-1)], [PLOT.left + 28, WIDTH - PLOT.right]);
  const y = scaleLog(
    [Math.min(...values) / 1.3, Math.max(...values) * 1.2],
    [PLOT.bottom, PLOT.top],
  );
  const [low, high] = y.domain();
  const ticks = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000].filter((t) => t >= low && t <= high);
  const head = PLOT.bottom + 26;
  const first = head + (others.length > 0 ? 44 : 28);
  const foot = first + series.length * LINE;
  const parts = [
    text('title', 0, 18, words.title),
    text('', 0, 39, words.unit),
    ...ticks.map(
      (t) => line('grid', PLOT.left, y(t), WIDTH, y(t)) + text('end', PLOT.left - 10, y(t) + 4, t),
    ),
    ...sizes.map((n) => text('middle', x(n), head, words.rows(n))),
    ...others.map((one) => text('middle', x(one.rows), head + 17, 'REES46')),
    guide(series, x, y),
    ...series.map(({ name, points }) => drawn(name, points, x, y)),
    ...others.map(
      (one) =>
        square('csv', x(one.rows), y(one.overview)) + square('native', x(one.rows), y(one.native)),
    ),
    ...series.map(({ name, points }, index) => {
      const at = first + index * LINE;
      const all = [...points, ...besides(name, others)];
      return `<g class="${name}">${line('line', 0, at - 4, 22, at - 4)}<circle class="dot" cx="11" cy="${at - 4}" r="4"/>${text('name', 32, at, words[name])}${all
        .map(({ rows, value }) => text('name middle', x(rows), at, seconds(value)))
        .join('')}</g>`;
    }),
    line('guide', 0, foot - 4, 22, foot - 4) + text('', 32, foot, words.linear),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 0 ${WIDTH + 8} ${foot + 10}" width="${WIDTH}" role="img" aria-label="${words.title}: ${summary(series, words)}">
<style>${STYLE}
</style>
${parts.join('\n')}
</svg>
`;
}

const at = (value) => Number(value.toFixed(1));
const text = (name, x, y, content) =>
  `<text class="${name}" x="${at(x)}" y="${at(y)}">${content}</text>`;
const line = (name, x1, y1, x2, y2) =>
  `<line class="${name}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`;
const square = (name, x, y) =>
  `<g class="${name}"><rect class="square" x="${at(x - 5)}" y="${at(y - 5)}" width="10" height="10"/></g>`;

const besides = (name, others) =>
  name === 'parquet'
    ? []
    : others.map((one) => ({ rows: one.rows, value: name === 'csv' ? one.overview : one.native }));

/** From the largest file down to the smallest, as it would be if time went with the rows alone. */
function guide(series, x, y) {
  const points = series[0]?.points ?? [];
  const last = points.at(-1);
  if (!last || points.length < 2) return '';
  const value = Math.max((last.value * points[0].rows) / last.rows, y.domain()[0]);
  return line('guide', x((value * last.rows) / last.value), y(value), x(last.rows), y(last.value));
}

function drawn(name, points, x, y) {
  const path = points.map(({ rows, value }) => `${at(x(rows))},${at(y(value))}`).join(' ');
  const dots = points.map(
    ({ rows, value }) => `<circle class="dot" cx="${at(x(rows))}" cy="${at(y(value))}" r="4"/>`,
  );
  return `<g class="${name}"><polyline class="line" points="${path}"/>${dots.join('')}</g>`;
}

const summary = (series, words) =>
  series
    .map(
      ({ name, points }) =>
        `${words[name]} ${points.map(({ rows, value }) => `${words.rows(rows)} ${seconds(value)} s`).join(', ')}`,
    )
    .join('; ');
