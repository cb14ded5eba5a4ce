import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: grid;
    gap: 16px;
    container-type: inline-size;
  }
  section {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
    gap: 12px 16px;
    align-items: end;
  }
  .channels {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    padding-block: 14px;
    border-block: 1px solid var(--th-border);
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px 6px;
    min-inline-size: 0;
  }
  .channel {
    grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr);
  }
  .label {
    grid-column: 1 / -1;
    color: var(--th-muted);
    font-size: var(--th-size-12);
    font-weight: 500;
  }
  .label code {
    color: var(--th-faint);
    font-family: var(--th-mono);
    font-weight: 400;
  }
  .layers {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .layer {
    min-block-size: 30px;
    padding: 3px 12px;
    border: 1px solid var(--th-border);
    border-radius: var(--th-radius-round);
    background: transparent;
    color: var(--th-muted);
    font-size: var(--th-size-13);
    cursor: pointer;
  }
  .layer[aria-pressed='true'] {
    border-color: var(--th-accent);
    background: var(--th-accent-soft);
    color: var(--th-text);
  }
  details {
    display: grid;
    gap: 12px;
  }
  details section {
    margin-block-start: 12px;
  }
  summary {
    color: var(--th-muted);
    font-size: var(--th-size-13);
    cursor: pointer;
  }
  h4 {
    grid-column: 1 / -1;
    font-size: var(--th-size-13);
    font-weight: 600;
  }
`;
