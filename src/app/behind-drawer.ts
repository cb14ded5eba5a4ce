import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Aspect } from '../cells/types.ts';
import { t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type { Workspace } from './workspace.ts';
import '../cells/inspector.ts';
import '../ui/drawer.ts';

/** What stands behind a cell: its definition, SQL, rows and audit. */
@customElement('th-behind-drawer')
export class BehindDrawer extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property() cellId = '';
  @property() aspect: Aspect = 'definition';

  protected override render() {
    const { runtime, dataset } = this.workspace;
    const cell = runtime.document.value.cells.find(({ id }) => id === this.cellId);
    if (!cell) return nothing;
    return html`<th-drawer open heading=${t('app.inspect.title')}>
      <th-inspector
        .cell=${cell}
        .result=${runtime.result(cell.id).value}
        .context=${dataset.value?.context ?? null}
        .aspect=${this.aspect}
      ></th-inspector>
    </th-drawer>`;
  }
}
