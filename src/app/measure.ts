import { type Engine, inOneLife } from '../engine/index.ts';
import {
  type Audit,
  auditMetric,
  type MetricResult,
  type RawParameters,
  type RunModel,
  type RunOptions,
  runMetric,
} from '../metrics/index.ts';
import type { DatasetContext } from '../warehouse/index.ts';

/** The code of the worker comes when a metric needs one. */
const models: RunModel = async (...asked) =>
  (await import('../models/worker.ts')).runInWorker(...asked);

/** `runMetric` on the page's engine, asked again where the engine came back in the middle without its tables. */
export function measure(
  engine: Engine,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<MetricResult> {
  return inOneLife(engine, () => runMetric(engine, kind, raw, context, { models, ...options }));
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
