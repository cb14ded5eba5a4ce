import { metricOf } from '../cells/read.ts';
import { type Engine, inOneLife } from '../engine/index.ts';
import {
  type Audit,
  auditMetric,
  type MetricResult,
  type RawParameters,
  type RunModel,
  type RunOptions,
  runMetric,
  runSegments,
  type Segment,
} from '../metrics/index.ts';
import type { CellResult } from '../notebook/index.ts';
import type { DatasetContext } from '../warehouse/index.ts';
import { meanwhile } from './idle.ts';
import { checkTable } from './metric-question.ts';
import { segmentIn } from './segments/segment-in.ts';

/** The code of the worker comes when a metric needs one; what a model makes goes into the engine that its rows came from. */
const models: RunModel = (...asked) =>
  meanwhile(async () => (await import('../models/worker.ts')).runInWorker(...asked));

/** `runMetric` on the page's engine, asked again where the engine came back in the middle without its tables. */
export function measure(
  engine: Engine,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<MetricResult> {
  return inOneLife(engine, async () => {
    await checkTable(kind, raw, engine);
    return runMetric(engine, kind, raw, context, { models, ...options });
  });
}

/** `auditMetric` on the page's engine, as `measure`. */
export function audit(
  engine: Engine,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<Audit> {
  return inOneLife(engine, () => auditMetric(engine, kind, raw, context, { models, ...options }));
}

/** Makes what a model gave stand again where the engine came back without it: SQL reads it by its name. */
export async function standAgain(
  engine: Engine,
  results: Iterable<CellResult>,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<void> {
  const all = [...results];
  const segments = all.flatMap((result) => segmentIn(result) ?? []);
  if (segments.length > 0) await standSegments(engine, segments, context, options);
  for (const result of all) {
    const metric = metricOf(result);
    if (metric?.modelled)
      await measure(engine, metric.kind, metric.asked ?? metric.parameters, context, {
        ...options,
        limit: 0,
        slowFacts: false,
      });
  }
}

/** `runSegments` on the page's engine, as `measure`. */
export function standSegments(
  engine: Engine,
  segments: readonly Segment[],
  context: DatasetContext,
  options: RunOptions = {},
): ReturnType<typeof runSegments> {
  return inOneLife(engine, () => runSegments(engine, segments, context, { models, ...options }));
}
