export { type RunOptions, shownSql } from './asked.ts';
export { type DayHourCube, dayHourCube } from './cube.ts';
export { earlyMetric } from './early.ts';
export { previousPeriod } from './overview/previous.ts';
export { METRICS, metricOf } from './registry.ts';
export { auditMetric, runMetric } from './run.ts';
export type * from './types.ts';
