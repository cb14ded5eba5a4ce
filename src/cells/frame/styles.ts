import { css } from 'lit';
import { chromeStyles } from './chrome-styles.ts';

const own = css`
  :host {
    position: relative;
    display: block;
    min-inline-size: 0;
    container: cell / inline-size;
  }
  :host([kind='input']) {
    container: none;
  }
  article {
    position: relative;
  }
  .card {
    padding: 18px 24px 14px;
    border: 1px solid var(--th-border);
    border-radius: var(--th-radius-3);
    background: var(--th-surface);
    overflow: clip;
  }
  header {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 32px;
    margin-block-end: 14px;
  }
  h3 {
    flex: 0 1 auto;
    min-inline-size: 0;
    font-size: var(--th-size-16);
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.35;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .tools {
    display: flex;
    gap: 2px;
    margin-inline: auto -8px;
  }
  .editor {
    margin-block-end: 14px;
  }
  .body + .editor {
    margin-block: 14px 0;
  }
  .body {
    transition: opacity calc(200ms * var(--th-motion, 1));
  }
  .body.old {
    opacity: 0.55;
    transition-delay: 150ms;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    margin-block-end: 14px;
    padding: 8px 8px 8px 14px;
    border-radius: var(--th-radius-2);
    background: var(--th-warn-soft);
    font-size: var(--th-size-13);
    min-block-size: 44px;
  }
  th-error {
    margin-block-end: 8px;
  }
  .where {
    color: var(--th-muted);
    font-size: var(--th-size-13);
  }
  .again {
    margin-block-start: 10px;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 18px;
    min-block-size: 32px;
    margin-block-start: 10px;
    color: var(--th-faint);
    font-size: var(--th-size-12);
  }
  .open footer {
    margin-block-start: 4px;
  }
  .link {
    padding: 4px 0;
    border: 0;
    background: none;
    color: var(--th-muted);
    font-size: var(--th-size-12);
    font-weight: 500;
    text-decoration: underline transparent;
    text-underline-offset: 3px;
    cursor: pointer;
    transition:
      color var(--th-fast),
      text-decoration-color var(--th-fast);
  }
  .link:hover {
    color: var(--th-accent);
    text-decoration-color: currentcolor;
  }
  .unfiltered {
    color: var(--th-muted);
  }
  .time {
    margin-inline-start: auto;
  }
  .told {
    display: grid;
    gap: 2px;
  }
  .why {
    color: var(--th-muted);
  }
  .causes {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
  }
  .causes .link {
    color: var(--th-accent);
  }
  .problem {
    display: flex;
    align-items: baseline;
    gap: 8px;
    margin-block-start: 8px;
    color: var(--th-warn);
    font-size: var(--th-size-13);
    --th-icon-size: 14px;
  }
  .stub {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 2px 0;
    border: 0;
    background: none;
    color: var(--th-muted);
    font-size: var(--th-size-14);
    text-align: start;
    cursor: pointer;
  }
  .stub:hover {
    color: var(--th-text);
  }
  .stub span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  :host([folded]) header {
    margin-block-end: 4px;
  }
  .unfold {
    margin-inline: -8px -6px;
  }
  .working {
    position: absolute;
    inset: 0 0 auto;
    block-size: 2px;
    overflow: hidden;
  }
  .working::after {
    content: '';
    display: block;
    inline-size: 40%;
    block-size: 100%;
    background: var(--th-accent);
    animation: pass calc(1.2s * var(--th-motion, 1)) ease-in-out infinite;
  }
  @keyframes pass {
    from {
      transform: translateX(-100%);
    }
    to {
      transform: translateX(350%);
    }
  }
  @container (max-width: 520px) {
    .card {
      padding: 14px 14px 10px;
    }
  }
  @media (max-width: 640px) {
    .card {
      padding: 14px 14px 10px;
    }
  }
  @media (pointer: coarse) {
    .link {
      padding-block: 10px;
    }
  }
`;

/** The looks of a cell's frame. */
export const cellStyles = [own, chromeStyles];
