import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The middle value; the mean of the two middle ones where their number is even. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

const rounded = (value, digits) => Number(value.toFixed(digits));

/** Median and 95th percentile of each kind, over the changes of all runs. */
export function inputTimes(runs) {
  const kinds = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  return Object.fromEntries(
    kinds.map((kind) => {
      const times = runs.flatMap((run) => run[kind] ?? []).sort((a, b) => a - b);
      const p95 = times[Math.min(times.length - 1, Math.ceil(times.length * 0.95) - 1)];
      return [kind, { p50: rounded(median(times), 1), p95: rounded(p95, 1), n: times.length }];
    }),
  );
}

/** The longest task of all runs in milliseconds, 0 where none took 50, and how many took that in the run with most. */
const longTasksOf = (runs) => ({
  longest: Math.round(Math.max(0, ...runs.flat())),
  most: Math.max(0, ...runs.map(({ length }) => length)),
});

/**
 * One measured file as it is kept in `results.json`: seconds and bytes are medians of its runs, `peak` is the highest.
 */
export function entryOf({ shape, format, rows, bytes, machine, date, native, page, busy }) {
  const of = (runs, key) => median(runs.map((run) => run[key]));
  const overviews = page.map(({ overview }) => overview);
  return {
    shape,
    format,
    rows,
    bytes,
    native: rounded(of(native, 'seconds'), 3),
    layers: rounded(of(page, 'build'), 3),
    overview: rounded(of(page, 'overview'), 3),
    spread: [rounded(Math.min(...overviews), 3), rounded(Math.max(...overviews), 3)],
    chart: rounded(of(page, 'chart'), 3),
    reopen: rounded(of(page, 'reopen'), 3),
    peak: Math.round(Math.max(...page.map(({ peak }) => peak))),
    idle: Math.round(of(page, 'idle')),
    stored: Math.round(of(page, 'opfsBytes')),
    longTasks: longTasksOf(page.map(({ longTasks = [] }) => longTasks)),
    inputs: inputTimes(page.map(({ inputs = {} }) => inputs)),
    analyses: analysisTimes(
      native.map(({ analyses }) => analyses),
      page.map(({ analyses }) => analyses),
    ),
    ...(busy && { busy }),
    runs: page.length,
    date,
    machine,
  };
}

/** Loads of even and of skewed keys beside each other: medians of the runs; `busiest` is the largest part's share of the rows. */
export function skewOf({ shape, rows, hot, machine, date, even, skewed, busy }) {
  const of = (runs) => ({
    layers: rounded(median(runs.map(({ build }) => build)), 3),
    overview: rounded(median(runs.map(({ overview }) => overview)), 3),
    peak: Math.round(Math.max(...runs.map(({ peak }) => peak))),
    busiest: rounded(
      Math.max(...runs.map(({ parts }) => Math.max(...parts) / parts.reduce((a, b) => a + b, 0))),
      3,
    ),
  });
  return {
    ...{ shape, format: 'csv', rows, hot, even: of(even), skewed: of(skewed) },
    ...(busy && { busy }),
    ...{ runs: skewed.length, date, machine },
  };
}

/** Median seconds of each analysis, in the page and, where it has one, of its yardstick. */
export function analysisTimes(native, page) {
  const times = (runs, kind) => runs.map((run) => run?.[kind]?.seconds).filter(Number.isFinite);
  const kinds = [...new Set(page.flatMap((run) => Object.keys(run ?? {})))];
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const [theirs, ours] = [times(native, kind), times(page, kind)];
      if (ours.length === 0) return [];
      const { tool, refused } = native.find((run) => run?.[kind]?.tool)?.[kind] ?? {};
      const beside = {
        ...(tool && { tool }),
        ...(theirs.length > 0 ? { native: rounded(median(theirs), 3) } : refused && { refused }),
      };
      return [[kind, { page: rounded(median(ours), 3), ...beside }]];
    }),
  );
}

const ORDER = { taobao: 0, rees46: 1, csv: 0, parquet: 1 };
const keyOf = ({ shape, format, rows }) => `${shape} ${format} ${rows}`;
const byKey = (a, b) =>
  ORDER[a.shape] - ORDER[b.shape] || ORDER[a.format] - ORDER[b.format] || a.rows - b.rows;

export function readResults(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { measured: [], counted: [] };
}

/** Puts entries into the file in place of those of the same files, and nothing else. */
export function mergeResults(path, { measured = [], counted = [], skewed = [], recommended }) {
  const before = readResults(path);
  const lately = recommended ?? before.recommended;
  const merged = (old, fresh) => {
    const all = new Map([...old, ...fresh].map((entry) => [keyOf(entry), entry]));
    return [...all.values()].sort(byKey);
  };
  const results = {
    measured: merged(before.measured, measured),
    counted: merged(before.counted, counted),
    ...(skewed.length + (before.skewed?.length ?? 0) > 0 && {
      skewed: merged(before.skewed ?? [], skewed),
    }),
    ...(lately && { recommended: lately }),
  };
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  return results;
}

/** What is wrong with the page's counts of a file, given the true ones; empty where all are right. */
export function wrongCounts(truth, { rows, rejects }) {
  const seen = {
    lines: rows.read,
    good: rows.dwd,
    repeated: rows.duplicates,
    outside: rejects.out_of_window ?? 0,
    cut: rows.rejected - (rejects.out_of_window ?? 0),
  };
  return Object.keys(seen)
    .filter((name) => seen[name] !== truth[name])
    .map((name) => `${name}: ${seen[name]} instead of ${truth[name]}`);
}
