import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { base } from './base.ts';
import { explain } from './explain.ts';
import { Watching } from './watching.ts';
import './icon.ts';

/** What went wrong as a sentence with what to do, the place in `source` where there is one, and details to unfold. */
@customElement('th-error')
export class ErrorNote extends Watching {
  @property({ attribute: false }) error: unknown = null;
  /** Text that the error's position counts in. */
  @property() source = '';

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 12px;
        padding: 14px 16px;
        border-radius: var(--th-radius-2);
        background: var(--th-bad-soft);
        color: var(--th-text);
      }
      th-icon {
        margin-block-start: 2px;
        color: var(--th-bad);
        --th-icon-size: 18px;
      }
      p {
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      slot {
        display: block;
      }
      pre,
      details {
        grid-column: 2;
        min-inline-size: 0;
        margin: 6px 0 0;
        font-size: var(--th-size-13);
      }
      pre {
        overflow: auto;
        padding: 8px 10px;
        border-radius: var(--th-radius-1);
        background: color-mix(in srgb, var(--th-surface) 70%, transparent);
        font-family: var(--th-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      mark {
        background: none;
        color: var(--th-bad);
        font-weight: 700;
        text-decoration: underline wavy;
      }
      summary {
        color: var(--th-muted);
        cursor: pointer;
      }
    `,
  ];

  protected override render() {
    const { sentence, details, position } = explain(this.error);
    return html`<th-icon name="circle-alert"></th-icon>
      <div>
        <p role="alert">${sentence}</p>
        <slot></slot>
      </div>
      ${position !== undefined && this.source ? this.#place(position) : nothing}
      ${
        details
          ? html`<details>
              <summary>${t('ui.error.details')}</summary>
              <pre tabindex="0">${details}</pre>
            </details>`
          : nothing
      }`;
  }

  #place(position: number) {
    const start = this.source.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
    const end = this.source.indexOf('\n', position);
    const line = this.source.slice(start, end < 0 ? undefined : end);
    const gap = /^\s*/.exec(line.slice(position - start))?.[0].length ?? 0;
    const at = position - start + gap;
    const word = /^\w+|^./.exec(line.slice(at))?.[0] ?? '';
    const number = this.source.slice(0, start).split('\n').length;
    return html`<pre tabindex="0">${t('ui.error.line', { n: number })}  ${line.slice(0, at)}<mark>${word}</mark>${line.slice(at + word.length)}</pre>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-error': ErrorNote;
  }
}
