export { type RunOptions, shownSql } from './asked.ts';
export { type DayHourCube, dayHourCube } from './cube.ts';
export { earlyMetric } from './early.ts';
export { lostTable } from './lost.ts';
export { previousPeriod } from './overview/previous.ts';
export { METRICS, metricOf } from './registry.ts';
export { auditMetric, runMetric, runSegments } from './run.ts';
export { segmentTable } from './segments/name.ts';
export {
  isSegment,
  type MemberKind,
  memberId,
  memberKey,
  type RowConditions,
  type RowValue,
  type Segment,
  type SegmentSource,
} from './segments/types.ts';
export type * from './types.ts';
