import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { format } from '../i18n/index.ts';
import { base } from './base.ts';
import { changed } from './control.ts';
import { Watching } from './watching.ts';

/**
 * A number between two ends. Emits `change` with the number in `detail`, and `move` with it while it is dragged, at most
 * once a frame.
 * Without a value it stands at its least.
 */
@customElement('th-slider')
export class Slider extends Watching {
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 100;
  /** 0: a hundredth of the way, rounded to a plain figure. */
  @property({ type: Number }) step = 0;
  @property({ attribute: false }) value: number | null = null;
  @property() label = '';
  @property({ type: Boolean }) disabled = false;
  #frame = 0;
  #moved = false;

  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: 36px;
      }
      input {
        flex: 1;
        min-inline-size: 60px;
        block-size: 24px;
        margin: 0;
        appearance: none;
        background: transparent;
        cursor: pointer;
      }
      input::-webkit-slider-runnable-track {
        block-size: 4px;
        border-radius: 2px;
        background: linear-gradient(
          to right,
          var(--th-accent) var(--part),
          var(--th-strong) var(--part)
        );
      }
      input::-moz-range-track {
        block-size: 4px;
        border-radius: 2px;
        background: var(--th-strong);
      }
      input::-moz-range-progress {
        block-size: 4px;
        border-radius: 2px;
        background: var(--th-accent);
      }
      input::-webkit-slider-thumb {
        inline-size: 18px;
        block-size: 18px;
        margin-block-start: -7px;
        appearance: none;
        border: 2px solid var(--th-surface);
        border-radius: 50%;
        background: var(--th-accent);
        box-shadow: 0 0 0 1px var(--th-accent);
      }
      input::-moz-range-thumb {
        inline-size: 14px;
        block-size: 14px;
        border: 2px solid var(--th-surface);
        border-radius: 50%;
        background: var(--th-accent);
      }
      output {
        min-inline-size: 3ch;
        font-size: var(--th-size-14);
        font-weight: 500;
        text-align: end;
      }
      /* On paper a control is what was chosen. */
      @media print {
        :host {
          min-block-size: 0;
        }
        input {
          display: none;
        }
        output {
          text-align: start;
        }
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
  }

  protected override render() {
    const { min, max } = this;
    const value = Math.min(max, Math.max(min, this.value ?? min));
    const part = max > min ? ((value - min) / (max - min)) * 100 : 0;
    return html`<input
        type="range"
        aria-label=${this.label}
        ?disabled=${this.disabled || max <= min}
        min=${min}
        max=${max}
        step=${this.step || plainStep(min, max)}
        .value=${String(value)}
        style=${styleMap({ '--part': `${part}%` })}
        @input=${this.#onInput}
        @change=${this.#onChange}
      /><output>${Number.isInteger(value) ? format.integer(value) : format.decimal(value)}</output>`;
  }

  #onInput = (event: Event) => {
    event.stopPropagation();
    const value = (event.target as HTMLInputElement).valueAsNumber;
    if (value === this.value) return;
    this.value = value;
    this.#moved = true;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() =>
      this.dispatchEvent(new CustomEvent('move', { detail: value })),
    );
  };

  #onChange = (event: Event) => {
    event.stopPropagation();
    const value = (event.target as HTMLInputElement).valueAsNumber;
    if (value === this.value && !this.#moved) return;
    this.#moved = false;
    this.value = value;
    cancelAnimationFrame(this.#frame);
    this.dispatchEvent(changed(value));
  };
}

/** About a hundredth of the way: 1, 2 or 5 times a power of ten, whole where the ends are far apart. */
export function plainStep(min: number, max: number): number {
  const rough = (max - min) / 100;
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  return times * power;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-slider': Slider;
  }
}
