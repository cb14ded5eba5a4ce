import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type { Stage } from '../warehouse/index.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';

const STAGES: readonly Stage[] = ['read', 'sort', 'dwd', 'dws', 'check', 'open'];

/** A load under way: stage by stage, with figures, and a way out. */
@customElement('th-load-view')
export class LoadView extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 24px;
        max-width: 720px;
        margin: 0 auto;
        padding: clamp(24px, 10vh, 120px) 24px 48px;
      }
      h1 {
        font-size: 28px;
        letter-spacing: -0.015em;
      }
      .from {
        color: var(--th-muted);
        overflow-wrap: anywhere;
      }
      .bar {
        height: 8px;
        border-radius: 4px;
        background: var(--th-sunken);
        overflow: hidden;
      }
      .bar > div {
        height: 100%;
        border-radius: 4px;
        background: var(--th-accent);
        transition: width 200ms linear;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
        gap: 16px;
        font-variant-numeric: tabular-nums;
      }
      dt {
        font-size: 12px;
        color: var(--th-muted);
      }
      dd {
        font-size: 20px;
        font-weight: 600;
        white-space: nowrap;
      }
      li {
        display: flex;
        gap: 12px;
        padding: 6px 0;
        color: var(--th-faint);
      }
      li.now {
        color: var(--th-text);
        font-weight: 600;
      }
      li.done {
        color: var(--th-muted);
      }
      .mark {
        width: 16px;
        text-align: center;
      }
      .subject {
        color: var(--th-muted);
        font-weight: 400;
      }
    `,
  ];

  protected override render() {
    const loading = this.workspace.loading.value;
    if (!loading) return html``;
    const { progress } = loading;
    const fraction = progress?.fraction ?? 0;
    const now = progress ? STAGES.indexOf(progress.stage) : -1;
    return html`
      <header>
        <h1 aria-live="polite">${progress ? t('app.load.title') : t('app.load.looking')}</h1>
        <p class="from">${t('app.load.subtitle', { name: loading.name })}</p>
      </header>
      <div class="bar" role="progressbar" aria-label=${t('app.load.title')} aria-valuemin="0" aria-valuemax="100"
        aria-valuenow=${Math.round(fraction * 100)}>
        <div style="width:${(fraction * 100).toFixed(1)}%"></div>
      </div>
      <dl>
        ${this.figure('app.load.rows', format.compact(progress?.rows ?? 0))}
        ${this.figure('app.load.bytes', format.bytes(progress?.bytes ?? 0))}
        ${this.figure('app.load.speed', format.compact(progress?.rowsPerSecond ?? 0))}
        ${this.figure(
          'app.load.left',
          progress?.secondsLeft == null ? '—' : format.duration(progress.secondsLeft),
        )}
      </dl>
      <ul>
        ${STAGES.map((stage, index) => {
          const phase = index < now ? 'done' : index === now ? 'now' : '';
          return html`<li class=${phase}>
            <span class="mark" aria-hidden="true">${phase === 'done' ? '✓' : phase === 'now' ? '▸' : '·'}</span>
            <span>${t(`app.stage.${stage}`)}
              ${phase === 'now' ? html`<span class="subject">${progress?.subject}</span>` : ''}</span>
          </li>`;
        })}
      </ul>
      <div><button @click=${() => loading.cancel()}>${t('common.cancel')}</button></div>
    `;
  }

  private figure(
    key: 'app.load.rows' | 'app.load.bytes' | 'app.load.speed' | 'app.load.left',
    value: string,
  ) {
    return html`<div><dt>${t(key)}</dt><dd>${value}</dd></div>`;
  }
}
