import type { CellKind } from './types.ts';
import './chart.ts';
import './input.ts';
import './lineage.ts';
import './load-report.ts';
import './metric.ts';
import './segment.ts';
import './speed.ts';
import './sql.ts';
import './table.ts';
import './text.ts';
import './tiles.ts';
import './unknown.ts';

/** Kind of cell → tag of the element that draws its body. A new kind is one file, its import and one line here. */
export const CELL_ELEMENTS: Readonly<Record<CellKind, string>> = {
  text: 'th-cell-text',
  metric: 'th-cell-metric',
  sql: 'th-cell-sql',
  chart: 'th-cell-chart',
  input: 'th-cell-input',
  tile: 'th-cell-tiles',
  table: 'th-cell-table',
  segment: 'th-cell-segment',
  lineage: 'th-cell-lineage',
  'load-report': 'th-cell-load-report',
  speed: 'th-cell-speed',
  unknown: 'th-cell-unknown',
};
