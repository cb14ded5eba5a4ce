import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { format, t } from '../../i18n/index.ts';
import { DATA_FORMATS, type DataFormat } from '../../report/data/types.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { layersOf, writeLayers } from './layers.ts';
import { fileSink, folderSink } from './sink.ts';
import { cellSubject, type Subject, tableSubject } from './subject.ts';
import type { ExportWish } from './wish.ts';
import { MEDIA, type Written, withWriter, writeSubject } from './write.ts';
import '../../ui/button.ts';
import '../../ui/dialog.ts';
import '../../ui/empty.ts';
import '../../ui/error.ts';
import '../../ui/progress.ts';
import '../../ui/segmented.ts';
import '../../ui/select.ts';

const ALL = 'all layers';

/** Writes the rows of a cell, of a table or of all layers into files. */
@customElement('th-export-dialog')
export class ExportDialog extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) wish!: ExportWish;
  @state() private form: DataFormat = 'csv';
  /** Name of the table, or `ALL`; null where it is a cell that is written. */
  @state() private table: string | null = null;
  @state() private cell: Subject | null = null;
  @state() private ready = false;
  @state() private working: { readonly name: string; readonly written: Written } | null = null;
  @state() private done: Written | null = null;
  @state() private problem: unknown = null;
  #abort: AbortController | null = null;

  static override styles = [
    shared,
    css`
      .form {
        display: grid;
        gap: 16px;
      }
      p {
        color: var(--th-muted);
        font-size: 13px;
      }
      .done {
        color: var(--th-good);
      }
    `,
  ];

  protected override async firstUpdated(): Promise<void> {
    const { wish, workspace } = this;
    if (wish.kind === 'cell') {
      const cell = workspace.runtime.document.value.cells.find(({ id }) => id === wish.id);
      this.cell = cell ? await cellSubject(workspace, cell).catch(() => null) : null;
    } else if (wish.kind === 'rows') this.cell = wish.subject;
    else this.table = wish.kind === 'table' ? wish.name : ALL;
    this.ready = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  protected override render() {
    const { cell, table, ready } = this;
    const heading =
      this.wish.kind === 'cell' || this.wish.kind === 'rows'
        ? t('export.title', { name: cell?.name ?? '' })
        : t('export.layers.title');
    const missing = ready && !cell && table === null;
    return html`<th-dialog open heading=${heading} size="small" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <div class="form">
        ${missing ? html`<th-empty icon="info">${t('export.empty')}</th-empty>` : this.#form()}
        ${this.problem ? html`<th-error .error=${this.problem}></th-error>` : nothing}
        ${this.done ? html`<p class="done" role="status">${t('export.done', { rows: format.integer(this.done.rows), size: format.bytes(this.done.bytes) })}</p>` : nothing}
        ${this.working ? this.#progress(this.working) : nothing}
      </div>
      ${
        missing || this.working
          ? nothing
          : html`<th-button slot="actions" variant="primary" icon="download" ?disabled=${!ready} @click=${() => void this.#write()}>${t('export.do')}</th-button>`
      }
    </th-dialog>`;
  }

  #form() {
    const all = this.table === ALL;
    const tables = layersOf(this.workspace);
    const rows = this.cell?.rows ?? tables.find(({ name }) => name === this.table)?.rows;
    return html`
      ${
        this.table === null
          ? nothing
          : html`<th-select label=${t('export.what')} value=${this.table} ?disabled=${this.working !== null}
              .options=${[{ value: ALL, label: t('export.layers.all') }, ...tables.map(({ name }) => ({ value: name, label: name }))]}
              @change=${(event: CustomEvent<string>) => {
                this.table = event.detail;
                this.done = null;
              }}></th-select>`
      }
      ${
        all
          ? nothing
          : html`<th-segmented label=${t('export.format')} value=${this.form} ?disabled=${this.working !== null}
              .options=${DATA_FORMATS.map((value) => ({ value, label: NAMES[value] }))}
              @change=${(event: CustomEvent<DataFormat>) => {
                this.form = event.detail;
                this.done = null;
              }}></th-segmented>`
      }
      <p>${all ? t('export.about.layers') : t(`export.about.${this.form}`)}${rows === undefined || rows === null || all ? nothing : html` ${t('export.rows', { n: format.integer(rows) })}`}</p>
    `;
  }

  #progress({ name, written }: { readonly name: string; readonly written: Written }) {
    const total = this.cell?.rows ?? this.#total();
    return html`<th-progress label=${t('export.working', { name })} cancelable .rows=${written.rows} .bytes=${written.bytes}
      .fraction=${total ? Math.min(1, written.rows / total) : null}
      @cancel=${() => this.#abort?.abort()}></th-progress>`;
  }

  #total(): number {
    return layersOf(this.workspace)
      .filter(({ name }) => this.table === ALL || name === this.table)
      .reduce((sum, { rows }) => sum + rows, 0);
  }

  async #write(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.problem = null;
    this.done = null;
    const show = (name: string, written: Written) => {
      this.working = { name, written };
    };
    try {
      this.done = await this.#begin(show, abort.signal);
    } catch (error) {
      const given = error instanceof DOMException && error.name === 'AbortError';
      if (!given && !abort.signal.aborted) this.problem = error;
    } finally {
      this.working = null;
    }
  }

  async #begin(
    show: (name: string, written: Written) => void,
    signal: AbortSignal,
  ): Promise<Written> {
    const none = { rows: 0, bytes: 0 };
    const { workspace, form } = this;
    if (this.table === ALL) {
      const folder = await folderSink(
        fileNameOf(workspace.dataset.value?.context.name ?? 'layers'),
      );
      show('', none);
      return writeLayers(workspace, folder, { signal, onTable: show });
    }
    const subject = this.cell ?? tableSubject(this.table ?? '', null);
    const sink = await fileSink(`${fileNameOf(subject.name)}.${form}`, MEDIA[form]);
    show(subject.name, none);
    return withWriter(signal, (writer) =>
      writeSubject(workspace.engine, writer, subject, form, sink, {
        signal,
        onWritten: (written) => show(subject.name, written),
      }),
    );
  }
}

const NAMES: Readonly<Record<DataFormat, string>> = {
  csv: 'CSV',
  parquet: 'Parquet',
  json: 'JSON',
  arrow: 'Arrow',
};

const fileNameOf = (name: string) => name.replaceAll(/[\\/:*?"<>|]+/g, '-');

declare global {
  interface HTMLElementTagNameMap {
    'th-export-dialog': ExportDialog;
  }
}
