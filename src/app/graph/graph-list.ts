import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import { markOf, type Named } from './node.ts';
import '../../ui/icon.ts';

/** The graph in words: each node with what it reads, those that read nothing first. Emits `choose` with an id. */
@customElement('th-graph-list')
export class GraphList extends Watching {
  @property({ attribute: false }) nodes: readonly Named[] = [];
  @property({ attribute: false }) chosen: string | null = null;

  static override styles = [
    shared,
    css`
      ol {
        display: grid;
        gap: 4px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li > button {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr) auto;
        gap: 2px 10px;
        align-items: center;
        width: 100%;
        min-height: 48px;
        padding: 6px 12px;
        border-color: var(--th-border);
        text-align: start;
      }
      button[aria-pressed='true'] {
        border-color: var(--th-accent);
        background: var(--th-accent-soft);
      }
      th-icon {
        color: var(--th-muted);
      }
      .label {
        overflow: hidden;
        font-weight: 500;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      small {
        grid-column: 2 / -1;
        color: var(--th-muted);
        font-size: 12px;
      }
      .bad {
        color: var(--th-bad);
      }
      .warn {
        color: var(--th-warn);
      }
      .accent {
        color: var(--th-accent);
      }
    `,
  ];

  protected override render() {
    const labels = new Map(this.nodes.map(({ node, label }) => [node.id, label]));
    return html`<ol>${this.nodes.map((one) => {
      const mark = markOf(one);
      const reads = one.node.reads.flatMap((id) => labels.get(id) ?? []);
      return html`<li><button type="button" aria-pressed=${one.node.id === this.chosen ? 'true' : 'false'}
        @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: one.node.id }))}>
        <th-icon name=${one.icon}></th-icon><span class="label">${one.label}</span>
        ${mark ? html`<th-icon class=${mark.tone} name=${mark.icon} role="img" aria-label=${t(one.cycle ? 'graph.in-cycle' : `notebook.state.${one.state.phase}`)}></th-icon>` : html`<span></span>`}
        ${one.cycle ? html`<small class="bad">${t('graph.cycle', { path: one.cycle.join(' → ') })}</small>` : nothing}
        ${reads.length > 0 ? html`<small>${t('graph.reads')} ${reads.join(t('common.and'))}</small>` : nothing}
      </button></li>`;
    })}</ol>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-graph-list': GraphList;
  }
}
