import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Aspect } from '../cells/types.ts';
import { t } from '../i18n/index.ts';
import type { Audit } from '../metrics/index.ts';
import type { Cell } from '../notebook/index.ts';
import { Watching } from '../ui/watching.ts';
import { auditOf, withAudit } from './whole.ts';
import type { Workspace } from './workspace.ts';
import '../cells/inspector.ts';
import '../ui/drawer.ts';
import './sample-chip.ts';

/** What stands behind a cell: its definition, SQL, rows and audit. */
@customElement('th-behind-drawer')
export class BehindDrawer extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property() cellId = '';
  @property() aspect: Aspect = 'definition';
  @state() private audit: Audit | null = null;
  #abort: AbortController | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('cellId')) void this.prove();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  /** Goes the second way while the reader reads. */
  private async prove(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.audit = null;
    const cell = this.cell();
    try {
      const audit = cell && (await auditOf(this.workspace, cell, abort.signal));
      if (!abort.signal.aborted) this.audit = audit ?? null;
    } catch (error) {
      if (!abort.signal.aborted) this.workspace.fail(error);
    }
  }

  private cell(): Cell | undefined {
    return this.workspace.runtime.document.value.cells.find(({ id }) => id === this.cellId);
  }

  protected override render() {
    const { runtime, dataset } = this.workspace;
    const cell = this.cell();
    if (!cell) return nothing;
    const result = runtime.result(cell.id).value;
    return html`<th-drawer open heading=${t('app.inspect.title')}>
      ${dataset.value?.report.sample ? html`<th-sample-chip .workspace=${this.workspace}></th-sample-chip>` : nothing}
      <th-inspector
        .cell=${cell}
        .result=${result && withAudit(result, this.audit)}
        .context=${dataset.value?.context ?? null}
        .aspect=${this.aspect}
      ></th-inspector>
    </th-drawer>`;
  }
}
