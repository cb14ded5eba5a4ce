import { css } from 'lit';

/** What the shell's elements share: buttons, fields and headings on the tokens of the theme. */
export const shared = css`
  :host {
    box-sizing: border-box;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
  }
  button {
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--th-strong);
    border-radius: 8px;
    background: var(--th-surface);
    cursor: pointer;
    transition: background 150ms, border-color 150ms;
  }
  button:hover {
    background: var(--th-sunken);
  }
  button.primary {
    border-color: var(--th-accent);
    background: var(--th-accent);
    color: var(--th-accent-text);
    font-weight: 600;
  }
  button.primary:hover {
    filter: brightness(1.06);
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
  }
  button.quiet:hover {
    background: var(--th-sunken);
  }
  button.danger {
    border-color: var(--th-bad);
    color: var(--th-bad);
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
  :focus-visible {
    outline: 2px solid var(--th-accent);
    outline-offset: 2px;
  }
  .muted {
    color: var(--th-muted);
  }
  .small {
    font-size: 13px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
