import { TabhouseError } from '../engine/errors.ts';
import { anomalies } from './anomalies/index.ts';
import { attribution } from './attribution/index.ts';
import { basket } from './basket/index.ts';
import { brands } from './brands/index.ts';
import { change } from './change/index.ts';
import { clusterComparison } from './clusters/comparison.ts';
import { clusters } from './clusters/index.ts';
import { cohorts } from './cohorts/index.ts';
import { comparable } from './compare/index.ts';
import { experiment } from './experiment/index.ts';
import { forecast } from './forecast/index.ts';
import { funnel } from './funnel/index.ts';
import { hourly } from './hourly/index.ts';
import { item } from './item/index.ts';
import { lifecycle } from './lifecycle/index.ts';
import { lifetimeValue } from './lifetime/index.ts';
import { overview } from './overview/index.ts';
import { pareto } from './pareto/index.ts';
import { pathsComparison } from './paths/comparison.ts';
import { paths } from './paths/index.ts';
import { places } from './places/index.ts';
import { prediction } from './prediction/index.ts';
import { quality } from './quality/index.ts';
import { recommend } from './recommend/index.ts';
import { report } from './report/index.ts';
import { repurchase } from './repurchase/index.ts';
import { cellComparison } from './retention/comparison.ts';
import { retention } from './retention/index.ts';
import { rfmComparison } from './rfm/comparison.ts';
import { rfm } from './rfm/index.ts';
import type { Metric } from './types.ts';
import { user } from './user/index.ts';

/** Every metric; a new one is a file and a line here. */
export const METRICS: readonly Metric[] = [
  comparable(overview),
  comparable(funnel),
  comparable(hourly),
  comparable(pareto),
  comparable(retention, cellComparison(retention.plan)),
  comparable(rfm, rfmComparison),
  comparable(paths, pathsComparison(paths.plan)),
  user,
  comparable(item),
  comparable(brands, { all: { top: Number.MAX_SAFE_INTEGER } }),
  change,
  comparable(places, { all: { top: Number.MAX_SAFE_INTEGER } }),
  comparable(attribution, { all: { top: Number.MAX_SAFE_INTEGER } }),
  comparable(cohorts, cellComparison(cohorts.plan)),
  comparable(lifecycle),
  basket,
  prediction,
  experiment,
  report,
  quality,
  comparable(clusters, clusterComparison),
  comparable(repurchase),
  lifetimeValue,
  recommend,
  forecast,
  anomalies,
];

/** The metric of that kind. Throws `metric-unknown`. */
export function metricOf(kind: string): Metric {
  const found = METRICS.find((metric) => metric.kind === kind);
  if (found) return found;
  const known = METRICS.map((metric) => metric.kind).join(', ');
  throw new TabhouseError('metric-unknown', { parameters: { kind, known } });
}
