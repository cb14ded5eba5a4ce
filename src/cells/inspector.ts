import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { columnLabel, kindOf, save, show, toCsv } from '../charts/index.ts';
import { locale, t } from '../i18n/index.ts';
import type { MetricResult } from '../metrics/types.ts';
import { base } from '../ui/base.ts';
import { Watching } from '../ui/watching.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { boundIn, fileName, metricOf, sqlOf } from './read.ts';
import { type Aspect, type Cell, type CellResult, emit } from './types.ts';
import './sql-text.ts';
import '../ui/button.ts';
import '../ui/chip.ts';
import '../ui/empty.ts';
import '../ui/segmented.ts';
import '../ui/table.ts';

const ASPECTS: readonly Aspect[] = ['definition', 'sql', 'rows', 'audit'];

/** What stands behind a cell: its definition, its SQL, its rows, and the second way to the same figures. */
@customElement('th-inspector')
export class Inspector extends Watching {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false }) result: CellResult | null = null;
  @property({ attribute: false }) context: DatasetContext | null = null;
  @property() aspect: Aspect = 'definition';
  @state() private shown: Aspect = 'definition';

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 18px;
        min-inline-size: 0;
      }
      th-segmented {
        justify-self: start;
      }
      h3 {
        font-size: var(--th-size-16);
        font-weight: 600;
      }
      h4 {
        margin-block-end: 8px;
        color: var(--th-muted);
        font-size: var(--th-size-12);
        font-weight: 500;
      }
      .text {
        max-inline-size: 68ch;
        line-height: 1.7;
      }
      .part {
        display: grid;
        gap: 12px;
        min-inline-size: 0;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(120px, max-content) 1fr;
        border-block-start: 1px solid var(--th-border);
        font-size: var(--th-size-13);
      }
      dt,
      dd {
        padding: 7px 12px 7px 0;
        border-block-end: 1px solid var(--th-border);
        overflow-wrap: anywhere;
      }
      dt {
        color: var(--th-muted);
      }
      .actions {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 12px;
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('aspect')) this.shown = this.aspect;
  }

  protected override render() {
    if (!this.cell) return nothing;
    const metric = metricOf(this.result);
    const aspects = metric
      ? ASPECTS
      : ASPECTS.filter(
          (aspect) => aspect === 'rows' || (aspect === 'sql' && sqlOf(this.cell, this.result)),
        );
    const shown = aspects.includes(this.shown) ? this.shown : (aspects[0] ?? 'rows');
    return html`<th-segmented
        label=${t('cells.inspector')}
        .options=${aspects.map((value) => ({ value, label: t(`cells.${value}`) }))}
        .value=${shown}
        @change=${(event: CustomEvent<Aspect>) => {
          this.shown = event.detail;
        }}
      ></th-segmented>
      ${this.#part(shown, metric)}`;
  }

  #part(aspect: Aspect, metric: MetricResult | null) {
    switch (aspect) {
      case 'definition':
        return metric ? this.#definition(metric) : nothing;
      case 'sql':
        return this.#statement();
      case 'rows':
        return this.#rows();
      case 'audit':
        return metric ? this.#audit(metric) : nothing;
    }
  }

  #statement() {
    const bound = boundIn(this.result);
    return html`<div class="part">
      <th-sql unfolded sql=${sqlOf(this.cell, this.result) ?? ''}></th-sql>
      ${bound.length > 0 ? html`<p class="text">${t('cells.sql.bound', { names: bound.map((name) => `$${name}`).join(', ') })}</p>` : nothing}
    </div>`;
  }

  #definition({ definition, parameters }: MetricResult) {
    return html`<div class="part">
        <h3>${definition.title}</h3>
        <p class="text">${definition.text}</p>
        <div><th-chip>${t('cells.version', { id: definition.id, n: definition.version })}</th-chip></div>
      </div>
      ${this.#list(t('cells.facts'), definition.facts)} ${this.#list(t('cells.parameters'), parameters)}`;
  }

  #list(heading: string, entries: Readonly<Record<string, unknown>>) {
    const simple = Object.entries(entries).filter(
      ([, value]) => value !== undefined && value !== null && !isTable(value),
    );
    if (simple.length === 0) return nothing;
    return html`<div>
      <h4>${heading}</h4>
      <dl>
        ${simple.map(([name, value]) => html`<dt>${columnLabel(name, locale.value)}</dt><dd>${show(value, kindOf(name, value), locale.value, this.context?.currency)}</dd>`)}
      </dl>
    </div>`;
  }

  #rows() {
    const { result } = this;
    if (!result || result.rows.length === 0)
      return html`<th-empty>${t('cells.empty.rows')}</th-empty>`;
    return html`<div class="part">
      <div class="actions">
        <span>${result.total > result.rows.length ? t('cells.rows.first', { n: result.rows.length, total: result.total }) : t('common.rows', { n: result.total })}</span>
        <th-button size="small" icon="download" @click=${() => this.#save()}>${t('cells.csv')}</th-button>
      </div>
      <th-table .rows=${result.rows} label=${t('cells.rows')} .currency=${this.context?.currency} most="640"></th-table>
    </div>`;
  }

  #audit({ audit }: MetricResult) {
    const tone = audit.agrees === null ? 'neutral' : audit.agrees ? 'good' : 'bad';
    const key =
      audit.agrees === null
        ? 'cells.audit.pending'
        : audit.agrees
          ? 'cells.audit.agrees'
          : 'cells.audit.differs';
    return html`<div class="part">
      <div><th-chip tone=${tone} icon=${audit.agrees === false ? 'shield-alert' : 'shield-check'}>${t(key)}</th-chip></div>
      <p class="text">${audit.detail}</p>
      <p class="text">${t('cells.audit.what')}</p>
    </div>`;
  }

  #save(): void {
    if (!this.result || !emit(this, 'th-export', { id: this.cell.id, format: 'csv' })) return;
    save(toCsv(this.result.rows), `${fileName(this.cell.name ?? 'rows')}.csv`, 'text/csv');
  }
}

/** Lists of objects are rows of their own, shown in the drawing. */
const isTable = (value: unknown) =>
  Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null);

declare global {
  interface HTMLElementTagNameMap {
    'th-inspector': Inspector;
  }
}
