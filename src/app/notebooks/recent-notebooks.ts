import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { Watching } from '../../ui/watching.ts';
import { emitApp } from '../events.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import '../../ui/icon.ts';

const SHOWN = 6;

/** The notebooks that were open last, for the rail. */
@customElement('th-recent-notebooks')
export class RecentNotebooks extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        font-size: 13px;
      }
      h2 {
        font-size: 12px;
        font-weight: 600;
        color: var(--th-muted);
        margin-bottom: 8px;
      }
      ul button,
      .more {
        display: block;
        width: 100%;
        padding: 5px 8px;
        text-align: start;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      ul button[aria-current='true'] {
        background: var(--th-accent-soft);
        font-weight: 600;
      }
      .new {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        margin-top: 8px;
      }
      .more {
        color: var(--th-muted);
      }
    `,
  ];

  protected override render() {
    const { recent, current } = this.workspace.notebooks;
    const shown = recent.value.slice(0, SHOWN);
    const id = current.value?.id;
    return html`<section aria-label=${t('documents.recent')}>
      <h2>${t('documents.recent')}</h2>
      <ul>
        ${shown.map((one) => {
          const title = one.id === id ? current.value?.title : one.title || t('documents.untitled');
          return html`<li><button class="quiet" title=${title} aria-current=${one.id === id ? 'true' : 'false'}
            @click=${() => emitApp(this, 'th-notebook', { notebook: one.id })}>${title}</button></li>`;
        })}
      </ul>
      <button class="quiet more" @click=${() => emitApp(this, 'th-document', { command: 'open' })}>${t('documents.recent.all')}</button>
      <button class="quiet more" @click=${() => emitApp(this, 'th-show', { panel: 'gallery' })}>${t('share.gallery')}</button>
      <button class="new" @click=${() => emitApp(this, 'th-document', { command: 'new' })}>
        <th-icon name="file-plus"></th-icon>${t('documents.new')}
      </button>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-recent-notebooks': RecentNotebooks;
  }
}
