import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Brushed } from '../charts/index.ts';
import { knowsOutlines } from '../charts/places/named.ts';
import { t } from '../i18n/index.ts';
import type { DrawOptions } from '../ui/figure.ts';
import { bodyStyles, CellBody } from './body.ts';
import { brushedCells } from './brushed.ts';
import { withKeys } from './chart-body.ts';
import { openedCells } from './opened.ts';
import { passing } from './passing.ts';
import { titled } from './read.ts';
import { type CellResult, emit } from './types.ts';
import '../ui/empty.ts';
import '../ui/error.ts';
import '../ui/figure.ts';

type Declared = typeof import('../charts/declared/index.ts');
type Detail = import('../charts/declared/index.ts').ChartDetail;

/** What reads and draws charts comes with the first of them. */
let declaredRoom: Declared | null = null;

/** A chart over the rows of another cell or of a table. */
@customElement('th-cell-chart')
export class ChartCell extends CellBody {
  readonly #brushed: Brushed = {};
  #fetched = false;
  #made: {
    readonly result: CellResult;
    readonly spec: unknown;
    readonly detail: Detail;
    readonly draw: (options: DrawOptions) => ReturnType<Declared['drawChart']>;
  } | null = null;

  static override styles = [
    bodyStyles,
    css`
      .skeleton {
        block-size: 300px;
      }
      .offers {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 8px;
        align-items: center;
        margin-block-end: 14px;
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
      .offers button {
        min-block-size: 30px;
        padding: 3px 12px;
        border: 1px solid var(--th-strong);
        border-radius: var(--th-radius-round);
        background: var(--th-surface);
        color: var(--th-text);
        font-weight: 500;
        white-space: nowrap;
        cursor: pointer;
      }
      .offers button:hover {
        border-color: var(--th-accent);
        background: var(--th-accent-soft);
      }
      @media (pointer: coarse) {
        .offers button {
          min-block-size: 40px;
        }
      }
      @media print {
        .offers {
          display: none;
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    // A brush whose filter was taken away elsewhere is gone from the drawing too.
    const { x, y } = this.#brushed;
    if (brushedCells.value.has(this.cell?.id) || (!x && !y)) return;
    this.renderRoot.querySelector('th-figure')?.figure?.brush?.reset?.();
  }

  protected override render() {
    if (!this.result) return html`<div class="skeleton"></div>`;
    const declared = declaredRoom;
    if (!declared) {
      void import('../charts/declared/index.ts').then((room) => {
        declaredRoom = room;
        this.requestUpdate();
      });
      return html`<div class="skeleton"></div>`;
    }
    if (this.#waitsForOutlines(this.result)) return html`<div class="skeleton"></div>`;
    try {
      return this.#drawing(declared, this.result);
    } catch (error) {
      return html`<th-error .error=${error}></th-error>`;
    }
  }

  /** Outlines of countries are fetched where a map names them instead of holding them. */
  #waitsForOutlines({ rows }: CellResult): boolean {
    if (this.#fetched || knowsOutlines() || !namesOutlines(this.cell.spec, rows)) return false;
    void import('../charts/places/outlines.ts')
      .then(({ loadOutlines }) => loadOutlines())
      .catch(() => undefined)
      .then(() => {
        this.#fetched = true;
        this.requestUpdate();
      });
    return true;
  }

  #drawing(declared: Declared, result: CellResult) {
    const { draw, detail } = this.#draw(declared, result);
    const { total, proposals, layers } = detail;
    if (total === 0) return html`<th-empty icon="inbox">${t('cells.empty.rows')}</th-empty>`;
    if (layers.length === 0)
      return html`<th-empty icon="info">${t('declared.no-columns')}</th-empty>`;
    return html`${proposals.length > 1 ? this.#offers(declared, detail) : nothing}
      <th-figure
        .draw=${draw}
        .asTable=${this.asTable}
        .picks=${true}
        .calm=${passing.has(result)}
        .reserve=${300}
        .empty=${t('declared.nothing', { n: total })}
        .currency=${this.context?.currency}
      ></th-figure>`;
  }

  #offers({ isOpen }: Declared, { proposals }: Detail) {
    // Who opens somebody's chart is not asked what it should have been.
    if (!isOpen(this.cell.spec) || openedCells.value.has(this.cell.id)) return nothing;
    return html`<div class="offers" role="group" aria-label=${t('declared.offers')}>
      <span>${t('declared.offers')}</span>
      ${proposals.map(
        (proposal) =>
          html`<button type="button" @click=${() =>
            emit(this, 'th-edit', {
              kind: 'body',
              id: this.cell.id,
              body: withKeys(this.cell.body, proposal.spec),
            })}>${t(`declared.propose.${proposal.kind}`)}</button>`,
      )}
    </div>`;
  }

  #draw(declared: Declared, result: CellResult) {
    if (this.#made?.result === result && this.#made.spec === this.cell.spec) return this.#made;
    const detail = detailOf(declared, result, this.cell);
    const title = titled(this.cell.spec.title);
    const shown: Detail = { ...detail, spec: { ...detail.spec, ...(title ? { title } : {}) } };
    const draw = (at: DrawOptions) =>
      declared.drawChart(shown, {
        ...at,
        currency: this.context?.currency,
        context: this.context,
        onPick: this.pick,
        onBrush: this.brush,
        brushed: this.#brushed,
      });
    this.#made = { result, spec: this.cell.spec, detail: shown, draw };
    return this.#made;
  }
}

/** True where a mark of outlines reads a column that holds no GeoJSON. */
function namesOutlines(spec: ChartCell['cell']['spec'], rows: CellResult['rows']): boolean {
  const marks: readonly unknown[] = Array.isArray(spec.marks) ? spec.marks : [spec];
  return marks.some((one) => {
    const { mark, geometry } = (one ?? {}) as { mark?: unknown; geometry?: unknown };
    if (mark !== 'geo') return false;
    const first = rows[0]?.[String(geometry ?? spec.geometry)];
    return !String(first ?? '').startsWith('{');
  });
}

/** What the run found; a result of another cell, as in a report, is put together here. */
function detailOf(declared: Declared, result: CellResult, cell: ChartCell['cell']): Detail {
  if (declared.isChartDetail(result.detail)) return result.detail;
  const { detail, problems } = declared.chartOfRows(cell.spec, result.rows);
  if (problems.length > 0) throw declared.refusal(problems, cell.body, cell.line);
  return detail;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-chart': ChartCell;
  }
}
