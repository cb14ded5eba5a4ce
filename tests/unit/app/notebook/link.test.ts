import { describe, expect, it } from 'vitest';
import { anchorOf, cellAt, withAnchor } from '../../../../src/app/notebook/link.ts';
import { parseNotebook } from '../../../../src/notebook/index.ts';

const { cells } = parseNotebook(
  '# Who buys?\n\n```sql top\nselect 1\n```\n\n```sql\nselect 2\n```\n\n```sql\nselect 3\n```\n\n## 买家 流失\n',
);

describe('links to cells', () => {
  it('name each cell by its name, its heading, or its kind and place', () => {
    expect(cells.map((cell) => anchorOf(cell, cells))).toEqual([
      'who-buys',
      'top',
      'sql-1',
      'sql-2',
      '买家-流失',
    ]);
  });

  it('lead back to the cell', () => {
    for (const cell of cells) {
      const address = withAnchor('https://example.org/app/', anchorOf(cell, cells));
      expect(cellAt(new URL(address).hash, cells)).toBe(cell);
    }
    expect(cellAt('#TOP', cells)?.name).toBe('top');
    expect(cellAt('#nobody', cells)).toBeNull();
    expect(cellAt('#%', cells)).toBeNull();
  });

  it('keep a notebook that the address holds', () => {
    const shared = withAnchor('https://example.org/#notebook=1.x.y', 'top');
    expect(shared).toBe('https://example.org/#notebook=1.x.y&cell=top');
    expect(cellAt(new URL(shared).hash, cells)?.name).toBe('top');
    expect(withAnchor(shared, 'sql-1')).toBe('https://example.org/#notebook=1.x.y&cell=sql-1');
    expect(withAnchor('https://example.org/?notebook=a.md#old', 'top')).toBe(
      'https://example.org/?notebook=a.md#top',
    );
  });
});
