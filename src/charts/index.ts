import { basketCharts, recommendCharts } from './baskets/index.ts';
import { cohortCurve, retentionCurves } from './cohorts/curve.ts';
import { cohortsGrid } from './cohorts/grid.ts';
import {
  clusterCloud,
  clusterElbow,
  clusterMoves,
  clusterRadar,
  clusterSizes,
  lifetimeFrequencies,
  lifetimeLeaders,
  lifetimeTenths,
  lifetimeTracking,
  repurchaseCurve,
  repurchaseIntervals,
  repurchaseSteps,
} from './customers/index.ts';
import * as experiment from './experiment/index.ts';
import { funnel } from './funnel.ts';
import { hourly } from './hourly.ts';
import { leaders } from './leaders.ts';
import { lifecycleActive, lifecycleStates, lifecycleSticky } from './lifecycle/index.ts';
import { lorenz } from './lorenz.ts';
import { pareto } from './pareto.ts';
import { pathLinks } from './paths/links.ts';
import { topPaths } from './paths/top.ts';
import * as prediction from './prediction/index.ts';
import { qualityParts } from './quality/parts.ts';
import { rfmRing } from './rfm.ts';
import { rfmBefore, rfmMoves } from './rfm-before.ts';
import {
  anomalyAlerts,
  anomalyLine,
  forecastErrors,
  forecastFan,
  forecastParts,
} from './series/index.ts';
import { shopDrawings } from './shops/index.ts';
import { timeline } from './trace/timeline.ts';
import { itemTrend, trend } from './trend.ts';
import type { Chart } from './types.ts';
import { weekday } from './weekday.ts';

export { beforeLabel, beforeOf, withBefore } from './compare/twin.ts';
export * from './export.ts';
export { lineage } from './lineage.ts';
export { loadBar } from './load.ts';
export { titleTips } from './marks/titles.ts';
export * from './palette.ts';
export * from './ramps.ts';
export { SEGMENT_COLUMNS, segmentColour, segmentColumnLabel, segments } from './rfm.ts';
export { sparkline } from './sparkline.ts';
export type * from './types.ts';
export * from './values.ts';

/** A drawing of a metric with the share of the width that it takes on a wide page, in twelfths. */
export interface Placed {
  readonly chart: Chart;
  readonly span: number;
  /** Nothing of an earlier period is in it but in its tips and its table. */
  readonly plain?: boolean;
  /** Fetches what the drawing needs for a metric's parameters; null where it is at hand. */
  readonly ready?: (parameters: Readonly<Record<string, unknown>>) => Promise<void> | null;
}

/** Metric kind → its drawings. A new metric's drawing is one file and one line here. */
export const METRIC_CHARTS: Readonly<Record<string, readonly Placed[]>> = {
  overview: [{ chart: trend, span: 12 }],
  funnel: [{ chart: funnel, span: 12 }],
  hourly: [{ chart: hourly, span: 12 }],
  weekday: [{ chart: weekday, span: 12 }],
  pareto: [
    { chart: pareto, span: 7 },
    { chart: lorenz, span: 5 },
    { chart: leaders, span: 12 },
  ],
  ...shopDrawings,
  basket: basketCharts,
  recommend: recommendCharts,
  retention: [
    { chart: cohortsGrid, span: 12, plain: true },
    { chart: retentionCurves, span: 12 },
  ],
  cohorts: [
    { chart: cohortsGrid, span: 12, plain: true },
    { chart: cohortCurve, span: 12 },
  ],
  lifecycle: [
    { chart: lifecycleStates, span: 12 },
    { chart: lifecycleActive, span: 7 },
    { chart: lifecycleSticky, span: 5 },
  ],
  paths: [
    { chart: pathLinks, span: 12, plain: true },
    { chart: topPaths, span: 12 },
  ],
  user: [{ chart: timeline, span: 12 }],
  item: [{ chart: itemTrend, span: 12 }],
  rfm: [
    { chart: rfmRing, span: 4, plain: true },
    { chart: rfmBefore, span: 8 },
    { chart: rfmMoves, span: 12 },
  ],
  quality: [{ chart: qualityParts, span: 12 }],
  clusters: [
    { chart: clusterSizes, span: 12 },
    { chart: clusterMoves, span: 12 },
    { chart: clusterRadar, span: 6 },
    { chart: clusterCloud, span: 6 },
    { chart: clusterElbow, span: 12 },
  ],
  repurchase: [
    { chart: repurchaseCurve, span: 12 },
    { chart: repurchaseSteps, span: 6 },
    { chart: repurchaseIntervals, span: 6 },
  ],
  lifetime_value: [
    { chart: lifetimeTenths, span: 5 },
    { chart: lifetimeLeaders, span: 7 },
    { chart: lifetimeFrequencies, span: 6 },
    { chart: lifetimeTracking, span: 6 },
  ],
  experiment: [
    { chart: experiment.ratio, span: 12 },
    { chart: experiment.differences, span: 6 },
    { chart: experiment.conversions, span: 6 },
    { chart: experiment.valueDifferences, span: 6 },
    { chart: experiment.means, span: 6 },
    { chart: experiment.powerCurve, span: 12 },
  ],
  prediction: [
    { chart: prediction.likeliest, span: 6 },
    { chart: prediction.histogram, span: 6 },
    { chart: prediction.roc, span: 4 },
    { chart: prediction.calibration, span: 4 },
    { chart: prediction.coefficients, span: 4 },
  ],
  forecast: [
    { chart: forecastFan, span: 12 },
    { chart: forecastErrors, span: 5 },
    { chart: forecastParts, span: 7 },
  ],
  anomalies: [
    { chart: anomalyLine, span: 12 },
    { chart: anomalyAlerts, span: 12 },
  ],
};
