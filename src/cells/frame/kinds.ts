import type { IconName } from '../../ui/icons.ts';
import type { CellKind } from '../types.ts';

export const KIND_ICONS: Readonly<Record<CellKind, IconName>> = {
  text: 'type',
  sql: 'code-xml',
  metric: 'sigma',
  chart: 'chart-column',
  input: 'sliders-horizontal',
  tile: 'layout-dashboard',
  table: 'table-2',
  segment: 'users',
  lineage: 'git-branch',
  'load-report': 'file-text',
  speed: 'gauge',
  unknown: 'file-text',
};

/** Kinds that stand on the page without a card. */
export const PLAIN: ReadonlySet<CellKind> = new Set(['text', 'input', 'unknown']);

/** Kinds without a head of their own: what can be done with them floats at their edge. */
export const HEADLESS: ReadonlySet<CellKind> = new Set([...PLAIN, 'tile']);

/** Kinds that have a name for others to read; Markdown has none, and unknown blocks are left as they are. */
export const NAMED: ReadonlySet<CellKind> = new Set([
  'sql',
  'metric',
  'chart',
  'input',
  'tile',
  'table',
  'segment',
]);
