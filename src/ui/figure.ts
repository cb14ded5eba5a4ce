import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChartOptions, Figure } from '../charts/index.ts';
import { locale, t } from '../i18n/index.ts';
import { base } from './base.ts';
import { inTurn, turn } from './in-turn.ts';
import { grow, replays, settle } from './motion/index.ts';
import { scheme } from './theme.ts';
import { TurnTaking } from './turn-taking.ts';
import { twinTable } from './twin.ts';
import './empty.ts';
import './figure-hands.ts';
import './table.ts';

/** Drawings that follow a hand take no more than one part in so many of the time: most frames are left to the figures. */
const SHARE = 4;
/** Milliseconds for which a hand rests before the table behind the drawing follows it. */
const HAND_RESTS = 250;

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** What the element fills in by itself: the width it has, the theme and language on screen. */
export type DrawOptions = Pick<ChartOptions, 'width' | 'theme' | 'locale' | 'later'>;

/**
 * A drawing that follows its place: drawn again when width, theme or language change. For screen readers it is an
 * image with a sentence and a table of the same figures; `asTable` shows that table to everyone.
 */
@customElement('th-figure')
export class FigureElement extends TurnTaking {
  /** Makes the drawing; null where there is nothing to draw. A new function is a new drawing. */
  @property({ attribute: false }) draw: (options: DrawOptions) => Figure | null = () => null;
  @property({ type: Boolean }) asTable = false;
  @property() empty = '';
  /** Pixels kept free until the first drawing, so that nothing jumps. */
  @property({ type: Number }) reserve = 240;
  @property() currency: string | undefined;
  /** Nothing grows: the drawing follows a hand that moves. */
  @property({ type: Boolean }) calm = false;
  /** Marks can be picked: somebody listens. */
  @property({ type: Boolean }) picks = false;
  /** A drawing beside others: where there is nothing to draw it takes no room. */
  @property({ type: Boolean }) optional = false;
  @state() private width = 0;

  /** The drawing on screen, for export. */
  figure: Figure | null = null;
  #sized: ResizeObserver | null = null;
  #fresh = false;
  #replayed = replays.peek();
  #made: { readonly on: readonly unknown[]; readonly figure: Figure | null } | null = null;
  /** The figure that a place for the table was asked to show. */
  readonly #described = new WeakMap<Element, Figure>();
  #twinned: Promise<void> | null = null;
  /** When the drawing on screen was made, and the milliseconds that it took. */
  #last = { at: Number.NEGATIVE_INFINITY, took: 0 };

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      :host([nothing]) {
        display: none;
      }
      .place {
        display: block;
        overflow-x: clip;
        overflow-y: visible;
      }
      .place > svg {
        display: block;
      }
      .twin {
        content-visibility: auto;
      }
      .stage {
        position: relative;
      }
      .notes {
        margin-block-start: 8px;
        max-inline-size: 84ch;
        color: var(--th-muted);
        font-size: var(--th-size-13);
        line-height: 1.6;
      }
      /* A tip that stays would take the click from the mark below it. */
      .place [aria-label='tip'] {
        pointer-events: none;
      }
      .place svg :is(rect, path, circle, g):focus-visible {
        outline: 2px solid var(--th-accent);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      // Drawn in the next frame: a drawing that changes its own height must not do so while sizes are observed.
      if (width > 0 && width !== this.width) {
        requestAnimationFrame(() => {
          this.width = width;
        });
      }
    });
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.figure) settle(this.figure.svg);
    this.#sized?.disconnect();
  }

  protected override waits(): boolean {
    return this.width > 0;
  }

  protected override async scheduleUpdate(): Promise<void> {
    const { at, took } = this.#last;
    const left = at + took * (SHARE - 1) - performance.now();
    if (this.calm && left > 0) await pause(left);
    await this.#prepare();
    await super.scheduleUpdate();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#twinned;
    return done;
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#fresh ||= changed.has('draw') || this.#replayed !== replays.value;
    this.#replayed = replays.value;
  }

  protected override render() {
    if (this.width === 0) return html`<div style="block-size:${this.reserve}px"></div>`;
    this.figure = this.#drawing();
    if (!this.figure) return html`<th-empty icon="inbox">${this.empty || t('ui.empty')}</th-empty>`;
    const { svg, twin, label, notes = [], live } = this.figure;
    const said = notes.length > 0 ? html`<p class="notes">${notes.join(' ')}</p>` : nothing;
    if (this.asTable) {
      return html`<th-table .rows=${twin.rows} .columns=${twin.columns} label=${label} .currency=${this.currency}></th-table>${said}`;
    }
    return html`${
      live
        ? html`<div class="place">${live}</div>`
        : html`<div class="stage"><div class="place" role="img" aria-label=${label}>${svg}</div>${this.#hands(this.figure)}</div>`
    }${said}
      <div class="twin sr-only"></div>`;
  }

  /** The way to the marks and the brush for the keyboard, where there are any. */
  #hands({ marks = [], brush }: Figure) {
    const any = (marks.length > 0 && this.picks) || brush !== undefined;
    return any
      ? html`<th-figure-hands .marks=${this.picks ? marks : []} .brush=${brush ?? null}></th-figure-hands>`
      : nothing;
  }

  protected override updated(): void {
    const { figure } = this;
    this.toggleAttribute('nothing', this.optional && this.width > 0 && !figure);
    if (!figure || this.asTable) return;
    if (this.#fresh && !this.calm) grow(figure.svg);
    this.#fresh = false;
    this.#describe(figure);
  }

  /** What the drawing depends on. */
  #basis(): readonly unknown[] {
    return [this.draw, this.currency, this.width, scheme().value, locale.value];
  }

  #isMade(on: readonly unknown[]): boolean {
    return this.#made?.on.every((one, at) => one === on[at]) === true;
  }

  /** Makes the drawing piece by piece, while the old one is still shown. */
  async #prepare(): Promise<void> {
    const on = this.#basis();
    if (this.width === 0 || this.#isMade(on)) return;
    const pieces: (() => void)[] = [];
    let took = 0;
    const timed = <T>(work: () => T) =>
      turn(this, () => {
        const since = performance.now();
        const made = work();
        took += performance.now() - since;
        return made;
      });
    try {
      const figure = await timed(() => this.#make((piece) => pieces.push(piece)));
      for (const piece of pieces) await timed(piece);
      this.#made = { on, figure };
      this.#last = { at: performance.now(), took };
    } catch {
      // Drawn again, and thrown again, where the element draws itself.
    }
  }

  #make(later?: DrawOptions['later']): Figure | null {
    return this.draw({
      width: this.width,
      theme: scheme().value,
      locale: locale.value,
      ...(later && { later }),
    });
  }

  /** The drawing for the place as it is now; made anew only where something it depends on has changed. */
  #drawing(): Figure | null {
    const on = this.#basis();
    if (!this.#made || !this.#isMade(on)) this.#made = { on, figure: this.#make() };
    return this.#made.figure;
  }

  /** Puts the table of the figures beside the drawing, after what the eye waits for. */
  #describe(figure: Figure): void {
    const place = this.renderRoot.querySelector('.twin');
    if (!place || this.#described.get(place) === figure) return;
    this.#described.set(place, figure);
    const rests = this.calm ? pause(HAND_RESTS) : Promise.resolve();
    const isNewest = () => this.#described.get(place) === figure;
    this.#twinned = rests.then(() => {
      if (!isNewest()) return;
      return new Promise((resolve) => {
        const work = () => {
          if (isNewest()) place.replaceChildren(twinTable(figure, locale.value, this.currency));
          resolve();
        };
        inTurn(this, work, { later: true });
      });
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-figure': FigureElement;
  }
}
