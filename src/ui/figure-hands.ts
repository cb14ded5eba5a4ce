import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BrushHandle, PickableMark } from '../charts/index.ts';
import { t } from '../i18n/index.ts';
import { base } from './base.ts';
import { Watching } from './watching.ts';

/**
 * What the pointer can do in a drawing, for the keyboard: one stop that goes through its marks and picks them, one that
 * moves its brush. What is reached is outlined in the drawing and said.
 */
@customElement('th-figure-hands')
export class FigureHands extends Watching {
  @property({ attribute: false }) marks: readonly PickableMark[] = [];
  @property({ attribute: false }) brush: BrushHandle | null = null;
  @state() private said = '';
  #at = -1;

  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      .hand {
        position: absolute;
        inset: 0;
        border-radius: var(--th-radius-1);
      }
    `,
  ];

  protected override render() {
    return html`${
      this.marks.length > 0
        ? html`<div class="hand" tabindex="0" role="group" aria-label=${t('declared.hands.marks', { n: this.marks.length })} @keydown=${this.#onMarks} @focus=${() => this.#reach(Math.max(0, this.#at))} @blur=${() => this.#reach(-1)}></div>`
        : nothing
    }${
      this.brush
        ? html`<div class="hand" tabindex="0" role="group" aria-label=${t('declared.hands.brush')} @keydown=${this.#onBrush} @keyup=${this.#onRest} @blur=${this.#onRest}></div>`
        : nothing
    }
      <div class="sr-only" role="status">${this.said}</div>`;
  }

  #onMarks = (event: KeyboardEvent) => {
    const last = this.marks.length - 1;
    const to = {
      ArrowRight: Math.min(last, this.#at + 1),
      ArrowDown: Math.min(last, this.#at + 1),
      ArrowLeft: Math.max(0, this.#at - 1),
      ArrowUp: Math.max(0, this.#at - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (to !== undefined) this.#reach(to);
    else if (event.key === 'Enter' || event.key === ' ') this.marks[this.#at]?.pick();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #onBrush = (event: KeyboardEvent) => {
    if (!this.brush?.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.said = this.brush.describe();
  };

  #onRest = () => this.brush?.rest();

  /** Outlines a mark and says it; −1 is none. */
  #reach(at: number): void {
    const before = this.marks[this.#at]?.element;
    if (before) before.style.removeProperty('outline');
    if (at < 0) return;
    this.#at = at;
    const mark = this.marks[at];
    if (!mark) return;
    mark.element.style.outline = '2px solid var(--th-accent)';
    mark.element.style.outlineOffset = '1px';
    this.said = mark.label;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-figure-hands': FigureHands;
  }
}
