import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { emitApp } from './events.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/icon.ts';
import './appearance.ts';

/** The name of what is open, language and theme. */
@customElement('th-top-bar')
export class TopBar extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ type: Boolean }) railOpen = true;

  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 52px;
        padding: 8px 16px;
        border-bottom: 1px solid var(--th-border);
        background: var(--th-page);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 8px;
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      .brand img {
        width: 22px;
        height: 22px;
      }
      .name {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--th-muted);
      }
      .name::before {
        content: '/';
        margin-inline: 4px 8px;
        color: var(--th-strong);
      }
      .name:empty::before {
        content: '';
      }
      .icon {
        display: inline-grid;
        place-items: center;
        width: 36px;
        min-height: 36px;
        padding: 0;
      }
      @media (max-width: 640px) {
        :host {
          padding: 8px;
          gap: 4px;
        }
        .brand span {
          display: none;
        }
        th-appearance {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const open = this.workspace.dataset.value;
    return html`
      ${
        open
          ? html`<button
              class="quiet icon"
              aria-expanded=${this.railOpen ? 'true' : 'false'}
              aria-label=${t('app.rail.toggle')}
              title=${t('app.rail.toggle')}
              @click=${() => this.dispatchEvent(new CustomEvent('th-toggle-rail'))}
            >
              <th-icon name="panel-left"></th-icon>
            </button>`
          : ''
      }
      <div class="brand">
        <img src=${new URL('icons/icon.svg', document.baseURI).href} alt="" />
        <span>${t('app.name')}</span>
      </div>
      <div class="name">${open?.context.name ?? ''}</div>
      <button class="quiet icon" aria-label=${t('share.gallery')} title=${t('share.gallery')}
        @click=${() => emitApp(this, 'th-show', { panel: 'gallery' })}>
        <th-icon name="library"></th-icon>
      </button>
      ${
        this.workspace.shows.value
          ? html`<button class="quiet icon" aria-label=${t('share.title')} title=${t('share.title')}
              @click=${() => emitApp(this, 'th-show', { panel: 'share' })}>
              <th-icon name="share-2"></th-icon>
            </button>`
          : ''
      }
      <th-appearance></th-appearance>
      <button class="quiet icon" aria-label=${t('app.bar.settings')} title=${t('app.bar.settings')}
        @click=${() => emitApp(this, 'th-show', { panel: 'settings' })}>
        <th-icon name="settings"></th-icon>
      </button>
    `;
  }
}
