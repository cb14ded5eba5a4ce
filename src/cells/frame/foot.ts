import { html, nothing } from 'lit';
import { format, t } from '../../i18n/index.ts';
import { metricOf, sqlOf } from '../read.ts';
import type { Aspect, CellView } from '../types.ts';
import '../../ui/chip.ts';

/** Kinds whose own body says all that a foot would. */
const FACTLESS = new Set(['lineage', 'load-report', 'speed']);

/** What stands behind a cell's result, how long it took and how many rows it has. */
export function foot(
  { cell, state, result, unfiltered }: CellView & { readonly unfiltered: string },
  inspect: (aspect: Aspect) => void,
) {
  if (FACTLESS.has(cell.kind)) return nothing;
  const metric = metricOf(result);
  const sql = sqlOf(cell, result);
  const link = (aspect: Aspect, text: unknown) =>
    html`<button type="button" class="link" @click=${() => inspect(aspect)}>${text}</button>`;
  return html`<footer>
    ${metric ? link('definition', t('cells.definition')) : nothing}
    ${sql && cell.kind !== 'sql' ? link('sql', t('cells.sql')) : nothing}
    ${metric ? link('rows', t('cells.rows')) : nothing}
    ${metric && metric.audit.agrees !== null ? link('audit', audited(metric.audit.agrees)) : nothing}
    ${unfiltered ? html`<span class="unfiltered">${unfiltered}</span>` : nothing}
    <span class="time">${
      state.phase === 'done' && result?.kind === 'rows'
        ? t('cells.done', {
            rows: t('common.rows', { n: result.total }),
            time: format.duration(state.milliseconds / 1000),
          })
        : nothing
    }</span>
  </footer>`;
}

const audited = (agrees: boolean) =>
  html`<th-chip tone=${agrees ? 'good' : 'bad'} icon=${agrees ? 'shield-check' : 'shield-alert'}>${t(agrees ? 'cells.audit.agrees' : 'cells.audit.differs')}</th-chip>`;
