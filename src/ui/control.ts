import { css } from 'lit';

/** The look of a control: a box with a value, quiet until touched. */
export const control = css`
  .control {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 36px;
    padding: 4px 12px;
    border: 1px solid var(--th-strong);
    border-radius: var(--th-radius-2);
    background: var(--th-surface);
    color: var(--th-text);
    font-size: var(--th-size-14);
    text-align: start;
    transition: border-color var(--th-fast);
  }
  .control:hover {
    border-color: var(--th-faint);
  }
  button.control,
  select.control {
    cursor: pointer;
  }
  .control:disabled {
    color: var(--th-faint);
    background: var(--th-sunken);
    cursor: default;
  }
  .control .text {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .control th-icon {
    color: var(--th-faint);
  }
  .panel {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 1px solid var(--th-border);
    border-radius: var(--th-radius-3);
    background: var(--th-raised);
    color: var(--th-text);
    box-shadow: var(--th-shadow-2);
    overflow: auto;
  }
  @media (pointer: coarse) {
    .control {
      min-block-size: 42px;
    }
  }
  /* On paper a control is what was chosen. */
  @media print {
    .control {
      min-block-size: 0;
      padding: 0;
      border-color: transparent;
      background: none;
    }
    .control th-icon,
    select.control + th-icon {
      display: none;
    }
  }
`;

/** A value that a control was given by the reader. */
export const changed = <T>(value: T) =>
  new CustomEvent<T>('change', { detail: value, bubbles: true });
