import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EngineStatus } from '../engine/index.ts';
import { format, t } from '../i18n/index.ts';
import { TurnTaking } from '../ui/turn-taking.ts';
import { emitApp } from './events.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';

const REFRESH_MILLISECONDS = 5000;

/** One line of the engine: what it does, what it holds. Opens the engine panel. */
@customElement('th-status-bar')
export class StatusBar extends TurnTaking {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private status: EngineStatus | null = null;
  @state() private persisted = true;
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-height: 33px;
        border-top: 1px solid var(--th-border);
        background: var(--th-page);
        font-size: 12px;
      }
      button {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 20px;
        width: 100%;
        min-height: 32px;
        padding: 6px 16px;
        border: 0;
        border-radius: 0;
        background: transparent;
        color: var(--th-muted);
        font-variant-numeric: tabular-nums;
        text-align: start;
      }
      .state {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        color: var(--th-text);
      }
      .sample {
        color: var(--th-warn);
        font-weight: 600;
      }
      .dot {
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--th-good);
      }
      .working .dot {
        background: var(--th-accent);
      }
      .loading .dot,
      .restarting .dot {
        background: var(--th-warn);
      }
      .failed .dot {
        background: var(--th-bad);
      }
      @media (max-width: 640px) {
        .wide {
          display: none;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => void this.refresh(), REFRESH_MILLISECONDS);
    void this.workspace.ready.then(() => this.refresh()).catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override waits(): boolean {
    return !this.hasUpdated;
  }

  private async refresh(): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    try {
      this.status = await this.workspace.engine.status();
      this.persisted = (await navigator.storage?.persisted?.()) ?? true;
    } catch {
      this.status = null;
    }
  }

  protected override render() {
    const open = this.workspace.dataset.value;
    return html`<button @click=${() => emitApp(this, 'th-show', { panel: 'engine' })} title=${t('app.engine.title')}>
      ${this.line()}
      ${open ? html`<span>${t('app.status.rows', { n: open.report.rows.dwd })}</span>` : nothing}
      ${open?.report.sample ? html`<span class="sample">${t('sample.short', { n: format.compact(1 / open.report.sample.share) })}</span>` : nothing}
      ${this.status ? html`<span class="wide">${t('app.status.memory', { size: format.bytes(this.status.memoryBytes) })}</span>` : nothing}
      ${open ? html`<span class="wide">${this.keeping(open.report.storage)}</span>` : nothing}
    </button>`;
  }

  private keeping(storage: 'memory' | 'opfs'): string {
    if (storage === 'memory') return t('app.status.not-kept');
    const kept = t('app.status.kept', { size: format.bytes(this.status?.opfsBytes ?? 0) });
    return this.persisted ? kept : `${kept} · ${t('app.status.not-persisted')}`;
  }

  private line() {
    const state = this.workspace.engine.state.value;
    const text = () => {
      switch (state.phase) {
        case 'loading':
          return state.total > 0
            ? t('app.status.loading', {
                done: format.bytes(state.bytes),
                total: format.bytes(state.total),
              })
            : t('app.status.loading-size', { done: format.bytes(state.bytes) });
        case 'working':
          return t('app.status.working', { n: state.running + state.queued });
        default:
          return t(`app.status.${state.phase}`);
      }
    };
    return html`<span class="state ${state.phase}"><span class="dot" aria-hidden="true"></span>${text()}</span>`;
  }
}
