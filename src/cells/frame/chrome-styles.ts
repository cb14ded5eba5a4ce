import { css } from 'lit';

/** What appears around a cell while it is dealt with; laid over the page, so that nothing moves. */
export const chromeStyles = css`
  .chrome {
    opacity: 0;
    pointer-events: none;
    transition: opacity var(--th-fast);
  }
  :host(:hover) .chrome,
  :host(:focus-within) .chrome,
  :host([selected]) .chrome {
    opacity: 1;
    pointer-events: auto;
  }
  :host([selected])::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: -10px;
    inline-size: 3px;
    border-radius: 2px;
    background: var(--th-accent);
  }
  .gutter {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-end: 100%;
    z-index: 2;
    display: grid;
    gap: 2px;
    /* No gap that the pointer would lose the cell in. */
    padding-inline-end: 10px;
  }
  .gutter .icon:not(:hover) {
    background: none;
  }
  :host([kind='input']) .gutter {
    display: none;
  }
  .gutter .icon {
    min-width: 26px;
    width: 26px;
    height: 28px;
    padding: 0;
  }
  .handle {
    cursor: grab;
    touch-action: none;
  }
  .tag {
    position: absolute;
    inset-block-start: -13px;
    inset-inline-start: 14px;
    z-index: 2;
    max-inline-size: 60%;
  }
  .pill,
  .bar {
    position: absolute;
    z-index: 3;
    display: flex;
    align-items: center;
    border: 1px solid var(--th-border);
    border-radius: var(--th-radius-2);
    background: var(--th-raised);
    box-shadow: var(--th-shadow-1);
  }
  .pill {
    inset-block-start: -16px;
    inset-inline-end: 0;
  }
  /* Inputs stand in a row under whatever is above: what belongs to one hangs below it. */
  :host([kind='input']) .tag {
    inset-block-start: 100%;
    inset-inline-start: 0;
    max-inline-size: 100px;
    padding-block-start: 4px;
  }
  :host([kind='input']) .pill {
    inset-block-start: calc(100% + 2px);
  }
  :host([kind='input']) .pill::before {
    content: '';
    position: absolute;
    inset: -6px 0 100%;
  }
  :host([kind='input']) .pill .icon {
    min-width: 26px;
    height: 26px;
    padding: 0;
  }
  .took {
    padding-inline: 10px 4px;
    color: var(--th-faint);
    font-size: var(--th-size-12);
    white-space: nowrap;
  }
  .doings {
    display: flex;
  }
  .bar {
    display: none;
    /* Below the cell, in the gap that the page leaves there for fingers. */
    inset-block-start: calc(100% + 1px);
    inset-inline-end: 0;
  }
  @media (max-width: 1000px), (hover: none) {
    .gutter {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .tag {
      inset-block-start: -22px;
    }
  }
  @media (hover: none), (max-width: 640px) {
    .bar {
      display: flex;
    }
    .pill,
    .doings .chrome {
      display: none;
    }
    /* One input follows the other without a gap: what belongs to one hangs below all that stand together. */
    :host([kind='input']) {
      position: static;
    }
    :host([kind='input'][selected])::before {
      content: none;
    }
    :host([kind='input'][selected]) article::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: -10px;
      inline-size: 3px;
      border-radius: 2px;
      background: var(--th-accent);
    }
  }
  @media print {
    .chrome,
    .tools,
    .doings {
      display: none;
    }
    article {
      break-inside: avoid;
    }
  }
`;
