import { html, nothing, type TemplateResult } from 'lit';
import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';
import { explain } from '../../ui/explain.ts';
import type { Cell, CellResult, CellState, CellWhy } from '../types.ts';
import '../../ui/button.ts';
import '../../ui/empty.ts';
import '../../ui/error.ts';

export interface NoticeOptions {
  readonly cell: Cell;
  readonly state: CellState;
  readonly result: CellResult | null;
  readonly why: CellWhy | null;
  readonly onRun: () => void;
  /** Shows the cell that is the cause. */
  readonly onCause: (id: string) => void;
}

/** What stands between a cell and its result: why it failed, is out of date, blocked or cancelled, and what to do. */
export function notice(options: NoticeOptions): TemplateResult | typeof nothing {
  const { cell, state, result, onRun } = options;
  const run = (label: string) =>
    html`<th-button size="small" icon="play" @click=${onRun}>${label}</th-button>`;
  switch (state.phase) {
    case 'failed':
      if (isNotApplicable(state.error)) {
        return html`<th-empty icon="info">${explain(state.error).sentence}</th-empty>`;
      }
      return html`<th-error .error=${state.error} source=${cell.kind === 'sql' ? cell.body : ''}>
        ${state.path ? html`<p class="where">${state.path.join(' → ')}</p>` : nothing}
        ${causes(options)}
        ${cell.kind === 'text' || state.path ? nothing : html`<div class="again">${run(t('cells.run'))}</div>`}
      </th-error>`;
    case 'stale': {
      const said =
        state.because === ''
          ? t('frame.state.stale')
          : t('cells.state.stale', { because: state.because });
      return html`<div class="notice">${told(said, options)}${run(t('frame.run'))}</div>`;
    }
    case 'blocked':
      if (options.why?.lacks !== undefined) {
        const name = options.why.causes[0]?.name ?? state.by;
        return html`<th-empty icon="info"><span>${t('cells.state.lacking', { name, reason: options.why.lacks })}</span> ${causes(options)}</th-empty>`;
      }
      return html`<div class="notice">${told(t('cells.state.blocked', { by: state.by }), options)}</div>`;
    case 'cancelled':
      return result
        ? nothing
        : html`<div class="notice"><span>${t('cells.state.cancelled')}</span>${run(t('frame.run'))}</div>`;
    default:
      return nothing;
  }
}

function told(sentence: string, options: NoticeOptions): TemplateResult {
  const reasons = options.why?.sentences.filter((one) => one !== sentence) ?? [];
  return html`<div class="told">
    <span>${sentence}</span>
    ${reasons.map((reason) => html`<span class="why">${reason}</span>`)}
    ${causes(options)}
  </div>`;
}

function causes({ why, onCause }: NoticeOptions) {
  if (!why || why.causes.length === 0) return nothing;
  return html`<span class="causes">${why.causes.map(
    ({ id, name }) =>
      html`<button type="button" class="link" @click=${() => onCause(id)}>${t('frame.cause', { name })}</button>`,
  )}</span>`;
}

/** What the data cannot answer is no failure: it is said calmly, without a way to try again. */
const isNotApplicable = (error: unknown) =>
  error instanceof TabhouseError && error.code === 'metric-not-applicable';
