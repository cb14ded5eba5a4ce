import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { bodyStyles, CellBody } from './body.ts';
import { renderMarkdown } from './markdown.ts';
import type { TextDetail } from './types.ts';

/** Markdown with figures in it. */
@customElement('th-cell-text')
export class TextCell extends CellBody {
  static override styles = [
    bodyStyles,
    css`
      .prose {
        max-inline-size: 68ch;
        font-size: var(--th-size-16);
        line-height: 1.65;
        overflow-wrap: break-word;
      }
      .prose > :first-child {
        margin-block-start: 0;
      }
      .prose > :last-child {
        margin-block-end: 0;
      }
      :is(p, ul, ol, blockquote, pre, table) {
        margin-block: 0 12px;
      }
      h1,
      h2,
      h3,
      h4 {
        margin-block: 24px 8px;
        font-weight: 650;
        letter-spacing: -0.015em;
        line-height: 1.25;
        text-wrap: balance;
      }
      h1 {
        font-size: var(--th-size-40);
        letter-spacing: -0.025em;
      }
      h2 {
        font-size: var(--th-size-28);
      }
      h3 {
        font-size: var(--th-size-20);
      }
      h4 {
        font-size: var(--th-size-16);
      }
      .prose > h2:first-child {
        margin-block-start: 32px;
      }
      .prose > h3:first-child {
        margin-block-start: 16px;
      }
      ul,
      ol {
        padding-inline-start: 24px;
      }
      li::marker {
        color: var(--th-faint);
      }
      a {
        color: var(--th-accent);
        text-underline-offset: 3px;
      }
      code {
        padding: 1px 5px;
        border-radius: var(--th-radius-1);
        background: var(--th-sunken);
        font-family: var(--th-mono);
        font-size: 0.875em;
      }
      pre {
        padding: 14px 16px;
        border-radius: var(--th-radius-2);
        background: var(--th-sunken);
        font-size: var(--th-size-13);
        overflow: auto;
      }
      pre code {
        padding: 0;
        background: none;
        font-size: 1em;
      }
      blockquote {
        padding-inline-start: 16px;
        border-inline-start: 3px solid var(--th-border);
        color: var(--th-muted);
      }
      table {
        display: block;
        border-collapse: collapse;
        font-size: var(--th-size-14);
        overflow-x: auto;
      }
      th,
      td {
        padding: 6px 14px 6px 0;
        border-block-end: 1px solid var(--th-border);
        text-align: start;
      }
      img {
        max-inline-size: 100%;
        border-radius: var(--th-radius-2);
      }
      hr {
        block-size: 1px;
        margin-block: 32px;
        border: 0;
        background: var(--th-border);
      }
      .value {
        font-weight: 600;
      }
      .waiting {
        display: inline-block;
        inline-size: 3.2em;
        block-size: 0.8em;
        border-radius: var(--th-radius-1);
        background: var(--th-border);
        vertical-align: baseline;
      }
      @media (max-width: 640px) {
        h1 {
          font-size: var(--th-size-28);
        }
        h2 {
          font-size: var(--th-size-20);
        }
      }
    `,
  ];

  protected override render() {
    const detail = this.result?.detail as TextDetail | undefined;
    return html`<div class="prose">${renderMarkdown(detail?.markdown ?? this.cell.body, detail?.values)}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-text': TextCell;
  }
}
