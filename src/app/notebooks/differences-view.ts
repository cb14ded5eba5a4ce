import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import {
  type CellDifference,
  differences,
  type LineDifference,
} from '../../notebook/edit/differences.ts';
import { base } from '../../ui/base.ts';
import { Watching } from '../../ui/watching.ts';
import { nameOfCell } from './step-text.ts';
import '../../ui/chip.ts';

/** Lines that are shown on both sides of what differs. */
const CONTEXT = 2;
const TONES = { changed: 'accent', added: 'good', removed: 'bad', same: 'neutral' } as const;
const SIGNS = { added: '+', removed: '−', same: ' ' } as const;

/** What lies between two texts of a notebook: cell by cell, line by line; signs and words beside every colour. */
@customElement('th-differences')
export class DifferencesView extends Watching {
  @property() older = '';
  @property() newer = '';

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        font-size: var(--th-size-13);
      }
      .muted {
        color: var(--th-muted);
      }
      section {
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-2);
        overflow: clip;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 6px 12px;
        border-block-end: 1px solid var(--th-border);
        background: var(--th-sunken);
      }
      h4 {
        font-size: var(--th-size-13);
        font-weight: 600;
      }
      h4::first-letter {
        text-transform: uppercase;
      }
      ol {
        margin: 0;
        padding: 4px 0;
        list-style: none;
        font: 400 var(--th-size-12) / 1.6 var(--th-mono);
      }
      li {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      li > :first-child {
        text-align: center;
        user-select: none;
      }
      .added {
        background: var(--th-good-soft);
        box-shadow: inset 3px 0 var(--th-good);
      }
      .added > :first-child {
        color: var(--th-good);
        font-weight: 700;
      }
      .removed {
        background: var(--th-bad-soft);
        box-shadow: inset 3px 0 var(--th-bad);
      }
      .removed > :first-child {
        color: var(--th-bad);
        font-weight: 700;
      }
      .skipped {
        padding-inline-start: 24px;
        font-family: var(--th-font);
        color: var(--th-muted);
        background: var(--th-sunken);
      }
    `,
  ];

  protected override render() {
    if (this.older === this.newer) return html`<p class="muted">${t('documents.diff.same')}</p>`;
    const { head, cells } = differences(this.older, this.newer);
    const all = [...head, ...cells.flatMap(({ lines }) => lines)];
    const same = cells.filter(({ kind, moved }) => kind === 'same' && !moved).length;
    return html`
      <p>${t('documents.diff.counts', { added: count(all, 'added'), removed: count(all, 'removed') })}</p>
      ${
        head.some(({ kind }) => kind !== 'same')
          ? html`<section aria-label=${t('documents.diff.head')}>
              <header><h4>${t('documents.diff.head')}</h4></header>
              ${this.lines(head)}
            </section>`
          : nothing
      }
      ${cells.map((cell) => this.cell(cell))}
      ${same > 0 ? html`<p class="muted">${t('documents.diff.unchanged', { n: same })}</p>` : nothing}
    `;
  }

  private cell({ kind, moved, before, now, lines }: CellDifference) {
    const cell = now ?? before;
    if (!cell || (kind === 'same' && !moved)) return nothing;
    const title = nameOfCell(cell.name ?? '', cell.kind);
    return html`<section aria-label=${title}>
      <header>
        <h4>${title}</h4>
        ${kind === 'same' ? nothing : html`<th-chip tone=${TONES[kind]}>${t(`documents.diff.${kind}`)}</th-chip>`}
        ${moved ? html`<th-chip>${t('documents.diff.moved')}</th-chip>` : nothing}
      </header>
      ${kind === 'same' ? nothing : this.lines(lines)}
    </section>`;
  }

  private lines(differing: readonly LineDifference[]) {
    return html`<ol>${shown(differing).map(({ kind, text }) =>
      kind === 'skipped'
        ? html`<li class="skipped"><span></span>${t('documents.diff.skipped', { n: Number(text) })}</li>`
        : html`<li class=${kind}><span aria-hidden="true">${SIGNS[kind]}</span><span>${
            kind === 'same'
              ? nothing
              : html`<span class="sr-only">${t(`documents.diff.line.${kind}`)} </span>`
          }${text || ' '}</span></li>`,
    )}</ol>`;
  }
}

interface ShownLine {
  readonly kind: LineDifference['kind'] | 'skipped';
  readonly text: string;
}

const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

const count = (all: readonly LineDifference[], kind: LineDifference['kind']): number =>
  all.reduce((sum, one) => sum + (one.kind === kind ? linesOf(one.text).length : 0), 0);

/** Line by line; long stretches that are the same are told by their length. */
function shown(differing: readonly LineDifference[]): readonly ShownLine[] {
  return differing.flatMap(({ kind, text }, at): readonly ShownLine[] => {
    const lines = linesOf(text).map((line): ShownLine => ({ kind, text: line }));
    if (kind !== 'same') return lines;
    const head = at === 0 ? [] : lines.slice(0, CONTEXT);
    const tail = at === differing.length - 1 ? [] : lines.slice(-CONTEXT);
    const skipped = lines.length - head.length - tail.length;
    if (skipped <= 1) return lines;
    return [...head, { kind: 'skipped', text: String(skipped) }, ...tail];
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'th-differences': DifferencesView;
  }
}
