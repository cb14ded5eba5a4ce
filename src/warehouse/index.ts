export * from './catalog/index.ts';
export * from './load.ts';
export type { DatasetSettings } from './store/change.ts';
export { type Cost, estimateCost } from './store/estimate.ts';
export * from './table.ts';
export * from './tables/index.ts';
export * from './types.ts';
export {
  type DatasetSummary,
  type OpenDataset,
  Warehouse,
  type WarehouseOptions,
} from './warehouse.ts';
