export { CellFrame } from './frame/frame.ts';
export { renderMarkdown } from './markdown.ts';
export { CELL_ELEMENTS } from './registry.ts';
export * from './types.ts';

import './inspector.ts';
