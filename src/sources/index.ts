export * from './detect/index.ts';
export * from './inspect/index.ts';
export * from './known/index.ts';
export * from './read/index.ts';
export * from './sample/index.ts';
export * from './table/index.ts';
export * from './types.ts';
export * from './zones.ts';
