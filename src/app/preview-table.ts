import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isKey, t } from '../i18n/index.ts';
import type { FileShape } from '../sources/index.ts';
import { Watching } from '../ui/watching.ts';

/** Types of text are told in words; those of a Parquet file by their own names. */
function typeText(type: string): string {
  const key = `app.open.type.${type}`;
  return isKey(key) ? t(key) : type;
}

/** The first rows of a file as they stand there. */
@customElement('th-preview-table')
export class PreviewTable extends Watching {
  @property({ attribute: false }) shape!: FileShape;

  static override styles = css`
    .scroll {
      max-height: 220px;
      overflow: auto;
      border: 1px solid var(--th-border);
      border-radius: 8px;
    }
    table {
      border-collapse: collapse;
      font-size: 12px;
      font-variant-numeric: tabular-nums;
      min-width: 100%;
    }
    caption {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    th,
    td {
      padding: 4px 10px;
      text-align: start;
      white-space: nowrap;
      max-width: 240px;
      overflow: hidden;
      text-overflow: ellipsis;
      border-bottom: 1px solid var(--th-border);
    }
    th {
      position: sticky;
      top: 0;
      background: var(--th-sunken);
      font-weight: 600;
    }
    .type {
      display: block;
      font-weight: 400;
      color: var(--th-muted);
    }
    .null {
      color: var(--th-faint);
    }
  `;

  protected override render() {
    const { columns, types, preview } = this.shape;
    const caption = t('app.open.preview', { n: preview.length });
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption>${caption}</caption>
        <thead>
          <tr>${columns.map((name, at) => html`<th scope="col" title=${name}>${name}<span class="type">${typeText(types[at] ?? '')}</span></th>`)}</tr>
        </thead>
        <tbody>
          ${preview.map(
            (row) =>
              html`<tr>${columns.map((_, at) => {
                const value = row[at] ?? null;
                return value === null
                  ? html`<td class="null">∅</td>`
                  : html`<td title=${value}>${value}</td>`;
              })}</tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
