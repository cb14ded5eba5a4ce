export { affectedBy, buildGraph, type Graph } from './graph.ts';
export { interpolate, valueAt } from './interpolate.ts';
export { notebookText, parseNotebook } from './parse.ts';
export { interpolations, ownerOf, parameterOf } from './references.ts';
export { type Environment, type Execute, NotebookRuntime } from './runtime.ts';
export type * from './types.ts';
