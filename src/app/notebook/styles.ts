import { css } from 'lit';

/** The page of cells, and what lies over it. */
export const notebookStyles = css`
  :host {
    display: block;
    padding: 32px clamp(12px, 3vw, 48px) 96px;
  }
  .page {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    max-width: 1180px;
    margin: 0 auto;
  }
  .inputs {
    position: sticky;
    inset-block-start: 0;
    z-index: 5;
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: start;
    padding: 12px 0;
    background: color-mix(in srgb, var(--th-page) 92%, transparent);
    backdrop-filter: blur(6px);
  }
  /* One line of inputs stays in sight: a second group, or a high one, would cover what it changes. */
  .inputs:has(th-cell-slot[editing]),
  .inputs.tall,
  .inputs ~ .inputs {
    position: relative;
    z-index: 4;
  }
  .graph {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-start: calc(100% + 6px);
    z-index: 1;
    color: var(--th-faint);
  }
  .graph:hover,
  .graph:focus-visible {
    color: var(--th-text);
  }
  .end {
    justify-self: center;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    margin-block-start: 8px;
    color: var(--th-muted);
  }
  .end:hover {
    color: var(--th-text);
  }
  .stale {
    position: sticky;
    inset-block-end: 24px;
    z-index: 6;
    display: grid;
    justify-items: center;
    block-size: 0;
    pointer-events: none;
  }
  .stale th-button {
    margin-block-start: -40px;
    border-radius: var(--th-radius-2);
    box-shadow: var(--th-shadow-2);
    pointer-events: auto;
  }
  .drop {
    position: fixed;
    inset: 0 auto auto 0;
    z-index: 20;
    inline-size: var(--length);
    block-size: 3px;
    margin-block-start: -1px;
    border-radius: 2px;
    background: var(--th-accent);
    pointer-events: none;
  }
  .drop.upright {
    inline-size: 3px;
    block-size: var(--length);
    margin: 0 0 0 -1px;
  }
  th-cell-slot:focus-visible {
    border-radius: var(--th-radius-3);
    outline: 2px solid color-mix(in srgb, var(--th-accent) 40%, transparent);
    outline-offset: 4px;
  }
  @media (max-width: 1280px) {
    .graph {
      inset: -24px 0 auto auto;
    }
  }
  @media (max-width: 640px) {
    .graph {
      inset-block-start: -12px;
    }
    .inputs {
      position: relative;
    }
    :host {
      padding-block-start: 16px;
    }
    .end {
      min-height: 48px;
    }
  }
  /* Between two cells there is room for the bar of the upper one. */
  @media (hover: none), (max-width: 640px) {
    .page {
      gap: 44px;
    }
    /* The bar of an input is placed by its line. */
    .inputs th-cell-slot {
      position: static;
    }
  }
  @media print {
    :host {
      padding: 0;
    }
    .page {
      gap: 24px;
    }
    .inputs {
      position: static;
      background: none;
    }
    .graph,
    .end,
    .stale,
    .drop {
      display: none;
    }
  }
`;
