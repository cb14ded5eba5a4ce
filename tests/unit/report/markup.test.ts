import { describe, expect, it } from 'vitest';
import { escaped, Markup, markup } from '../../../src/report/markup.ts';

describe('markup of the report', () => {
  it('writes what it is given as text, in attributes too', () => {
    const hostile = `<script>alert("1")</script>' onload='x`;
    expect(markup`<p title="${hostile}">${hostile}</p>`.text).toBe(
      `<p title="${escaped(hostile)}">${escaped(hostile)}</p>`,
    );
    expect(escaped(hostile)).not.toMatch(/[<>"']/);
  });

  it('lets in only what is markup already, also in lists, and nothing for null', () => {
    const list = [markup`<li>${'<'}</li>`, null, markup`<li>${2}</li>`];
    expect(markup`<ul>${list}</ul>${null}${new Markup('<hr>')}`.text).toBe(
      '<ul><li>&lt;</li><li>2</li></ul><hr>',
    );
  });
});
