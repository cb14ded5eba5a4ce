import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type EngineStatus,
  persistStorage,
  type StorageSpace,
  type StoredFile,
  storageSpace,
  storedFiles,
} from '../engine/index.ts';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';
import '../ui/dialog.ts';
import './engine-log.ts';
import './engine-storage.ts';
import './engine-work.ts';

const REFRESH_MILLISECONDS = 2000;

/** The engine behind the page: memory, storage, who works on what, what waits, what was slow. */
@customElement('th-engine-panel')
export class EnginePanel extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private status: EngineStatus | null = null;
  @state() private space: StorageSpace | null = null;
  @state() private files: readonly StoredFile[] = [];
  @state() private refused = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    css`
      .content {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 28px;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(128px, 1fr));
        gap: 16px 20px;
      }
      dt,
      .note {
        font-size: 12px;
        color: var(--th-muted);
      }
      dd {
        font-size: 16px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .note {
        display: block;
        font-weight: 400;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .explained {
        max-width: 72ch;
        margin-top: 8px;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.refresh();
    this.#timer = setInterval(() => void this.refresh(), REFRESH_MILLISECONDS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  private async refresh(): Promise<void> {
    [this.space, this.files] = await Promise.all([storageSpace(), storedFiles()]);
    // While the engine comes back it does not answer; the figures stay as they were.
    const { phase } = this.workspace.engine.state.peek();
    if (phase !== 'idle' && phase !== 'working') return;
    this.status = await this.workspace.engine.status().catch(() => this.status);
  }

  private async restart(): Promise<void> {
    try {
      await this.workspace.engine.restart('asked');
    } catch (error) {
      this.workspace.fail(error);
    }
    await this.refresh();
  }

  private async keep(): Promise<void> {
    this.refused = !(await persistStorage());
    await this.refresh();
  }

  protected override render() {
    const { workspace, status, files } = this;
    return html`<th-dialog open size="large" heading=${t('app.engine.title')}>
      <div class="content">
        <div>
          <dl>${this.figures()}</dl>
        </div>
        <div>
          <div class="actions">
            <th-button @click=${() => this.restart()}>${t('app.engine.restart')}</th-button>
            ${this.space && !this.space.persistent ? html`<th-button @click=${() => this.keep()}>${t('panel.kept.ask')}</th-button>` : nothing}
          </div>
          <p class="note explained">${t('panel.restart.note')}</p>
          ${this.refused ? html`<p class="note explained" role="status">${t('panel.kept.refused')}</p>` : nothing}
        </div>
        <th-engine-work .workspace=${workspace} .status=${status}></th-engine-work>
        <th-engine-storage .workspace=${workspace} .files=${files}></th-engine-storage>
        <th-engine-log .workspace=${workspace}></th-engine-log>
      </div>
    </th-dialog>`;
  }

  private figures() {
    const { status, space, files } = this;
    const workers = this.workspace.loading.value?.progress?.workers ?? [];
    const loading = workers.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
    const stored = files.reduce((sum, { bytes }) => sum + bytes, 0);
    return html`
      ${this.figure(
        t('app.engine.memory'),
        status ? format.bytes(status.memoryBytes) : '—',
        loading > 0
          ? t('panel.memory.with', { size: format.bytes(loading + (status?.memoryBytes ?? 0)) })
          : t('panel.memory.note'),
      )}
      ${this.figure(
        t('app.engine.storage'),
        format.bytes(stored),
        space ? t('panel.storage.of', { quota: format.bytes(space.quota) }) : '',
      )}
      ${
        space
          ? this.figure(
              t('panel.kept'),
              t(space.persistent ? 'panel.kept.yes' : 'panel.kept.no'),
              t(space.persistent ? 'panel.kept.yes.note' : 'panel.kept.no.note'),
            )
          : nothing
      }
      ${this.figure(t('app.engine.restarts'), status ? format.integer(status.restarts) : '—', t('panel.restarts.note'))}
      ${this.figure(t('app.engine.version'), status?.version ?? '—', 'DuckDB-WASM')}
    `;
  }

  private figure(name: string, value: string, note: string) {
    return html`<div><dt>${name}</dt><dd>${value} <span class="note">${note}</span></dd></div>`;
  }
}
