import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EngineStatus, QueryJob } from '../engine/index.ts';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type { WorkerProgress } from '../warehouse/index.ts';
import { panelStyles } from './panel-styles.ts';
import { queryName } from './query-name.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';

const TICK_MILLISECONDS = 500;

/** Who works on what, with how much memory, and what waits: each query can be given up. */
@customElement('th-engine-work')
export class EngineWork extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) status: EngineStatus | null = null;
  @state() private now = performance.now();
  #clock: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    panelStyles,
    css`
      h3:not(:first-child) {
        margin-top: 16px;
      }
      .size {
        min-width: 72px;
        text-align: end;
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .what {
          grid-row: 2;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      if (this.workspace.engine.jobs.peek().length > 0) this.now = performance.now();
    }, TICK_MILLISECONDS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  protected override render() {
    const jobs = this.workspace.engine.jobs.value;
    const workers = this.workspace.loading.value?.progress?.workers ?? [];
    return html`<h3>${t('panel.workers')}</h3>
      <ul>
        ${this.engine(jobs)}
        ${workers.map((worker, index) => this.worker(worker, index))}
      </ul>
      <h3>${t('panel.queue')}</h3>
      ${
        jobs.length === 0
          ? html`<p class="muted small">${t('panel.queue.empty')}</p>`
          : html`<ul>${jobs.map((job) => this.job(job))}</ul>`
      }`;
  }

  private engine(jobs: readonly QueryJob[]) {
    const running = jobs.find((job) => job.running);
    const { phase } = this.workspace.engine.state.value;
    const does = running
      ? queryName(running)
      : phase === 'working' || phase === 'loading'
        ? ''
        : t(`app.status.${phase}`);
    return html`<li>
      <span class="name">${t('panel.workers.engine')}</span>
      <span class="name muted what">${does}</span>
      <span class="size">${this.status ? format.bytes(this.status.memoryBytes) : nothing}</span>
    </li>`;
  }

  private worker({ stage, subject, rows, memoryBytes }: WorkerProgress, index: number) {
    const figures = rows > 0 ? ` · ${t('panel.workers.rows', { rows: format.compact(rows) })}` : '';
    const does = subject
      ? `${t(`app.stage.${stage}`)}: ${subject}${figures}`
      : t('panel.workers.waits');
    return html`<li>
      <span class="name">${t('panel.workers.ingest', { n: index + 1 })}</span>
      <span class="name muted what">${does}</span>
      <span class="size">${memoryBytes > 0 ? format.bytes(memoryBytes) : '—'}</span>
    </li>`;
  }

  private job(job: QueryJob) {
    const name = queryName(job);
    const time = format.duration(Math.max(0, this.now - job.since) / 1000);
    return html`<li>
      <span class="name" title=${job.sql}>${name}</span>
      <span class="muted what">${t(job.running ? 'panel.queue.running' : 'panel.queue.waiting', { time })}</span>
      <th-button size="small" variant="quiet" icon="x" label=${t('panel.queue.cancel', { name })}
        @click=${() => this.workspace.engine.cancel(job.id)}></th-button>
    </li>`;
  }
}
