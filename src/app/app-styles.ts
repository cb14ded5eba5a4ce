import { css } from 'lit';
import { shared } from './styles.ts';

/** How the shell lays out its parts. */
export const appStyles = [
  shared,
  css`
  :host {
    display: grid;
    grid-template-rows: auto 1fr auto;
    height: 100dvh;
    font-size: 14px;
    line-height: 1.5;
    color: var(--th-text);
    background: var(--th-page);
    overflow: hidden;
  }
  .body {
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    min-height: 0;
  }
  th-rail {
    width: 248px;
    min-height: 0;
  }
  .scroll {
    grid-column: 2;
    min-width: 0;
    overflow-y: auto;
  }
  .scrim {
    display: none;
  }
  .back {
    padding: 16px clamp(12px, 3vw, 48px) 0;
  }
  .back div {
    max-width: 1180px;
    margin: 0 auto;
  }
  .back button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--th-muted);
  }
  .over {
    position: fixed;
    inset: 12px;
    z-index: 20;
    display: grid;
    place-items: center;
    border: 2px dashed var(--th-accent);
    border-radius: 20px;
    background: color-mix(in srgb, var(--th-accent-soft) 88%, transparent);
    font-size: 28px;
    font-weight: 600;
    pointer-events: none;
  }
  .skip {
    position: absolute;
    inset-inline-start: 8px;
    inset-block-start: -80px;
    z-index: 30;
  }
  .skip:focus {
    inset-block-start: 8px;
  }
  @media (max-width: 900px) {
    th-rail {
      position: absolute;
      inset: 0 auto 0 0;
      z-index: 10;
      width: min(300px, 86vw);
      box-shadow: 0 8px 40px rgb(0 0 0 / 25%);
    }
    .scrim {
      position: absolute;
      inset: 0;
      z-index: 9;
      display: block;
      min-height: 0;
      border: 0;
      border-radius: 0;
      background: rgb(0 0 0 / 35%);
    }
    .scrim:hover {
      background: rgb(0 0 0 / 35%);
    }
    .scrim:focus-visible {
      outline-offset: -3px;
    }
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
    /* Nothing in it stands above the rail. */
    .scroll {
      grid-column: 1;
      isolation: isolate;
    }
  }
  @media print {
    :host {
      display: block;
      height: auto;
      overflow: visible;
      print-color-adjust: exact;
    }
    .body {
      display: block;
    }
    .scroll {
      overflow: visible;
    }
    th-top-bar,
    th-rail,
    .scrim,
    th-status-bar,
    th-problem,
    .back,
    .skip,
    .over {
      display: none;
    }
  }
`,
];
