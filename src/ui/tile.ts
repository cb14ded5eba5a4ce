import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { categorical, sparkline } from '../charts/index.ts';
import type { ValueKind } from '../charts/values.ts';
import { format, locale, numberFormat, t } from '../i18n/index.ts';
import { base } from './base.ts';
import { emsOf, figureParts } from './figure-parts.ts';
import { countTo, replays } from './motion/index.ts';
import { scheme } from './theme.ts';
import { Watching } from './watching.ts';
import './icon.ts';

/** A key figure: large number that counts up, small unit, change to the period before, a small curve. */
@customElement('th-tile')
export class Tile extends Watching {
  @property() label = '';
  /** Null: nothing to show (an em dash); undefined: still on its way (a skeleton). */
  @property({ attribute: false }) value: number | null | undefined = undefined;
  /** Why there is no value although others are there: it is still being counted, or that was cancelled. */
  @property({ attribute: false }) pending: 'counting' | 'not-counted' | null = null;
  /** The figure does not count up: it follows a hand that moves. */
  @property({ type: Boolean }) calm = false;
  @property() kind: ValueKind = 'integer';
  @property() currency: string | undefined;
  /** The same figure in the period before; undefined or null where there is none. */
  @property({ attribute: false }) previous: number | null | undefined = undefined;
  /** Daily values for the small curve. */
  @property({ attribute: false }) series: readonly number[] = [];
  /** Colour slot of the curve. */
  @property({ type: Number }) slotColour = 0;
  @property() note = '';
  /** True where a rise is bad news, as of a bounce rate. */
  @property({ type: Boolean }) inverse = false;
  @state() private shown: number | null = null;

  #stop: () => void = () => undefined;
  #replayed = replays.peek();
  /** The curve as it was drawn last: it does not change while the figure counts up. */
  #drawn: {
    readonly series: readonly number[];
    readonly colour: string;
    readonly svg: SVGSVGElement | null;
  } | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto auto 1fr;
        gap: 6px;
        min-inline-size: 0;
        min-block-size: 148px;
        padding: 18px 20px 14px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-surface);
        container-type: inline-size;
        --most: var(--th-size-28);
      }
      .label {
        overflow: hidden;
        color: var(--th-muted);
        font-size: var(--th-size-13);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .figure {
        display: flex;
        align-items: baseline;
        gap: 2px;
        block-size: 40px;
        /* As large as the tile is wide enough for: unit and number are told in ems of theirs. */
        font-size: min(
          var(--most),
          (100cqi - var(--unit, 0) * var(--th-size-16) - 4px) / var(--number, 1)
        );
        font-weight: 600;
        letter-spacing: -0.02em;
        line-height: 40px;
        white-space: nowrap;
      }
      .unit {
        color: var(--th-muted);
        font-size: var(--th-size-16);
        font-weight: 500;
        letter-spacing: 0;
      }
      @keyframes shown {
        from {
          visibility: hidden;
        }
      }
      .pending {
        /* A wait that is over at once is not worth a word. */
        animation: shown 0.2s step-end;
        color: var(--th-faint);
        font-size: var(--th-size-16);
        font-weight: 500;
        letter-spacing: 0;
      }
      .change {
        display: flex;
        align-items: center;
        gap: 4px;
        min-block-size: 20px;
        color: var(--th-faint);
        font-size: var(--th-size-12);
        --th-icon-size: 13px;
        white-space: nowrap;
        overflow: hidden;
      }
      .good {
        color: var(--th-good);
        font-weight: 600;
      }
      .bad {
        color: var(--th-bad);
        font-weight: 600;
      }
      .same {
        font-weight: 600;
      }
      .curve {
        align-self: end;
        min-block-size: 32px;
        margin-inline: -2px;
      }
      .curve svg {
        display: block;
        inline-size: 100%;
        block-size: 32px;
      }
      .skeleton {
        inline-size: 62%;
        block-size: 28px;
        align-self: center;
      }
      @container (max-width: 150px) {
        .figure {
          --most: var(--th-size-20);
        }
        .before {
          display: none;
        }
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const again = this.#replayed !== replays.value;
    this.#replayed = replays.value;
    if (!changed.has('value') && !again) return;
    this.#stop();
    const to = this.value;
    if (typeof to !== 'number' || !Number.isFinite(to)) {
      this.shown = null;
      return;
    }
    const draw = (value: number) => {
      this.shown = value;
    };
    this.#stop = countTo(this.calm ? to : again ? 0 : (this.shown ?? 0), to, draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    if (typeof this.value === 'number') this.shown = this.value;
  }

  protected override render() {
    return html`
      <div class="label" title=${this.label}>${this.label}</div>
      ${this.#figure()}
      <div class="change">${this.#change()}</div>
      <div class="curve">${this.series.length > 1 ? this.#curve() : nothing}</div>
    `;
  }

  #figure() {
    if (this.value === undefined) {
      return html`<div class="figure"><span class="skeleton"></span><span class="sr-only">${t('ui.loading')}</span></div>`;
    }
    if (this.pending) {
      return html`<div class="figure pending" role="status">${t(`selection.pending.${this.pending}`)}</div>`;
    }
    if (this.value === null || !Number.isFinite(this.value)) {
      return html`<div class="figure" title=${this.note}>—</div>`;
    }
    const parts = figureParts(this.shown ?? this.value, this.kind, locale.value, this.currency);
    const exact =
      this.kind === 'percent'
        ? format.percent(this.value)
        : this.kind === 'money'
          ? format.money(this.value, this.currency)
          : format.decimal(this.value, Number.isInteger(this.value) ? 0 : 2);
    // By the figure that it counts up to, so that the size stays.
    const ems = emsOf(figureParts(this.value, this.kind, locale.value, this.currency));
    return html`<div class="figure" title=${exact} style=${styleMap({ '--number': String(ems.number), '--unit': String(ems.unit) })}>
      <span class="sr-only">${exact}</span>
      <span aria-hidden="true"><span class="unit">${parts.before}</span>${parts.number}<span class="unit">${parts.after}</span></span>
    </div>`;
  }

  #change() {
    const { value, previous } = this;
    if (
      typeof value !== 'number' ||
      typeof previous !== 'number' ||
      !Number.isFinite(previous) ||
      previous === 0
    ) {
      return html`<span>${this.note}</span>`;
    }
    const share = value / previous - 1;
    const rounded = Math.abs(share) < 0.0005 ? 0 : share;
    const tone = rounded === 0 ? 'same' : rounded > 0 !== this.inverse ? 'good' : 'bad';
    const text = `${rounded > 0 ? '+' : rounded < 0 ? '−' : '±'}${numberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }).format(Math.abs(rounded))}`;
    return html`<span class=${tone}>${text}</span><span class="before">${t('ui.tile.before')}</span>`;
  }

  #curve() {
    const { series } = this;
    const colour = categorical(scheme().value, this.slotColour);
    if (this.#drawn?.series !== series || this.#drawn.colour !== colour)
      this.#drawn = { series, colour, svg: sparkline(series, colour, 200, 32) };
    return this.#drawn.svg;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-tile': Tile;
  }
}
