import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type { Stage } from '../warehouse/index.ts';
import { shared } from './styles.ts';
import '../ui/icon.ts';
import '../ui/progress.ts';
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
    const now = progress ? STAGES.indexOf(progress.stage) : -1;
    return html`
      <header>
        <h1 aria-live="polite">${progress ? t('app.load.title') : t('app.load.looking')}</h1>
        <p class="from">${t('app.load.subtitle', { name: loading.name })}</p>
      </header>
      <th-progress
        label=${progress ? t(`app.stage.${progress.stage}`) : t('app.load.looking')}
        .fraction=${progress?.fraction ?? null}
        .rows=${progress?.rows || null}
        .bytes=${progress?.bytes ?? null}
        .totalBytes=${progress?.totalBytes ?? null}
        .rowsPerSecond=${progress?.rowsPerSecond || null}
        .secondsLeft=${progress?.secondsLeft ?? null}
        cancelable
        @cancel=${() => loading.cancel()}
      ></th-progress>
      <ul>
        ${STAGES.map((stage, index) => {
          const phase = index < now ? 'done' : index === now ? 'now' : '';
          return html`<li class=${phase}>
            <span class="mark" aria-hidden="true"><th-icon name=${phase === 'done' ? 'check' : phase === 'now' ? 'chevron-right' : 'minus'}></th-icon></span>
            <span>${t(`app.stage.${stage}`)}
              ${phase === 'now' ? html`<span class="subject">${progress?.subject}</span>` : ''}</span>
          </li>`;
        })}
      </ul>
    `;
  }
}
