import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fileName } from '../../cells/read.ts';
import { save } from '../../charts/export.ts';
import { format, t } from '../../i18n/index.ts';
import { notebookText } from '../../notebook/index.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import '../../ui/button.ts';

/** The notebook as the Markdown file that it is. */
@customElement('th-share-file')
export class ShareFile extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private saved = false;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 16px;
        justify-items: start;
      }
      p {
        max-width: 68ch;
      }
    `,
  ];

  protected override render() {
    const document = this.workspace.document.editor.value?.state.value.document;
    if (!document) return html``;
    const text = notebookText(document);
    const name = `${fileName(document.title)}.md`;
    const bytes = new TextEncoder().encode(text).length;
    return html`<p>${t('share.file.what', { name, size: format.bytes(bytes) })}</p>
      <th-button variant="primary" icon=${this.saved ? 'check' : 'download'} @click=${() => {
        save(text, name, 'text/markdown');
        this.saved = true;
      }}>${t('share.file.save')}</th-button>
      <p class="muted small" role="status">${this.saved ? t('share.file.saved', { name }) : t('share.file.values')}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-share-file': ShareFile;
  }
}
