import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { textOf } from './record.ts';
import '../../ui/drawer.ts';
import '../../ui/segmented.ts';
import './differences-view.ts';

/** What lies between one's own edits and the published copy, or the text that another tab or program has written. */
@customElement('th-compare-drawer')
export class CompareDrawer extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private side: 'since' | 'newer' = 'since';

  static override styles = [
    shared,
    css`
      th-segmented {
        margin-block-end: 16px;
      }
    `,
  ];

  protected override render() {
    const { notebooks, document } = this.workspace;
    const copies = document.editor.value?.copies.value;
    const record = notebooks.keeper.record.value;
    if (!copies || !record) return nothing;
    const tab = notebooks.keeper.clash.value;
    const other = tab ? textOf(tab) : notebooks.saver.clash.value;
    const mine = copies.mine ?? copies.published;
    if (other !== null) return this.drawer(t('documents.compare.title.clash'), other, mine);
    const ofFile = record.origin === 'file' || record.origin === 'mine';
    const title = t(ofFile ? 'documents.compare.title.file' : 'documents.compare.title');
    const movedOn = copies.mine !== null && copies.base !== copies.published;
    if (!movedOn) return this.drawer(title, copies.published, mine);
    const newer = t(ofFile ? 'documents.compare.newer.file' : 'documents.compare.newer');
    const [before, now] =
      this.side === 'since' ? [copies.base, mine] : [copies.base, copies.published];
    return this.drawer(
      title,
      before,
      now,
      html`<th-segmented label=${t('documents.versions.against')} value=${this.side}
        .options=${[
          { value: 'since', label: t('documents.compare.since') },
          { value: 'newer', label: newer },
        ]}
        @change=${(event: CustomEvent<'since' | 'newer'>) => {
          this.side = event.detail;
        }}></th-segmented>`,
    );
  }

  private drawer(heading: string, before: string, now: string, above: unknown = nothing) {
    return html`<th-drawer open heading=${heading}>
      ${above}
      <th-differences .older=${before} .newer=${now}></th-differences>
    </th-drawer>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-compare-drawer': CompareDrawer;
  }
}
