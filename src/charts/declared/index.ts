export { added } from './added.ts';
export { arrange } from './arrange.ts';
export { columnsOf, typeOfSql } from './columns.ts';
export { ended, stepAt } from './derive.ts';
export { cutsOf, deriveSql, extremesSql, GROUPS, sampleSql } from './derive-sql.ts';
export { type LayerPlan, planChart } from './plan.ts';
export { lineOf, refusal } from './problems.ts';
export { type Proposal, type ProposalKind, proposals } from './propose.ts';
export { readChart } from './read.ts';
export { keysOf } from './read-layer.ts';
export {
  type ChartDetail,
  chartOfRows,
  drawChart,
  isChartDetail,
  isConstant,
  isOpen,
  layerRows,
  withProposal,
} from './result.ts';
export type * from './types.ts';
export { isMapping, type Mapping } from './value.ts';
export * from './vocabulary.ts';
