import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import { type Layout, layoutOf, lineageOf, NODE, type Placed } from './layout.ts';
import { markOf, type Named } from './node.ts';
import '../../ui/icon.ts';

/**
 * The graph as a picture, layer by layer from left to right. A click chooses a node and shows what stands before and
 * behind it, a double click opens it; arrows go along the lines. Emits `choose` and `open` with an id.
 */
@customElement('th-graph-picture')
export class GraphPicture extends Watching {
  @property({ attribute: false }) nodes: readonly Named[] = [];
  @property({ attribute: false }) chosen: string | null = null;
  #shape = '';
  #layout: Layout = { placed: [], width: 0, height: 0 };

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow: auto;
        max-height: 68dvh;
      }
      .plane {
        position: relative;
        margin: 6px;
      }
      svg {
        position: absolute;
        inset: 0;
        overflow: visible;
        pointer-events: none;
      }
      path {
        fill: none;
        stroke: var(--th-faint);
        stroke-width: 1.5;
        transition: opacity var(--th-fast);
      }
      path.on {
        stroke: var(--th-accent);
        stroke-width: 2.5;
      }
      path.cycle {
        stroke: var(--th-bad);
        stroke-width: 2;
        stroke-dasharray: 6 4;
      }
      path.off {
        opacity: 0.25;
      }
      button {
        position: absolute;
        display: grid;
        grid-template-columns: 18px minmax(0, 1fr) auto;
        gap: 7px;
        align-items: center;
        padding: 4px 9px;
        border-color: var(--th-border);
        font-size: 13px;
        text-align: start;
        transition: opacity var(--th-fast);
        --th-icon-size: 15px;
      }
      button > th-icon:first-child {
        color: var(--th-muted);
      }
      button span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button.source {
        border-style: dashed;
        background: var(--th-sunken);
      }
      button.input {
        border-radius: var(--th-radius-round);
      }
      button.on {
        border-color: var(--th-accent);
      }
      button.off {
        opacity: 0.35;
      }
      button.cycle {
        border-color: var(--th-bad);
      }
      button[aria-pressed='true'] {
        background: var(--th-accent-soft);
        border-color: var(--th-accent);
        font-weight: 600;
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

  protected override willUpdate(): void {
    const shape = JSON.stringify(this.nodes.map(({ node }) => [node.id, node.depth, node.reads]));
    if (shape === this.#shape) return;
    this.#shape = shape;
    this.#layout = layoutOf(this.nodes.map(({ node }) => node));
  }

  protected override render() {
    const { placed, width, height } = this.#layout;
    const all = placed.map(({ node }) => node);
    const lineage = this.chosen === null ? null : lineageOf(this.chosen, all);
    const on = lineage && new Set([...lineage.upstream, ...lineage.downstream]);
    const named = new Map(this.nodes.map((one) => [one.node.id, one]));
    return html`<div class="plane" role="group" aria-label=${t('graph.title')} style="width:${width}px;height:${height}px" @keydown=${this.#onKey}>
      <svg width=${width} height=${height} aria-hidden="true">${this.#edges(placed, lineage ? [lineage.upstream, lineage.downstream] : null)}</svg>
      ${placed.map((one) => this.#node(one, named.get(one.node.id), on))}
    </div>`;
  }

  /** `ways`: what stands before the chosen node, and what behind it; a line is on one of the two, or on none. */
  #edges(placed: readonly Placed[], ways: readonly ReadonlySet<string>[] | null) {
    const places = new Map(placed.map((one) => [one.node.id, one]));
    return placed.flatMap((to) =>
      to.node.reads.flatMap((id) => {
        const from = places.get(id);
        if (!from) return [];
        const round = from.node.inCycle && to.node.inCycle;
        const lit = ways?.some((way) => way.has(id) && way.has(to.node.id));
        return svg`<path class="${round ? 'cycle' : lit ? 'on' : ways ? 'off' : ''}" d=${curve(from, to)}></path>`;
      }),
    );
  }

  #node({ node, x, y }: Placed, named: Named | undefined, on: ReadonlySet<string> | null) {
    if (!named) return nothing;
    const mark = markOf(named);
    const kind = node.kind === 'input' ? 'input' : node.cell ? '' : 'source';
    const lit = on ? (on.has(node.id) ? 'on' : 'off') : '';
    return html`<button type="button" data-id=${node.id} class="${kind} ${lit} ${named.cycle ? 'cycle' : ''}" title=${named.label}
      style="left:${x}px;top:${y}px;width:${NODE.width}px;height:${NODE.height}px"
      aria-pressed=${node.id === this.chosen ? 'true' : 'false'} aria-label=${this.#spoken(named)}
      @click=${() => this.#say('choose', node.id)} @dblclick=${() => this.#say('open', node.id)}>
      <th-icon name=${named.icon}></th-icon><span>${named.label}</span>
      ${mark ? html`<th-icon class=${mark.tone} name=${mark.icon}></th-icon>` : nothing}
    </button>`;
  }

  #spoken({ node, label, cycle, state }: Named): string {
    const labels = new Map(this.nodes.map((one) => [one.node.id, one.label]));
    const reads = node.reads.flatMap((id) => labels.get(id) ?? []).join(t('common.and'));
    return [
      label,
      node.cell ? t(`notebook.state.${state.phase}`) : '',
      cycle ? t('graph.cycle', { path: cycle.join(' → ') }) : '',
      reads ? `${t('graph.reads')} ${reads}` : '',
    ]
      .filter(Boolean)
      .join('. ');
  }

  #say(type: 'choose' | 'open', id: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail: id }));
  }

  #onKey = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.id;
    const { placed } = this.#layout;
    const at = placed.find(({ node }) => node.id === id);
    if (!at) return;
    const ways: Partial<Record<string, () => Placed | undefined>> = {
      ArrowLeft: () => placed.find(({ node }) => at.node.reads.includes(node.id)),
      ArrowRight: () => placed.find(({ node }) => node.reads.includes(at.node.id)),
      ArrowUp: () => placed.findLast(({ x, y }) => x === at.x && y < at.y),
      ArrowDown: () => placed.find(({ x, y }) => x === at.x && y > at.y),
    };
    const to = ways[event.key]?.();
    if (!to) return;
    event.preventDefault();
    this.#say('choose', to.node.id);
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(to.node.id)}"]`)?.focus();
  };
}

/** From the right edge of one node to the left edge of the other; back round the outside where that lies before. */
function curve(from: Placed, to: Placed): string {
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  if (x2 > x1) {
    const bend = Math.max(17, (x2 - x1) / 2);
    return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  }
  const low = Math.max(from.y, to.y) + NODE.height + 16;
  return `M${x1},${y1}C${x1 + 48},${low} ${x2 - 48},${low} ${x2},${y2}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-graph-picture': GraphPicture;
  }
}
