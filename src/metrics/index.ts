export { previousPeriod } from './overview/previous.ts';
export { METRICS, metricOf } from './registry.ts';
export { auditMetric, type RunOptions, runMetric, shownSql } from './run.ts';
export type * from './types.ts';
