import { t } from '../../i18n/index.ts';
import type { Eagerness } from '../../notebook/runtime/node.ts';
import type { IconName } from '../../ui/icons.ts';
import { keysText } from '../../ui/keys.ts';
import type { MenuItem } from '../../ui/menu.ts';
import { metricOf, sqlOf } from '../read.ts';
import type { Aspect, Cell, CellResult, CellView } from '../types.ts';
import { isEditable } from './editors.ts';
import { KIND_ICONS, NAMED } from './kinds.ts';

/** Kinds whose body is a drawing, to be saved as a picture and shown as a table. */
export const DRAWN = new Set(['metric', 'chart', 'lineage', 'load-report', 'speed']);
/** Kinds that hold no rows to be saved. */
const ROWLESS = new Set(['text', 'input', 'unknown', 'lineage', 'speed']);
/** Kinds whose rows can be drawn in a chart of their own. */
const CHARTED = new Set(['sql', 'table', 'metric']);
/** Kinds whose cost can hold them back. */
const COSTLY = new Set(['sql', 'metric', 'tile', 'segment']);
/** Kinds that are not run by hand. */
const AT_REST = new Set(['text', 'speed', 'unknown']);

const EAGERNESS: readonly Eagerness[] = ['by-cost', 'at-once', 'when-asked'];

/** What the frame knows of a cell besides the cell itself. */
export interface Framed extends CellView {
  readonly editing: boolean;
  readonly folded: boolean;
  readonly eagerness: Eagerness;
  /** False where nothing can be done with it but look. */
  readonly editable: boolean;
}

/** True for a cell whose result has rows to be saved. */
export const hasRows = (cell: Cell, result: CellResult | null): boolean =>
  !ROWLESS.has(cell.kind) && (result?.rows.length ?? 0) > 0;

/** What can be done with a cell, in the order of its menu. */
export function menuItems(framed: Framed): MenuItem[] {
  const look = [behind(framed), saving(framed)];
  const groups = framed.editable
    ? [running(framed), editing(framed), ...look, placing()]
    : [running(framed), ...look];
  const [first] = groups.filter((items) => items.length > 0);
  return groups.flatMap((items) =>
    items.map((item, at) => (at === 0 && items !== first ? { ...item, separate: true } : item)),
  );
}

function running({ cell, state, eagerness, editable }: Framed): MenuItem[] {
  const busy = state.phase === 'running' || state.phase === 'queued';
  const when = EAGERNESS.map((id) => ({
    id,
    label: t(`frame.when.${id}`),
    checked: eagerness === id,
  }));
  const again = state.phase === 'done' || state.phase === 'failed';
  return [
    ...(AT_REST.has(cell.kind)
      ? []
      : [
          busy
            ? { id: 'cancel', label: t('common.cancel'), icon: 'square' as const, keys: 'I I' }
            : {
                id: 'run',
                label: t(again ? 'cells.run' : 'frame.run'),
                icon: 'play' as const,
                keys: keysText('Mod+Enter'),
              },
        ]),
    ...(editable && COSTLY.has(cell.kind) ? when : []),
  ];
}

function editing({ cell, editing: open, folded }: Framed): MenuItem[] {
  return [
    ...(isEditable(cell.kind)
      ? [
          open
            ? { id: 'edit-end', label: t('frame.edit.end'), icon: 'check' as const, keys: 'Esc' }
            : { id: 'edit', label: t('frame.edit'), icon: 'pencil' as const, keys: '↵' },
        ]
      : []),
    ...(CHARTED.has(cell.kind)
      ? [{ id: 'chart', label: t('charts.panel.this'), icon: KIND_ICONS.chart }]
      : []),
    ...(NAMED.has(cell.kind)
      ? [{ id: 'rename', label: t('frame.rename'), icon: 'type' as const, keys: 'F2' }]
      : []),
    {
      id: 'fold',
      label: t(folded ? 'frame.unfold' : 'frame.fold'),
      icon: folded ? ('chevron-down' as const) : ('chevron-right' as const),
      keys: 'O',
    },
  ];
}

/** What can be looked at behind a cell's result. */
export function aspectsOf(
  cell: Cell,
  result: CellResult | null,
): readonly { readonly aspect: Aspect; readonly label: string; readonly icon: IconName }[] {
  const sql = { aspect: 'sql', label: t('cells.sql'), icon: 'code-xml' } as const;
  if (!metricOf(result)) return result && sqlOf(cell, result) !== null ? [sql] : [];
  return [
    { aspect: 'definition', label: t('cells.definition'), icon: 'book-open' },
    sql,
    { aspect: 'rows', label: t('cells.rows'), icon: 'table-2' },
    { aspect: 'audit', label: t('cells.audit'), icon: 'shield-check' },
  ];
}

const behind = ({ cell, result }: Framed): MenuItem[] =>
  aspectsOf(cell, result).map(({ aspect, label, icon }) => ({ id: aspect, label, icon }));

function saving({ cell, result }: Framed): MenuItem[] {
  const disabled = result === null;
  return [
    ...(DRAWN.has(cell.kind)
      ? [
          { id: 'png', label: t('cells.png'), icon: 'image' as const, disabled },
          { id: 'svg', label: t('cells.svg'), icon: 'image' as const, disabled },
        ]
      : []),
    ...(ROWLESS.has(cell.kind)
      ? []
      : [
          {
            id: 'csv',
            label: t('cells.csv'),
            icon: 'download' as const,
            disabled: !hasRows(cell, result),
          },
          {
            id: 'export',
            label: t('export.menu'),
            icon: 'download' as const,
            disabled: !hasRows(cell, result),
          },
        ]),
  ];
}

const placing = (): MenuItem[] => [
  { id: 'link', label: t('frame.link'), icon: 'link', keys: 'L' },
  { id: 'add-above', label: t('frame.add.above'), icon: 'plus', keys: 'A' },
  { id: 'add-below', label: t('frame.add.below'), icon: 'plus', keys: 'B' },
  { id: 'up', label: t('frame.up'), icon: 'arrow-up', keys: keysText('Alt+ArrowUp') },
  { id: 'down', label: t('frame.down'), icon: 'arrow-down', keys: keysText('Alt+ArrowDown') },
  { id: 'duplicate', label: t('frame.duplicate'), icon: 'copy' },
  { id: 'delete', label: t('frame.delete'), icon: 'trash-2', keys: 'D D' },
];
