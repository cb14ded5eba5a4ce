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
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
    .scroll {
      grid-column: 1;
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
