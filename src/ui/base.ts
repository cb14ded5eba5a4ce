import { css } from 'lit';

/** What all elements share: box model, type, focus ring, text for screen readers only. What moves takes `--th-motion` times as long: 0 where the reader wants stillness. */
export const base = css`
  :host {
    box-sizing: border-box;
    font-variant-numeric: tabular-nums;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--th-accent);
    outline-offset: 2px;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton {
    border-radius: var(--th-radius-1);
    background: linear-gradient(
      100deg,
      color-mix(in srgb, var(--th-border) 42%, transparent) 40%,
      color-mix(in srgb, var(--th-border) 85%, transparent) 50%,
      color-mix(in srgb, var(--th-border) 42%, transparent) 60%
    );
    background-size: 300% 100%;
    animation: th-shimmer calc(1.6s * var(--th-motion, 1)) linear infinite;
  }
  @keyframes th-shimmer {
    from {
      background-position: 100% 0;
    }
    to {
      background-position: 0 0;
    }
  }
`;

/** A small button without edge, for icons in bars. */
export const iconButton = css`
  .icon {
    display: inline-grid;
    place-items: center;
    min-width: 32px;
    height: 32px;
    padding: 0 6px;
    border: 0;
    border-radius: var(--th-radius-2);
    background: transparent;
    color: var(--th-muted);
    cursor: pointer;
    transition:
      background var(--th-fast),
      color var(--th-fast);
  }
  .icon:hover,
  .icon[aria-expanded='true'] {
    background: var(--th-sunken);
    color: var(--th-text);
  }
  @media (pointer: coarse) {
    .icon {
      min-width: 40px;
      height: 40px;
    }
  }
`;
