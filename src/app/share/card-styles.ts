import { css } from 'lit';

/** A notice above the notebook: an icon, what it says, what can be done. */
export const cardStyles = css`
  :host {
    display: block;
  }
  section {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 4px 16px;
    align-items: start;
    padding: 14px 16px;
    border: 1px solid var(--th-border);
    border-radius: var(--th-radius-3);
    background: var(--th-surface);
  }
  th-icon {
    --th-icon-size: 20px;
    margin-block-start: 1px;
    color: var(--th-accent);
  }
  .warn th-icon {
    color: var(--th-warn);
  }
  .what {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: var(--th-size-14);
    font-weight: 600;
    line-height: 1.5;
  }
  p,
  li {
    max-width: 84ch;
    color: var(--th-muted);
    font-size: var(--th-size-13);
  }
  .refused {
    color: var(--th-bad);
  }
  ul {
    display: grid;
    gap: 6px;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 2px 12px;
    margin: 0;
    font-size: var(--th-size-13);
  }
  dt {
    color: var(--th-muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  summary {
    width: fit-content;
    color: var(--th-muted);
    font-size: var(--th-size-13);
    cursor: pointer;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: end;
  }
  @media (max-width: 640px) {
    section {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .actions {
      grid-column: 1 / -1;
      justify-content: start;
      margin-block-start: 6px;
    }
  }
`;
