export * from './catalog/index.ts';
export * from './load.ts';
export type { DatasetSettings } from './store/change.ts';
export type { DatasetSummary, OpenDataset } from './store/datasets.ts';
export type { Cost } from './store/estimate.ts';
export {
  type LoadPlan,
  type Means,
  memoryLine,
  type PlanWishes,
  planLoad,
  roomIn,
  SAMPLES,
  type Shortage,
  shortageOf,
} from './store/load-plan.ts';
export * from './table.ts';
export * from './tables/index.ts';
export * from './types.ts';
export {
  Warehouse,
  type WarehouseOptions,
} from './warehouse.ts';
