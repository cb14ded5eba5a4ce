import { css, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { PickedMore } from '../charts/types.ts';
import type { Row } from '../metrics/types.ts';
import { base } from '../ui/base.ts';
import { Watching } from '../ui/watching.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import type { Cell, CellEvents, CellResult, CellState, CellView } from './types.ts';
import { emit } from './types.ts';

const ENDINGS: ReadonlySet<CellState['phase']> = new Set(['cancelled', 'failed', 'blocked']);

/** What of a state a body says: how it ended without a result. The frame says all else. */
const ending = (state: unknown) => {
  const { phase } = (state ?? { phase: 'idle' }) as CellState;
  return ENDINGS.has(phase) ? phase : null;
};

/** What bodies of cells have in common: the four properties, and `asTable` from the shared chrome. */
export abstract class CellBody extends Watching implements CellView {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false, hasChanged: (now, before) => ending(now) !== ending(before) })
  state: CellState = { phase: 'idle' };
  @property({ attribute: false }) result: CellResult | null = null;
  @property({ attribute: false }) context: DatasetContext | null = null;
  /** Drawings are shown as tables. */
  @property({ type: Boolean }) asTable = false;
  /** The cell's editor stands beside it: what that shows need not be shown again. */
  @property({ type: Boolean }) editing = false;

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return this.cell !== undefined && (changed.size > 0 || this.hasUpdated);
  }

  /** Says that a mark was clicked. */
  protected pick = (column: string, value: unknown, row: Row, more?: PickedMore) => {
    emit(this, 'th-pick', { id: this.cell.id, column, value, row, ...(more && { more }) });
  };

  /** Says that part of a drawing was brushed. */
  protected brush = (change: Omit<CellEvents['th-brush']['detail'], 'id'>) => {
    emit(this, 'th-brush', { id: this.cell.id, ...change });
  };
}

export const bodyStyles = [
  base,
  css`
    :host {
      display: block;
      min-inline-size: 0;
    }
    .caption {
      max-inline-size: 84ch;
      color: var(--th-muted);
      font-size: var(--th-size-13);
      line-height: 1.6;
    }
  `,
];
