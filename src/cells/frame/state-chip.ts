import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { format, t } from '../../i18n/index.ts';
import type { CellState } from '../types.ts';
import '../../ui/chip.ts';

/** Milliseconds between two looks at the clock. */
const TICK = 250;
/** Milliseconds from which on the time is worth telling. */
const LONG = 1000;

/** What a cell is doing, with its progress and for how long: queued, running, cancelled, out of date or blocked. */
@customElement('th-cell-state')
export class StateChip extends LitElement {
  @property({ attribute: false }) state: CellState = { phase: 'idle' };
  /** What it waits for, as a sentence. */
  @property() waits = '';
  #timer: ReturnType<typeof setInterval> | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    if (this.state.phase !== 'running') this.#stop();
    else this.#timer ??= setInterval(() => this.requestUpdate(), TICK);
  }

  protected override render() {
    const { state } = this;
    switch (state.phase) {
      case 'queued':
        return html`<th-chip icon="clock" title=${this.waits || nothing}>${t('cells.state.queued')}</th-chip>`;
      case 'running':
        return html`<th-chip tone="accent" icon="refresh-cw">${runningText(state)}</th-chip>`;
      case 'cancelled':
        return html`<th-chip icon="square">${t('cells.state.cancelled')}</th-chip>`;
      case 'stale':
        return html`<th-chip tone="warn" icon="clock">${t('frame.state.stale')}</th-chip>`;
      case 'blocked':
        return html`<th-chip tone="warn" icon="minus">${t('frame.state.blocked')}</th-chip>`;
      default:
        return nothing;
    }
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}

/** "Working · 40 % · 3 s": as much as is known. */
export function runningText(
  { since, progress }: Extract<CellState, { phase: 'running' }>,
  now = performance.now(),
): string {
  const parts = [t('cells.state.running')];
  if (progress?.total) parts.push(format.percent(progress.done / progress.total));
  else if (progress?.unit === 'rows') parts.push(t('common.rows', { n: progress.done }));
  else if (progress?.unit === 'bytes') parts.push(format.bytes(progress.done));
  const elapsed = now - since;
  if (elapsed >= LONG) parts.push(format.duration(Math.floor(elapsed / LONG)));
  return parts.join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-state': StateChip;
  }
}
