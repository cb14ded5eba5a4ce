import { css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { type Key, t } from '../i18n/index.ts';
import type { StepSummary } from '../notebook/index.ts';
import { keysText } from '../ui/keys.ts';
import type { MenuItem } from '../ui/menu.ts';
import { Watching } from '../ui/watching.ts';
import { emitApp } from './events.ts';
import { type DocumentCommand, documentCommands } from './notebooks/commands.ts';
import type { NotebookTitle } from './notebooks/notebook-title.ts';
import { stepText } from './notebooks/step-text.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/icon.ts';
import '../ui/menu.ts';
import './appearance.ts';
import './notebooks/copies-bar.ts';
import './notebooks/notebook-title.ts';

/** The notebook's name and the state of its work, what can be done with it as a whole, language and theme. */
@customElement('th-top-bar')
export class TopBar extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property({ type: Boolean }) railOpen = true;
  @query('th-notebook-title') private notebookTitle!: NotebookTitle;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .bar {
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
      th-notebook-title {
        flex: 1;
      }
      .brand.small::after {
        content: '/';
        margin-inline: 4px 2px;
        font-weight: 400;
        color: var(--th-strong);
      }
      .icon {
        display: inline-grid;
        place-items: center;
        width: 36px;
        min-height: 36px;
        padding: 0;
      }
      @media (max-width: 640px) {
        .bar {
          padding: 6px 8px;
          gap: 2px;
        }
        .brand span,
        .brand::after,
        .brand.small,
        .undo:disabled,
        .redo,
        .gallery {
          display: none;
        }
        .brand {
          margin-inline-end: 6px;
        }
        th-appearance {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const editor = this.workspace.document.editor.value;
    const [undoes = null, redoes = null] = [editor?.undoes.value, editor?.redoes.value];
    return html`<div class="bar">
      ${
        this.workspace.shows.value
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
      <div class="brand ${this.workspace.notebooks.current.value ? 'small' : ''}">
        <img src=${new URL('icons/icon.svg', document.baseURI).href} alt="" />
        <span>${t('app.name')}</span>
      </div>
      <th-notebook-title .workspace=${this.workspace}></th-notebook-title>
      ${this.step('undo', undoes)} ${this.step('redo', redoes)}
      <th-menu class="menu" icon="file-text" label=${t('documents.menu')} .items=${this.items()}
        @choose=${(event: CustomEvent<DocumentCommand | 'gallery'>) => this.choose(event.detail)}></th-menu>
      <button class="quiet icon" aria-label=${t('palette.open')} title="${t('palette.open')} (${keysText('Mod+k')})"
        @click=${() => emitApp(this, 'th-show', { panel: 'commands' })}>
        <th-icon name="search"></th-icon>
      </button>
      <button class="quiet icon gallery" aria-label=${t('share.gallery')} title=${t('share.gallery')}
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
    </div>
    <th-copies-bar .workspace=${this.workspace}></th-copies-bar>`;
  }

  private step(command: 'undo' | 'redo', what: StepSummary | null) {
    if (!this.workspace.notebooks.current.value) return nothing;
    const key: Key = command === 'undo' ? 'documents.undo.what' : 'documents.redo.what';
    const label = what ? t(key, { what: stepText(what) }) : t(`documents.${command}`);
    return html`<button class="quiet icon ${command}" ?disabled=${what === null} aria-label=${label} title=${label}
      @click=${() => this.choose(command)}>
      <th-icon name=${command === 'undo' ? 'undo-2' : 'redo-2'}></th-icon>
    </button>`;
  }

  /** On a phone the bar has no room for the way to the published notebooks. */
  private items(): readonly MenuItem[] {
    const [first, ...rest] = documentCommands(this.workspace);
    const gallery: MenuItem = { id: 'gallery', label: t('share.gallery'), icon: 'library' };
    return [...(first ? [first] : []), ...rest.slice(0, 2), gallery, ...rest.slice(2)];
  }

  private choose(command: DocumentCommand | 'gallery'): void {
    if (command === 'gallery') emitApp(this, 'th-show', { panel: 'gallery' });
    else if (command === 'rename') void this.notebookTitle.edit();
    else emitApp(this, 'th-document', { command });
  }
}
