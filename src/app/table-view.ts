import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { identifier } from '../engine/identifier.ts';
import { rowsOf } from '../engine/index.ts';
import { format, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { Watching } from '../ui/watching.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/dialog.ts';
import '../ui/error.ts';
import '../ui/table.ts';

const ROWS = 200;

/** The first rows of a table of the data set on screen. */
@customElement('th-table-view')
export class TableView extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property() name = '';
  @state() private rows: readonly Row[] | null = null;
  @state() private problem: unknown = null;
  readonly #abort = new AbortController();

  static override styles = [
    shared,
    css`
      p {
        margin-bottom: 12px;
        font-size: 13px;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.load(this.#abort.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  private async load(signal: AbortSignal): Promise<void> {
    try {
      const sql = `SELECT * FROM ${identifier(this.name)} LIMIT ${ROWS}`;
      this.rows = rowsOf(
        await this.workspace.engine.query(sql, [], { signal, readOnly: true }),
      ) as readonly Row[];
    } catch (error) {
      if (!signal.aborted) this.problem = error;
    }
  }

  protected override render() {
    const { rows, problem } = this;
    return html`<th-dialog open heading=${this.name} size="large" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      ${problem ? html`<th-error .error=${problem}></th-error>` : nothing}
      ${rows ? this.table(rows) : nothing}
      ${rows || problem ? nothing : html`<p class="muted" role="status">${t('app.table.reading')}</p>`}
    </th-dialog>`;
  }

  private table(rows: readonly Row[]) {
    const { report, context } = this.workspace.dataset.value ?? {};
    const total = report?.tables.find(({ name }) => name === this.name)?.rows ?? rows.length;
    return html`<p class="muted">${t('app.table.rows', { n: format.integer(rows.length), total: format.integer(total) })}</p>
      <th-table .rows=${rows} .columns=${namesOf(rows)} label=${this.name} .currency=${context?.currency}></th-table>`;
  }
}

/** Columns under the names by which SQL knows them. */
const namesOf = (rows: readonly Row[]) =>
  Object.keys(rows[0] ?? {}).map((name) => ({ name, label: name }));

declare global {
  interface HTMLElementTagNameMap {
    'th-table-view': TableView;
  }
}
