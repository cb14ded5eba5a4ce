import { type Engine, inOneLife } from '../engine/index.ts';
import {
  type Audit,
  auditMetric,
  type MetricResult,
  type RawParameters,
  type RunOptions,
  runMetric,
} from '../metrics/index.ts';
import type { DatasetContext } from '../warehouse/index.ts';

/** `runMetric` on the page's engine, asked again where the engine came back in the middle without its tables. */
export function measure(
  engine: Engine,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<MetricResult> {
  return inOneLife(engine, () => runMetric(engine, kind, raw, context, options));
}

/** `auditMetric` on the page's engine, as `measure`. */
export function audit(
  engine: Engine,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<Audit> {
  return inOneLife(engine, () => auditMetric(engine, kind, raw, context, options));
}
