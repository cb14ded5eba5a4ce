import { describe, expect, it } from 'vitest';
import { checkNeeds, parseNotebook } from '../../../../src/notebook/index.ts';
import { mappedText } from '../../../../src/notebook/needs/mapped.ts';

const NOTEBOOK = `---
title: Prices
needs: { orders: [price, brand] }
---
# Prices

{{top.price | money}} at most; the price of things.

\`\`\`input brand
type: select
column: brand
\`\`\`

\`\`\`sql top
select brand, max(price) as price from orders o where o.price > 0 and 'price' <> brand -- price
\`\`\`

\`\`\`chart
from: top
x: price
y: brand
\`\`\`
`;

describe('a notebook on other files', () => {
  it('reads another column of a table under the name that it knows', () => {
    const text = mappedText(parseNotebook(NOTEBOOK), {
      relation: 'orders',
      column: 'price',
      to: 'Unit Price',
    });
    expect(text).toContain(
      'max(price) as price from (SELECT *, "Unit Price" AS price FROM orders) o where',
    );
    expect(text).toContain('x: price');
    const { frontMatter } = parseNotebook(text);
    expect(frontMatter.needs).toEqual({ orders: ['Unit Price', 'brand'] });
    expect(
      checkNeeds(frontMatter, [{ relation: 'orders', columns: ['Unit Price', 'brand'] }]).met,
    ).toBe(true);
    const bare = mappedText(parseNotebook('```sql a\nfrom orders\n```\n'), {
      relation: 'orders',
      column: 'price',
      to: 'p',
    });
    expect(bare).toContain('from (SELECT *, p AS price FROM orders) AS orders');
  });

  it('names another column of the events everywhere, and nothing else', () => {
    const text = mappedText(parseNotebook(NOTEBOOK.replace('orders:', 'events:')), {
      relation: 'events',
      column: 'price',
      to: 'amount',
    });
    expect(text).toContain(
      "max(amount) as amount from orders o where o.amount > 0 and 'price' <> brand -- price",
    );
    expect(text).toContain('x: amount');
    expect(text).toContain('{{top.amount | money}} at most; the price of things.');
  });

  it('reads another relation under its own alias', () => {
    const text = mappedText(parseNotebook(NOTEBOOK), {
      relation: 'orders',
      column: null,
      to: 'sheet 1',
    });
    expect(text).toContain('from "sheet 1" o where');
    expect(parseNotebook(text).frontMatter.needs).toEqual({ 'sheet 1': ['price', 'brand'] });
  });

  it('is the same text where nothing is named so', () => {
    const plain = '# A\n\n```sql a\nselect 1\n```\n';
    expect(mappedText(parseNotebook(plain), { relation: 'x', column: 'y', to: 'z' })).toBe(plain);
  });
});
