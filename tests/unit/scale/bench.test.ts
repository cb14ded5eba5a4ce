import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import results from '../../../bench/results.json';

const bench = (file: string) => import(new URL(`../../bench/${file}`, import.meta.url).href);
const text = (file: string) => readFileSync(file, 'utf8');

const one = (shape: string, format: string, rows: number, overview: number) => ({
  ...{ shape, format, rows, overview, spread: [overview, overview], bytes: rows * 35 },
  ...{ native: overview / 2, layers: overview, reopen: 1, peak: 1e9, idle: 1e8, stored: rows * 14 },
  ...{ runs: 3, date: '2026-01-02', machine: shape === 'taobao' ? 'one' : 'another' },
});

test('a run replaces the rows that it measured and leaves the others', async () => {
  const { mergeResults } = await bench('results.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-bench-'));
  try {
    const path = join(folder, 'results.json');
    mergeResults(path, {
      measured: [one('taobao', 'csv', 1e7, 20), one('taobao', 'csv', 1e6, 5)],
      counted: [{ shape: 'taobao', format: 'csv', rows: 1e6, wrong: [] }],
    });
    mergeResults(path, { measured: [one('rees46', 'csv', 42e6, 90)] });
    mergeResults(path, {
      measured: [one('taobao', 'parquet', 1e6, 6), one('taobao', 'csv', 1e7, 18)],
    });
    const { measured, counted } = JSON.parse(text(path));
    expect(
      measured.map((entry: (typeof measured)[number]) => [
        entry.format,
        entry.rows,
        entry.overview,
      ]),
    ).toEqual([
      ['csv', 1e6, 5],
      ['csv', 1e7, 18],
      ['parquet', 1e6, 6],
      ['csv', 42e6, 90],
    ]);
    expect(counted).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('names the yardstick of an analysis, and says where it gave up', async () => {
  const { analysisTimes } = await bench('results.mjs');
  const { reportOf } = await bench('report.mjs');
  const analyses = analysisTimes(
    [
      {
        recommend: { tool: 'a 1.2', seconds: 8 },
        lifetime_value: { tool: 'b 3', refused: 'NoConvergence' },
        forecast: { refused: 'no library' },
      },
    ],
    [
      {
        recommend: { seconds: 2 },
        lifetime_value: { seconds: 0.5 },
        forecast: { seconds: 0.25 },
      },
    ],
  );
  const report = reportOf({
    measured: [{ ...one('taobao', 'csv', 1e7, 20), analyses }],
    counted: [],
  });
  expect(report).toContain(
    '| `recommend` | Taobao 10,000,000 | 2.00 s | a 1.2 | 8.00 s | 0.25 × |',
  );
  expect(report).toContain(
    '| `lifetime_value` | Taobao 10,000,000 | 0.50 s | b 3: NoConvergence |  |  |',
  );
  expect(report).toContain('| `forecast` | Taobao 10,000,000 | 0.25 s |  |  |  |');
});

test('tells changes of inputs by kind, over all runs', async () => {
  const { inputTimes } = await bench('results.mjs');
  const { reportOf } = await bench('report.mjs');
  const inputs = inputTimes([{ sums: [10, 30], frames: [16] }, { sums: [20, 400] }]);
  expect(inputs).toEqual({
    sums: { p50: 25, p95: 400, n: 4 },
    frames: { p50: 16, p95: 16, n: 1 },
  });
  const report = reportOf({
    measured: [{ ...one('taobao', 'csv', 1e7, 20), inputs }],
    counted: [],
  });
  expect(report).toContain('| sums, another period | 25 / 400 |');
  expect(report).not.toContain('retention');
});

test('loads of even and skewed keys are kept beside each other, with the share of the busiest part', async () => {
  const { mergeResults, skewOf } = await bench('results.mjs');
  const { reportOf } = await bench('report.mjs');
  const load = (overview: number, parts: readonly number[]) => ({
    ...{ build: overview - 1, overview, peak: 1e9, parts },
  });
  const entry = skewOf({
    ...{ shape: 'taobao', rows: 1e7, hot: 0.2, machine: 'one', date: '2026-01-02' },
    even: [load(40, [50, 50]), load(42, [49, 51])],
    skewed: [load(44, [60, 40]), load(46, [59, 41])],
  });
  expect(entry).toMatchObject({
    even: { layers: 40, overview: 41, busiest: 0.51 },
    skewed: { overview: 45, busiest: 0.6 },
    runs: 2,
  });
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-bench-'));
  try {
    const path = join(folder, 'results.json');
    mergeResults(path, {
      skewed: [
        { ...entry, rows: 1e6 },
        { ...entry, runs: 1 },
      ],
    });
    mergeResults(path, { measured: [one('taobao', 'csv', 1e6, 5)], skewed: [entry] });
    const results = mergeResults(path, {});
    expect(results.skewed.map(({ rows, runs }: typeof entry) => [rows, runs])).toEqual([
      [1e6, 2],
      [1e7, 2],
    ]);
    const report = reportOf(results);
    expect(report).toContain(
      '| Taobao CSV | 10,000,000 | 41.0 s | 45.0 s | 1.10 × | 51 % | 60 % |',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a hot user and a hot item have the share of the rows that is asked for, and no two rows are equal', async () => {
  const { writeTaobao } = await bench('taobao.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'tabhouse-bench-'));
  try {
    const { paths, good, lines } = writeTaobao({ folder, rows: 20_000, hot: 0.2 });
    const rows = text(paths[0]).trim().split('\n');
    expect([good, lines, rows.length, new Set(rows).size]).toEqual([
      20_000, 20_000, 20_000, 20_000,
    ]);
    const most = (column: number) => {
      const counts = new Map<string, number>();
      for (const row of rows) {
        const key = row.split(',')[column] ?? '';
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return Math.max(...counts.values());
    };
    expect(most(0)).toBe(4000);
    expect(most(1)).toBeGreaterThan(2800);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('counts that are not the true ones are named', async () => {
  const { wrongCounts } = await bench('results.mjs');
  const truth = { lines: 10, good: 6, repeated: 1, cut: 1, outside: 2 };
  const seen = {
    rows: { read: 10, dwd: 6, duplicates: 1, rejected: 3 },
    rejects: { out_of_window: 2 },
  };
  expect(wrongCounts(truth, seen)).toEqual([]);
  expect(wrongCounts({ ...truth, good: 7, repeated: 0 }, seen)).toEqual([
    'good: 6 instead of 7',
    'repeated: 1 instead of 0',
  ]);
  expect(wrongCounts({ ...truth, cut: 3, outside: 0 }, seen)).toHaveLength(2);
});

test('the report says which machine measured what, and how Parquet compares with CSV', async () => {
  const { reportOf } = await bench('report.mjs');
  const measured = [
    one('taobao', 'csv', 1e6, 5),
    one('taobao', 'parquet', 1e6, 6),
    one('rees46', 'csv', 42e6, 90),
  ];
  const report: string = reportOf({ measured, counted: [] });
  expect(report).toContain('**A**: one; 2026-01-02.');
  expect(report).toContain('**B**: another; 2026-01-02.');
  expect(report).toMatch(/Taobao Parquet .* 1\.20 × .* A \|/);
  expect(report).toMatch(/REES46 CSV .* 42,000,000 .* B \|/);
});

test('the chart draws every size that was measured, from one on', async () => {
  const { chartOf } = await bench('chart.mjs');
  const measured = [
    one('taobao', 'csv', 1e6, 5),
    one('taobao', 'csv', 1e8, 150),
    one('rees46', 'csv', 42e6, 90),
  ];
  for (const locale of ['en', 'zh-CN']) {
    for (const some of [measured, measured.slice(0, 1)]) {
      const svg: string = chartOf({ measured: some }, locale);
      expect(svg).not.toMatch(/NaN|undefined/);
      expect(svg.match(/<circle class="dot" cx="[\d.]+" cy="[\d.]+" r="4"\/>/g)).toBeTruthy();
    }
  }
  expect(chartOf({ measured })).toContain('REES46');
  expect(chartOf({ measured }, 'zh-CN')).toContain('1 亿');
});

test('report, charts and the tables of both READMEs are those of the kept results', async () => {
  const { reportOf } = await bench('report.mjs');
  const { chartOf } = await bench('chart.mjs');
  const { readmeTable } = await bench('publish.mjs');
  expect(text('bench/RESULTS.md')).toBe(reportOf(results));
  expect(text('bench/speed.svg')).toBe(chartOf(results, 'en'));
  expect(text('bench/speed.zh-CN.svg')).toBe(chartOf(results, 'zh-CN'));
  expect(text('README.md')).toContain(readmeTable(results, 'en'));
  expect(text('README.zh-CN.md')).toContain(readmeTable(results, 'zh-CN'));
});
