import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { columnLabel, iso, kindOf } from '../charts/index.ts';
import { cutDay } from '../charts/trend.ts';
import { locale, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { bodyStyles, CellBody } from './body.ts';
import { figureOf, tilesOf } from './read.ts';
import '../ui/tile.ts';

const SHOWN = ['pv', 'uv', 'orders', 'conversion_user', 'gmv', 'aov'];
/** Tiles side by side on the widest page. */
const MOST_IN_ROW = 7;
const SLOTS: Readonly<Record<string, number>> = {
  pv: 0,
  uv: 5,
  sessions: 5,
  buyers: 2,
  orders: 2,
  conversion_user: 2,
  conversion_session: 2,
  conversion_event: 2,
  gmv: 1,
  aov: 4,
  bounce_rate: 7,
};

/** A row of key figures from an overview metric, each with its change to the period before. */
@customElement('th-cell-tiles')
export class TilesCell extends CellBody {
  static override styles = [
    bodyStyles,
    css`
      .tiles {
        display: grid;
        grid-template-columns: repeat(var(--wide), minmax(0, 1fr));
        gap: 12px;
      }
      @container cell (max-width: 1060px) {
        .tiles {
          grid-template-columns: repeat(var(--middle), minmax(0, 1fr));
        }
      }
      @container cell (max-width: 560px) {
        .tiles {
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: 8px;
        }
      }
    `,
  ];

  protected override render() {
    const detail = tilesOf(this.result);
    const [row, before] = [detail?.current.rows[0], detail?.previous?.rows[0]];
    const pending = new Set(detail?.current.pending);
    const wanted = Array.isArray(this.cell.spec.show) ? this.cell.spec.show.map(String) : SHOWN;
    const columns = row
      ? shownOf(wanted, row, detail?.current.definition.facts.lacks)
      : wanted.slice(0, 4);
    // Six stand as six, three and three, or two by two; more than seven in rows alike: their names are to be read.
    const wide = Math.ceil(columns.length / Math.ceil(columns.length / MOST_IN_ROW));
    const middle = columns.length > 4 ? Math.min(4, Math.ceil(columns.length / 2)) : columns.length;
    const cut = cutDay(this.context);
    const daily = (detail?.daily ?? []).filter((day) => iso(day.day) !== cut);
    return html`<div class="tiles" style=${styleMap({ '--wide': String(wide), '--middle': String(middle) })}>
      ${columns.map(
        (column) => html`<th-tile
          label=${columnLabel(column, locale.value)}
          kind=${kindOf(column, row?.[column])}
          .currency=${this.context?.currency}
          .value=${row ? figureOf(row, column) : undefined}
          .pending=${pending.has(column) ? (this.state.phase === 'cancelled' ? 'not-counted' : 'counting') : null}
          .calm=${pending.size > 0}
          .previous=${figureOf(before, column)}
          .series=${pending.has(column) ? [] : daily.map((day) => figureOf(day, column) ?? Number.NaN)}
          .slotColour=${SLOTS[column] ?? 0}
          .inverse=${column === 'bounce_rate'}
          note=${row && !before && !pending.has(column) ? t('cells.tiles.first') : ''}
        ></th-tile>`,
      )}
    </div>`;
  }
}

/** Figures that the data can tell; where they know no visitors but buyers, those stand in their place. */
function shownOf(wanted: readonly string[], row: Row, lacks: unknown): readonly string[] {
  const lacked: readonly unknown[] = Array.isArray(lacks) ? lacks : [];
  const told = wanted.map((name) => (name === 'uv' && lacked.includes(name) ? 'buyers' : name));
  return [...new Set(told)].filter((name) => name in row && !lacked.includes(name));
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-tiles': TilesCell;
  }
}
