import { expect, test } from 'vitest';
import {
  formatAdvice,
  layerAdvice,
  loadAdvice,
  type Sentence,
  skewAdvice,
  spoken,
} from '../../../src/scale/speed/advice.ts';
import type { Measured } from '../../../src/scale/speed/bench.ts';
import { sizesOf, speedOptions } from '../../../src/scale/speed/options.ts';
import { inTurn, median, timesOf } from '../../../src/scale/speed/times.ts';
import type {
  FormatFigures,
  LayerFigures,
  LoadFigures,
  SkewFigures,
} from '../../../src/scale/speed/types.ts';

const keys = (sentences: readonly Sentence[]) =>
  sentences.map(({ key }) => key.replace('speed.advice.', ''));
const took = (milliseconds: number) => timesOf([milliseconds]);

function formats(column: [number, number], whole: [number, number]): FormatFigures {
  const scan = ([csv, parquet]: [number, number]) => ({
    csv: took(csv),
    parquet: took(parquet),
    answer: { rows: 1, figure: 1 },
    agrees: true,
  });
  return {
    rows: 1,
    csvBytes: 1000,
    parquetBytes: 200,
    write: 5,
    scans: { column: scan(column), filter: scan(column), whole: scan(whole) },
  };
}

test('the advice on formats follows from the times', () => {
  expect(keys(formatAdvice(formats([100, 20], [100, 50])))).toEqual(['formats.parquet']);
  expect(keys(formatAdvice(formats([100, 20], [100, 150])))).toEqual(['formats.columns']);
  expect(keys(formatAdvice(formats([100, 120], [100, 150])))).toEqual(['formats.csv']);
  expect(spoken(formatAdvice(formats([100, 20], [100, 50])), ' ')).toBe(
    'Keep such data as Parquet: one column is read 5.0 × as fast as from CSV, all of it 2.0 × as fast, from a file of 20% of the size.',
  );
});

function skew(workers: [number, number], engine: [number, number]): SkewFigures {
  const total = { groups: 3, rows: 10, sum: 5 };
  const spread = (whole: number, load: readonly number[]) => ({
    ...total,
    load,
    busiest: took(whole),
    whole: took(whole),
    second: took(0),
  });
  return {
    rows: 10,
    hot: 0.3,
    salts: 16,
    workers: 2,
    spread: { plain: spread(workers[0], [7, 3]), salted: spread(workers[1], [5, 5]) },
    engine: { plain: { ...took(engine[0]), ...total }, salted: { ...took(engine[1]), ...total } },
  };
}

test.each([
  [
    [100, 70],
    [100, 150],
    ['workers.saves', 'engine.costs', 'salt'],
  ],
  [
    [100, 70],
    [100, 60],
    ['workers.saves', 'engine.saves', 'both'],
  ],
  [
    [100, 101],
    [100, 150],
    ['workers.same', 'engine.costs', 'plain'],
  ],
  [
    [100, 140],
    [100, 60],
    ['workers.costs', 'engine.saves', 'engineOnly'],
  ],
] as const)('salting %j across workers, %j in the engine: %j', (workers, engine, expected) => {
  const said = skewAdvice(skew([...workers], [...engine]));
  expect(keys(said)).toEqual(['load', ...expected].map((key) => `skew.${key}`));
  expect(said[0]?.parameters).toEqual({ plain: '70%', salted: '50%' });
});

function layers(gains: readonly [number, number, number]): LayerFigures {
  const answer = (gain: number) => ({
    dwd: took(gain * 10),
    dws: took(10),
    rows: 1,
    dwsRows: 1,
    table: 'dws_hour',
    agrees: true,
  });
  const [daily, hourly, categories] = gains.map(answer) as [
    ReturnType<typeof answer>,
    ReturnType<typeof answer>,
    ReturnType<typeof answer>,
  ];
  return { dwdRows: 1_000_000, questions: { daily, hourly, categories } };
}

test('the advice on layers follows from the gains', () => {
  expect(keys(layerAdvice(layers([4, 90, 20])))).toEqual(['layers.dws']);
  expect(keys(layerAdvice(layers([0.8, 90, 20])))).toEqual(['layers.some']);
  expect(keys(layerAdvice(layers([0.8, 1, 1.05])))).toEqual(['layers.dwd']);
  expect(layerAdvice(layers([4, 90, 20]))[0]?.parameters).toMatchObject({
    least: '4.0',
    most: '90',
  });
});

const measured = (rows: number, overview: number): Measured => ({
  shape: 'taobao',
  format: 'csv',
  rows,
  bytes: 0,
  native: 1,
  layers: overview,
  overview,
  machine: '',
  date: '',
});

function load(rows: number, overview: number): LoadFigures {
  const counts = { read: rows, dwd: rows, duplicates: 0, rejected: 0, blank: 0, unsampled: 0 };
  return {
    rows: counts,
    bytes: 1,
    storage: 'opfs',
    make: 1,
    stages: {},
    layers: overview,
    overview,
    stored: 1,
  };
}

test('a load is compared with a measured file of its size only, and looks ahead from there', () => {
  const table = [measured(1e6, 6), measured(1e8, 150)];
  expect(keys(loadAdvice(load(1e6, 12), table))).toEqual(['load.slower', 'load.ahead']);
  expect(loadAdvice(load(1e6, 12), table)[1]?.parameters).toMatchObject({ time: '5 min 0 sec' });
  expect(keys(loadAdvice(load(1e6, 6.2), table))).toEqual(['load.same', 'load.ahead']);
  expect(keys(loadAdvice(load(1e6, 3), [measured(1e6, 6)]))).toEqual(['load.faster']);
  expect(keys(loadAdvice(load(20_000, 3), table))).toEqual(['load.alone']);
});

test('two ways take turns, and the round that warms up is not counted', async () => {
  let clock = 0;
  const order: string[] = [];
  const way = (name: string, milliseconds: number) => async () => {
    order.push(name);
    clock += milliseconds;
    return name;
  };
  const told: number[] = [];
  const [a, b] = await inTurn(way('a', 10), way('b', 30), {
    runs: 2,
    now: () => clock,
    onRun: (done) => told.push(done),
  });
  expect(order.join('')).toBe('ababab');
  expect(a).toEqual({ times: { runs: [10, 10], median: 10 }, answer: 'a' });
  expect(b.times.median).toBe(30);
  expect(told).toEqual([1, 2, 3, 4, 5, 6]);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('a block says what it can; what cannot be meant becomes the nearest that can', () => {
  expect(speedOptions({}, 2)).toEqual({
    rows: 1_000_000,
    seed: 649,
    runs: 5,
    hot: 0.3,
    salts: 16,
    workers: 2,
  });
  expect(speedOptions({ rows: 5, hot: 7, salts: 'x', workers: 99 }, 8)).toMatchObject({
    rows: 10_000,
    hot: 1,
    salts: 16,
    workers: 16,
  });
  expect(sizesOf({ sizes: [3e6, 1e6] }, 2e4)).toEqual([2e4, 1e6, 3e6]);
});
