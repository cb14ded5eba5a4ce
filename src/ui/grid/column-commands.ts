import { t } from '../../i18n/index.ts';
import { keysText } from '../keys.ts';
import type { Grid } from './grid.ts';
import { bounded, type GridState, moved, toggled, widthOf } from './layout.ts';
import type { Command } from './menu-panel.ts';

/** Pixels by which a key makes a column wider. */
const STEP = 20;

/** What can be done with a column. */
export function columnCommands(grid: Grid, name: string, anchor: DOMRect): readonly Command[] {
  const { state } = grid;
  const set = (next: Partial<GridState>) => () => grid.set({ ...state, ...next });
  const sorted = state.sort.find(({ column }) => column === name);
  const others = state.sort.filter(({ column }) => column !== name);
  const pinned = state.pinned.includes(name);
  return [
    {
      label: t('grid.sort.up'),
      run: set({ sort: [{ column: name, descending: false }] }),
      checked: sorted?.descending === false,
    },
    {
      label: t('grid.sort.down'),
      run: set({ sort: [{ column: name, descending: true }] }),
      checked: sorted?.descending === true,
    },
    ...(others.length > 0 && !sorted
      ? [
          {
            label: t('grid.sort.also'),
            run: set({ sort: [...state.sort, { column: name, descending: false }] }),
          },
        ]
      : []),
    ...(sorted ? [{ label: t('grid.sort.none'), run: set({ sort: others }) }] : []),
    { label: t('grid.filter'), run: () => grid.openFilter(name, anchor), separate: true },
    { label: t('grid.find'), keys: keysText('Mod+F'), run: () => grid.find(name) },
    {
      label: t(pinned ? 'grid.unpin' : 'grid.pin'),
      run: set({ pinned: toggled(state.pinned, name) }),
      separate: true,
    },
    { label: t('grid.left'), keys: keysText('Alt+Shift+←'), run: () => shift(grid, name, -1) },
    { label: t('grid.right'), keys: keysText('Alt+Shift+→'), run: () => shift(grid, name, 1) },
    { label: t('grid.wider'), keys: keysText('Alt+→'), run: () => widen(grid, name, 1) },
    { label: t('grid.narrower'), keys: keysText('Alt+←'), run: () => widen(grid, name, -1) },
    { label: t('grid.hide'), run: set({ hidden: [...state.hidden, name] }), separate: true },
  ];
}

/** Moves a column past its neighbour of the same kind, pinned or not. */
export function shift(grid: Grid, name: string, by: -1 | 1): void {
  const { shown } = grid.layout;
  const at = shown.findIndex((column) => column.name === name);
  const target = shown[at + by];
  if (!target || target.pinned !== shown[at]?.pinned) return;
  grid.set(moved(grid.model.columns, grid.state, name, target.name, by > 0));
}

export function widen(grid: Grid, name: string, by: -1 | 1): void {
  const column = grid.model.columns.find((one) => one.name === name);
  if (!column) return;
  const { state } = grid;
  const width = bounded(widthOf(column, state) + by * STEP);
  grid.set({ ...state, widths: { ...state.widths, [name]: width } });
}
