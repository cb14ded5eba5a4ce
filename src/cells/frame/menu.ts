import { t } from '../../i18n/index.ts';
import type { MenuItem } from '../../ui/menu.ts';
import { metricOf } from '../read.ts';
import type { CellView } from '../types.ts';

/** Kinds whose body is a drawing, to be saved as a picture and shown as a table. */
export const DRAWN = new Set(['metric', 'chart', 'lineage', 'load-report', 'speed']);
/** Kinds that hold no rows to be saved. */
const ROWLESS = new Set(['lineage', 'speed']);

/** What can be done with a cell, in the order of its menu. */
export function menuItems({ cell, result, state }: CellView): MenuItem[] {
  const has = result !== null;
  const busy = state.phase === 'running' || state.phase === 'queued';
  const metric = metricOf(result);
  const rows = (result?.rows.length ?? 0) > 0;
  return [
    ...(cell.kind === 'speed'
      ? []
      : [
          busy
            ? { id: 'cancel', label: t('common.cancel'), icon: 'square' as const }
            : { id: 'run', label: t('cells.run'), icon: 'refresh-cw' as const },
        ]),
    ...(metric
      ? [
          {
            id: 'definition',
            label: t('cells.definition'),
            icon: 'book-open' as const,
            separate: true,
          },
          { id: 'sql', label: t('cells.sql'), icon: 'code-xml' as const },
          { id: 'rows', label: t('cells.rows'), icon: 'table-2' as const },
          { id: 'audit', label: t('cells.audit'), icon: 'shield-check' as const },
        ]
      : []),
    ...(DRAWN.has(cell.kind)
      ? [
          {
            id: 'png',
            label: t('cells.png'),
            icon: 'image' as const,
            separate: cell.kind !== 'speed',
            disabled: !has,
          },
          { id: 'svg', label: t('cells.svg'), icon: 'image' as const, disabled: !has },
        ]
      : []),
    ...(ROWLESS.has(cell.kind)
      ? []
      : [
          {
            id: 'csv',
            label: t('cells.csv'),
            icon: 'download' as const,
            disabled: !rows,
            separate: !DRAWN.has(cell.kind),
          },
        ]),
  ];
}
