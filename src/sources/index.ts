export * from './inspect/index.ts';
export * from './read/index.ts';
export * from './types.ts';
export * from './zones.ts';
