import { css } from 'lit';
import { base } from '../ui/base.ts';

/** What the shell's elements share: buttons, fields and headings on the tokens of the theme. */
export const shared = [
  base,
  css`
  ul {
    list-style: none;
  }
  button {
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--th-strong);
    border-radius: 8px;
    background: var(--th-surface);
    cursor: pointer;
    transition: background var(--th-fast), border-color var(--th-fast);
  }
  button:hover {
    background: var(--th-sunken);
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
  }
  button.quiet:hover {
    background: var(--th-sunken);
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  select,
  input[type='text'],
  input[type='number'] {
    min-height: 32px;
    padding: 4px 8px;
    border: 1px solid var(--th-strong);
    border-radius: 8px;
    background: var(--th-surface);
    max-width: 100%;
  }
  .muted {
    color: var(--th-muted);
  }
  .small {
    font-size: 13px;
  }
`,
];
