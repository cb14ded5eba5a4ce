import { css } from 'lit';

/** The looks of a list of findings or of advice: a line of their tone beside each. */
export const adviceStyles = css`
  section,
  .prose {
    font-size: var(--th-size-14);
    line-height: 1.6;
  }
  h4 {
    margin-block: 0 10px;
    font-size: var(--th-size-16);
    font-weight: 650;
  }
  ol,
  ul {
    display: grid;
    gap: 14px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    padding-inline-start: 14px;
    border-inline-start: 3px solid var(--tone);
  }
  .name {
    color: var(--th-muted);
    font-size: var(--th-size-12);
  }
  p {
    margin: 2px 0 0;
    max-inline-size: 68ch;
  }
`;
