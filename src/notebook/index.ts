export { newBlock } from './edit/block.ts';
export { type Copies, hasMovedOn, type Standing, standingOf } from './edit/copies.ts';
export { type Edited, type EditorOptions, NotebookEditor } from './edit/editor.ts';
export { edited, type Operation } from './edit/operations.ts';
export { nameProblem, type RenamedInSql } from './edit/rename.ts';
export type { StepSummary, TextPurpose } from './edit/summary.ts';
export { type Version, withVersion } from './edit/versions.ts';
export {
  affectedBy,
  ancestorsOf,
  buildGraph,
  type Graph,
  type GraphOptions,
} from './graph/graph.ts';
export { interpolations } from './graph/interpolations.ts';
export { ownerOf, parameterOf, type SqlNames } from './graph/references.ts';
export { type GraphNode, graphNodes } from './graph/view.ts';
export { interpolate } from './interpolate.ts';
export { interpolationProblems } from './interpolation-problems.ts';
export {
  type Available,
  checkNeeds,
  type MissingNeed,
  type NeedsAnswer,
  needsText,
  type Offer,
} from './needs/needs.ts';
export { type Change, changesOf } from './runtime/changes.ts';
export { EVERYWHERE } from './runtime/environment.ts';
export { changeText, type Explanation, explanationText } from './runtime/explain.ts';
export type { Eagerness } from './runtime/node.ts';
export type {
  Environment,
  Execute,
  ExecuteOptions,
  NotebookGround,
  RuntimeOptions,
} from './runtime/options.ts';
export { NotebookRuntime, segmentOf } from './runtime/runtime.ts';
export {
  type GalleryEntry,
  type GalleryText,
  galleryEntries,
  galleryText,
} from './share/gallery.ts';
export { hostedNotebook } from './share/hosted.ts';
export { type Shared, sharedFragment, sharedIn } from './share/link.ts';
export { notebookText, parseNotebook } from './text/parse.ts';
export { problemText } from './text/problem.ts';
export type * from './types.ts';
