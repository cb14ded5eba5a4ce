import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { pickFiles } from './picking.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';
import '../ui/dialog.ts';

/** Asks by name for files of the data set on screen that the page cannot read by itself; tells `th-found`. */
@customElement('th-again-dialog')
export class AgainDialog extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [
    shared,
    css`
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const names = this.workspace.warehouse.fileNames.join(', ');
    return html`<th-dialog open heading=${t('app.again.title')} size="small" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <p>${t('app.again.which', { names })}</p>
      <th-button slot="actions" variant="primary" @click=${this.#choose}>${t('app.drop.pick')}</th-button>
    </th-dialog>`;
  }

  #choose = async () => {
    try {
      const files = await pickFiles(false);
      if (files.length === 0) return;
      this.workspace.warehouse.handOver(files);
      this.dispatchEvent(new CustomEvent('th-found'));
    } catch (error) {
      this.workspace.fail(error);
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-again-dialog': AgainDialog;
  }
}
