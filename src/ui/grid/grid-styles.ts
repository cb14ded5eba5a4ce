import { css } from 'lit';
import { base, iconButton } from '../base.ts';

export const gridStyles = [
  base,
  iconButton,
  css`
    :host {
      display: block;
      min-inline-size: 0;
      font-size: var(--th-size-13);
    }
    .frame {
      display: flex;
      flex-direction: column;
      min-block-size: 0;
      overflow: hidden;
      border: 1px solid var(--th-border);
      border-radius: var(--th-radius-2);
      background: var(--th-surface);
    }
    .scroll {
      position: relative;
      flex: 1;
      min-block-size: 0;
      overflow: auto;
      overscroll-behavior-x: contain;
      outline-offset: -2px;
    }
    .scroll:focus-visible {
      outline: none;
    }
    .head {
      position: sticky;
      inset-block-start: 0;
      z-index: 3;
      min-inline-size: 100%;
      inline-size: max-content;
      border-block-end: 1px solid var(--th-border);
      background: var(--th-surface);
    }
    .row {
      display: flex;
      min-inline-size: 100%;
      inline-size: max-content;
    }
    .body {
      position: relative;
      min-inline-size: 100%;
      overflow: clip;
    }
    .body .row {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
      block-size: 34px;
      background: var(--th-surface);
    }
    .body .row:hover {
      --row: color-mix(in srgb, var(--th-sunken) 60%, var(--th-surface));
      background: var(--row);
    }
    .body .row.picked {
      --row: var(--th-accent-soft);
      background: var(--row);
    }
    .gap {
      flex: none;
    }
    .cell {
      position: relative;
      flex: none;
      block-size: 34px;
      padding: 0 12px;
      border-block-end: 1px solid color-mix(in srgb, var(--th-border) 60%, transparent);
      line-height: 33px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      cursor: default;
    }
    .filler {
      flex: 1;
      border-block-end: 1px solid color-mix(in srgb, var(--th-border) 60%, transparent);
    }
    .figure {
      text-align: end;
    }
    .null {
      color: var(--th-muted);
      font-style: italic;
    }
    .pinned {
      position: sticky;
      z-index: 1;
      background: var(--row, var(--th-surface));
    }
    .column.pinned {
      position: sticky;
      background: var(--th-surface);
    }
    .pinned.last {
      border-inline-end: 1px solid var(--th-strong);
    }
    .number {
      color: var(--th-muted);
      text-align: end;
      font-size: var(--th-size-12);
      cursor: pointer;
    }
    .row.picked .number {
      color: var(--th-accent);
      font-weight: 600;
    }
    .cell.chosen {
      background: color-mix(in srgb, var(--th-accent-soft) 70%, var(--th-surface));
    }
    .cell.at,
    .column.at {
      box-shadow: inset 0 0 0 1px var(--th-strong);
    }
    .scroll:focus-visible .at {
      box-shadow: inset 0 0 0 2px var(--th-accent);
    }
    .waits {
      display: inline-block;
      inline-size: 60%;
      block-size: 10px;
    }
    .column {
      position: relative;
      display: flex;
      flex: none;
      flex-direction: column;
      gap: 2px;
      min-inline-size: 0;
      padding: 7px 12px 7px;
      background: var(--th-surface);
      user-select: none;
    }
    .column .name {
      display: flex;
      align-items: center;
      gap: 4px;
      min-inline-size: 0;
      font-weight: 600;
      cursor: pointer;
      --th-icon-size: 13px;
    }
    .column .name > span {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .column sup {
      color: var(--th-muted);
      font-size: 10px;
    }
    .type {
      color: var(--th-muted);
      font-size: 11px;
      line-height: 15px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .more {
      position: absolute;
      inset-block-start: 4px;
      inset-inline-end: 6px;
      display: grid;
      place-items: center;
      inline-size: 24px;
      block-size: 24px;
      border: 0;
      border-radius: var(--th-radius-1);
      background: var(--th-surface);
      color: var(--th-muted);
      cursor: pointer;
      --th-icon-size: 14px;
    }
    .column .name {
      padding-inline-end: 20px;
    }
    .more:hover {
      background: var(--th-sunken);
      color: var(--th-text);
    }
    .filtered .more {
      color: var(--th-accent);
    }
    .grip {
      position: absolute;
      inset-block: 0;
      inset-inline-end: -4px;
      z-index: 2;
      inline-size: 9px;
      cursor: col-resize;
      touch-action: none;
    }
    .grip::after {
      content: '';
      position: absolute;
      inset-block: 8px;
      inset-inline-start: 4px;
      inline-size: 1px;
      background: var(--th-border);
    }
    .grip:hover::after {
      inline-size: 2px;
      background: var(--th-accent);
    }
    .column.before {
      box-shadow: inset 2px 0 0 var(--th-accent);
    }
    .column.after {
      box-shadow: inset -2px 0 0 var(--th-accent);
    }
    .summary {
      display: block;
      block-size: 42px;
      min-inline-size: 0;
      font-size: 11px;
      line-height: 15px;
    }
    .summary .skeleton {
      display: block;
      block-size: 24px;
    }
    .summary svg {
      display: block;
      inline-size: 100%;
      block-size: 24px;
      fill: var(--th-c1);
      opacity: 0.75;
    }
    .bar {
      display: flex;
      block-size: 8px;
      margin-block-start: 2px;
      border-radius: 2px;
      background: var(--th-sunken);
      overflow: hidden;
    }
    .bar i {
      border-inline-end: 1px solid var(--th-surface);
      background: var(--th-c1);
      opacity: 0.75;
    }
    .bar .gap {
      margin-inline-start: auto;
      background: repeating-linear-gradient(45deg, var(--th-strong) 0 2px, transparent 2px 5px);
    }
    .first,
    .nulls {
      display: block;
      color: var(--th-muted);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .first b {
      font-weight: 500;
    }
    .notice {
      padding: 28px 16px;
    }
    @media (max-width: 640px) {
      .pinned.free {
        position: relative;
        inset-inline-start: auto !important;
      }
    }
  `,
];
