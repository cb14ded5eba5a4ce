import { css } from 'lit';
import { shared } from './styles.ts';

/** What the parts of the engine panel share: headings, lists with figures, tables that scroll inside themselves. */
export const panelStyles = [
  shared,
  css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }
    h3 {
      font-size: 14px;
      font-weight: 600;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      gap: 2px 16px;
      align-items: center;
      min-height: 34px;
      padding: 4px 0;
      border-bottom: 1px solid var(--th-border);
      font-size: 13px;
      font-variant-numeric: tabular-nums;
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .scroll {
      overflow: auto;
      max-height: 320px;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: 12px;
      font-variant-numeric: tabular-nums;
    }
    th {
      position: sticky;
      top: 0;
      text-align: start;
      color: var(--th-muted);
      background: var(--th-raised);
      font-weight: 600;
    }
    td,
    th {
      padding: 4px 8px;
      border-bottom: 1px solid var(--th-border);
      white-space: nowrap;
    }
    td:first-child,
    th:first-child {
      padding-inline-start: 0;
    }
    .number {
      text-align: end;
    }
  `,
];
