import { css } from 'lit';

/** The looks of measurements: the sentence that follows from them first, then the figures. */
export const speedStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .skeleton {
    block-size: 96px;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px 16px;
  }
  .advice {
    max-inline-size: 68ch;
    font-size: var(--th-size-16);
    line-height: 1.6;
    text-wrap: pretty;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 28px 40px;
  }
  .wide {
    grid-column: 1 / -1;
    min-inline-size: 0;
  }
  h4 {
    margin-block-end: 12px;
    font-size: var(--th-size-13);
    font-weight: 600;
  }
  .caption {
    margin-block-start: 8px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    margin: 0;
  }
  @container cell (max-width: 720px) {
    .grid {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
