import { css } from 'lit';
import { base, iconButton } from '../base.ts';
import { control } from '../control.ts';

export const toolStyles = [
  base,
  iconButton,
  control,
  css`
    :host {
      display: block;
      margin-block-end: 6px;
      font-size: var(--th-size-13);
    }
    .line,
    .ask {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 6px;
    }
    .ask {
      gap: 6px;
      margin-block: 4px 2px;
    }
    .ask .control {
      inline-size: auto;
      min-block-size: 32px;
      font-size: var(--th-size-13);
    }
    .ask select {
      max-inline-size: 180px;
    }
    .ask input {
      flex: 0 1 220px;
      min-inline-size: 120px;
    }
    .said,
    .count {
      color: var(--th-muted);
    }
    .space {
      flex: 1;
    }
    .icon[aria-pressed='true'] {
      background: var(--th-sunken);
      color: var(--th-text);
    }
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      max-inline-size: 280px;
      min-block-size: 24px;
      padding: 1px 9px;
      border: 0;
      border-radius: var(--th-radius-round);
      background: var(--th-accent-soft);
      color: var(--th-accent);
      font-size: var(--th-size-12);
      font-weight: 500;
      cursor: pointer;
      --th-icon-size: 12px;
    }
    .chip span {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    @media (pointer: coarse) {
      .chip {
        min-block-size: 36px;
      }
    }
  `,
];
