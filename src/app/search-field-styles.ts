import { css } from 'lit';

/** A search field without an edge of its own, inside the label that has one; what it finds is a list below it. */
export const searchFieldStyles = css`
  input[type='text'] {
    flex: 1;
    min-inline-size: 0;
    padding: 0;
    border: 0;
    background: none;
    font-size: var(--th-size-16);
  }
  input:focus-visible {
    outline: none;
  }
`;
