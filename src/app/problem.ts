import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';
import '../ui/error.ts';

/** What went wrong last: the sentence, what to do, and a way on. */
@customElement('th-problem')
export class Problem extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset-inline: 16px;
        inset-block-end: 48px;
        z-index: 40;
        display: grid;
        justify-items: center;
        pointer-events: none;
      }
      .box {
        display: grid;
        gap: 12px;
        width: min(560px, 100%);
        max-height: 60vh;
        overflow: auto;
        padding: 16px;
        border: 1px solid var(--th-border);
        border-radius: 12px;
        background: var(--th-raised);
        box-shadow: 0 12px 48px rgb(0 0 0 / 22%);
        pointer-events: auto;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
      }
    `,
  ];

  protected override render() {
    const problem = this.workspace.problem.value;
    if (problem === null || problem === undefined) return nothing;
    return html`<div class="box" role="alert">
      <th-error .error=${problem}></th-error>
      <div class="actions">
        <th-button @click=${() => this.workspace.dismiss()}>${t('app.problem.dismiss')}</th-button>
      </div>
    </div>`;
  }
}
