import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { headingOf } from '../../cells/read.ts';
import type { TextDetail } from '../../cells/types.ts';
import { t } from '../../i18n/index.ts';
import {
  type Cell,
  type CellResult,
  type CellState,
  type GraphNode,
  graphNodes,
} from '../../notebook/index.ts';
import { Watching } from '../../ui/watching.ts';
import { emitApp } from '../events.ts';
import { sourcesOf } from '../notebook/sources.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { iconOf, type Named } from './node.ts';
import '../../ui/button.ts';
import '../../ui/chip.ts';
import '../../ui/drawer.ts';
import '../../ui/icon.ts';
import '../../ui/segmented.ts';
import './graph-list.ts';
import './graph-picture.ts';

const NARROW = '(max-width: 640px)';

/** Who reads whom: files, tables, inputs and cells, to be looked through and gone to. Emits `show` with a cell's id. */
@customElement('th-graph-drawer')
export class GraphDrawer extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private chosen: string | null = null;
  @state() private view: 'picture' | 'list' = matchMedia(NARROW).matches ? 'list' : 'picture';

  static override styles = [
    shared,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 24px;
        margin-block-end: 16px;
      }
      .about {
        position: sticky;
        inset-block-end: -24px;
        z-index: 2;
        display: grid;
        gap: 8px;
        margin: 16px -24px -24px;
        padding: 14px 24px 18px;
        border-block-start: 1px solid var(--th-border);
        background: var(--th-raised);
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        font-weight: 600;
      }
      .name code {
        font-family: var(--th-mono);
        font-weight: 400;
        color: var(--th-muted);
      }
      .cycle {
        display: flex;
        align-items: center;
        gap: 8px;
        color: var(--th-bad);
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 4px;
        align-items: center;
        color: var(--th-muted);
        font-size: 13px;
      }
      .links button {
        min-height: 28px;
        padding: 2px 8px;
        color: var(--th-accent);
      }
    `,
  ];

  protected override render() {
    const nodes = this.#nodes();
    const chosen = nodes.find(({ node }) => node.id === this.chosen) ?? null;
    const choose = ({ detail }: CustomEvent<string>) => {
      this.chosen = detail;
    };
    return html`<th-drawer open size="large" heading=${t('graph.title')}>
      <div class="head">
        <span class="muted small">${t('graph.about')}</span>
        <th-segmented label=${t('graph.view')} value=${this.view}
          .options=${(['picture', 'list'] as const).map((value) => ({ value, label: t(`graph.view.${value}`) }))}
          @change=${({ detail }: CustomEvent<'picture' | 'list'>) => {
            this.view = detail;
          }}></th-segmented>
      </div>
      ${
        this.view === 'picture'
          ? html`<th-graph-picture .nodes=${nodes} .chosen=${this.chosen} @choose=${choose} @open=${({ detail }: CustomEvent<string>) => this.#open(detail)}></th-graph-picture>`
          : html`<th-graph-list .nodes=${nodes} .chosen=${this.chosen} @choose=${choose}></th-graph-list>`
      }
      ${chosen ? this.#about(chosen, nodes) : nothing}
    </th-drawer>`;
  }

  /** The nodes with what they are called and how they are. */
  #nodes(): readonly Named[] {
    const { runtime, dataset } = this.workspace;
    const { cells } = runtime.document.value;
    const graph = runtime.graph.value;
    const open = dataset.value;
    const all = graphNodes(cells, graph, open ? sourcesOf(open) : []);
    const read = new Set(all.flatMap(({ reads }) => reads));
    // Words that read nothing and that nothing can read say nothing here.
    const joined = all.filter(
      ({ id, reads, cell }) => cell?.kind !== 'text' || reads.length > 0 || read.has(id),
    );
    return joined.map((node) => {
      const { cell } = node;
      const state: CellState = cell ? runtime.state(cell.id).value : { phase: 'idle' };
      const result = cell ? runtime.result(cell.id).value : null;
      return {
        node,
        state,
        label: node.name ?? (cell ? labelOf(cell, result) : t('graph.all-tables')),
        icon: iconOf(node),
        cycle: cell ? (graph.cycles.get(cell.id) ?? null) : null,
      };
    });
  }

  #about({ node, label, icon, state, cycle }: Named, nodes: readonly Named[]) {
    const reads = nodes.filter((one) => node.reads.includes(one.node.id));
    const readers = nodes.filter((one) => one.node.reads.includes(node.id));
    return html`<section class="about" aria-label=${label}>
      <div class="name"><th-icon name=${icon}></th-icon>${label}
        ${node.cell ? html`<th-chip>${t(`notebook.state.${state.phase}`)}</th-chip>` : nothing}
        ${this.#goTo(node)}
      </div>
      ${cycle ? html`<p class="cycle"><th-icon name="triangle-alert"></th-icon>${t('graph.cycle', { path: cycle.join(' → ') })}</p>` : nothing}
      ${node.kind === 'data' ? this.#tables() : nothing}
      ${this.#links(t('graph.reads'), reads)}${this.#links(t('graph.read-by'), readers)}
    </section>`;
  }

  #goTo(node: GraphNode) {
    if (node.cell)
      return html`<th-button size="small" icon="eye" @click=${() => this.#open(node.id)}>${t('graph.go')}</th-button>`;
    if (node.kind === 'table' && node.name !== null)
      return html`<th-button size="small" icon="table-2" @click=${() => this.#open(node.id)}>${t('graph.look')}</th-button>`;
    return nothing;
  }

  /** Every table by name, to be looked at. */
  #tables() {
    const open = this.workspace.dataset.value;
    const tables = open ? sourcesOf(open).filter(({ kind }) => kind === 'table') : [];
    return html`<div class="links">${tables.map(
      ({ name }) =>
        html`<button class="quiet" @click=${() => this.#open(`table:${name}`)}>${name}</button>`,
    )}</div>`;
  }

  #links(heading: string, nodes: readonly Named[]) {
    if (nodes.length === 0) return nothing;
    return html`<div class="links">${heading} ${nodes.map(
      ({ node, label }) =>
        html`<button class="quiet" @click=${() => {
          this.chosen = node.id;
        }}>${label}</button>`,
    )}</div>`;
  }

  /** Shows a cell in the notebook, a table in its view. */
  #open(id: string): void {
    const { cells } = this.workspace.runtime.document.value;
    if (cells.some((cell) => cell.id === id)) {
      this.dispatchEvent(new CustomEvent('close'));
      this.dispatchEvent(new CustomEvent('show', { detail: id }));
    } else if (id.startsWith('table:')) {
      this.dispatchEvent(new CustomEvent('close'));
      emitApp(this, 'th-look', { table: id.slice('table:'.length) });
    }
  }
}

/** What a cell without a name is called: its heading, the beginning of its text, else its kind. */
function labelOf(cell: Cell, result: CellResult | null): string {
  const text = (result?.detail as TextDetail | undefined)?.markdown ?? cell.body;
  const lines = text.split('\n').map((line) => line.replace(/^[#>*\s-]+/, '').trim());
  const own = cell.kind === 'text' ? lines.find(Boolean) : headingOf(cell, result);
  return own || t(`frame.kind.${cell.kind}`);
}

declare global {
  interface HTMLElementTagNameMap {
    'th-graph-drawer': GraphDrawer;
  }
}
