import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import '../../ui/dialog.ts';
import '../../ui/segmented.ts';
import './share-file.ts';
import './share-link-form.ts';

/** Ways of giving the notebook away: a link, its file, its results. */
export type ShareWay = 'link' | 'file' | 'results';

const WAYS: readonly ShareWay[] = ['link', 'file', 'results'];

@customElement('th-share-dialog')
export class ShareDialog extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property() way: ShareWay = 'link';
  /** Name of the cell that the link is to lead to. */
  @property() cell = '';
  @state() private chosen: ShareWay | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }
      th-segmented {
        margin-block-end: 20px;
      }
    `,
  ];

  protected override willUpdate(): void {
    if ((this.chosen ?? this.way) === 'results') void import('./export/export-form.ts');
  }

  protected override render() {
    const way = this.chosen ?? this.way;
    const options = WAYS.map((value) => ({ value, label: t(`share.way.${value}`) }));
    return html`<th-dialog open heading=${t('share.title')}>
      <th-segmented label=${t('share.ways')} .options=${options} .value=${way} @change=${(
        event: CustomEvent<ShareWay>,
      ) => {
        this.chosen = event.detail;
      }}></th-segmented>
      ${way === 'link' ? html`<th-share-link .workspace=${this.workspace} cell=${this.cell} @th-as-file=${this.#asFile}></th-share-link>` : nothing}
      ${way === 'file' ? html`<th-share-file .workspace=${this.workspace}></th-share-file>` : nothing}
      ${way === 'results' ? html`<th-export-form .workspace=${this.workspace}></th-export-form>` : nothing}
    </th-dialog>`;
  }

  #asFile = () => {
    this.chosen = 'file';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-share-dialog': ShareDialog;
  }
}
