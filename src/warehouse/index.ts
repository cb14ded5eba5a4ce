export * from './catalog/index.ts';
export * from './table.ts';
export * from './tables/index.ts';
export * from './types.ts';
