import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { Watching } from '../../ui/watching.ts';
import type { Workspace } from '../workspace.ts';
import '../../ui/dialog.ts';
import './gallery.ts';

/** The gallery while data is open. */
@customElement('th-gallery-dialog')
export class GalleryDialog extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  protected override render() {
    return html`<th-dialog open size="large" heading=${t('share.gallery')} @th-chosen=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <th-gallery .workspace=${this.workspace}></th-gallery>
    </th-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-gallery-dialog': GalleryDialog;
  }
}
