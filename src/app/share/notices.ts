import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Watching } from '../../ui/watching.ts';
import type { Workspace } from '../workspace.ts';
import { available, missing } from './needed.ts';
import { isReading } from './origin.ts';

/** What is to be known of a notebook before one reads it: where it is from, what it reads, what it lacks here. */
@customElement('th-notices')
export class Notices extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = css`
    :host {
      display: block;
      padding: 16px clamp(12px, 3vw, 48px) 0;
    }
    div {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 12px;
      max-width: 1180px;
      margin: 0 auto;
    }
    :host([hidden]) {
      display: none;
    }
    @media print {
      :host {
        display: none;
      }
    }
  `;

  protected override render() {
    const { workspace } = this;
    const reading = isReading(workspace);
    const lacks = this.#lacks();
    this.hidden = !reading && !lacks;
    if (reading) void import('./reading-banner.ts');
    if (lacks) void import('./needs-card.ts');
    return html`<div>${reading ? html`<th-reading-banner .workspace=${workspace}></th-reading-banner>` : nothing}
      ${lacks ? html`<th-needs-card .workspace=${workspace}></th-needs-card>` : nothing}</div>`;
  }

  /** True where the notebook needs what is not there. */
  #lacks(): boolean {
    const { dataset, runtime, started } = this.workspace;
    if (dataset.value)
      return available(this.workspace).value !== null && missing(this.workspace) !== null;
    const { cells } = runtime.document.value;
    return started.value && cells.some(({ kind }) => NEEDS_DATA.has(kind));
  }
}

const NEEDS_DATA = new Set(['metric', 'tile', 'sql', 'lineage', 'load-report']);

declare global {
  interface HTMLElementTagNameMap {
    'th-notices': Notices;
  }
}
