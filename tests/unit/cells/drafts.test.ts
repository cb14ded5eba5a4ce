import { describe, expect, test } from 'vitest';
import { type DraftStorage, Drafts } from '../../../src/cells/form/drafts.ts';
import { parseNotebook } from '../../../src/notebook/index.ts';

function storage(): DraftStorage & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    key: (at) => [...held.keys()][at] ?? null,
    get length() {
      return held.size;
    },
  };
}

const cellsOf = (text: string) => parseNotebook(text).cells as [never, never, never];

describe('drafts', () => {
  test('outlive the page, whatever number the cell has by then', () => {
    const kept = storage();
    const [cell] = cellsOf('```sql a\nselect 1\n```\n');
    new Drafts(kept).keep(cell, 'select 12');
    const [, moved] = cellsOf('# Title\n\n```sql a\nselect 1\n```\n');
    expect(new Drafts(kept).get(moved)?.text).toBe('select 12');
  });

  test('belong to one of two cells with the same text', () => {
    const drafts = new Drafts(storage());
    const [one, other] = cellsOf('```sql\n```\n\n```sql\n```\n');
    drafts.keep(one, 'select 1');
    expect(drafts.get(other)).toBeNull();
    drafts.drop(other);
    expect(drafts.get(one)?.text).toBe('select 1');
  });

  test('are gone once the notebook has them, and over another text', () => {
    const kept = storage();
    const drafts = new Drafts(kept);
    const [cell, changed] = cellsOf('```sql a\nselect 1\n```\n\n```sql b\nselect 2\n```\n');
    drafts.keep(cell, 'select 12');
    expect(drafts.get(changed)).toBeNull();
    drafts.drop(cell);
    expect(kept.held.size).toBe(0);
  });

  test('are no more than anybody comes back to, the oldest go', () => {
    const kept = storage();
    const drafts = new Drafts(kept);
    for (let number = 0; number < 60; number++) {
      const [cell] = cellsOf(`\`\`\`sql c${number}\nselect ${number}\n\`\`\`\n`);
      drafts.keep(cell, 'x', number);
    }
    expect(kept.held.size).toBe(40);
    const [oldest] = cellsOf('```sql c0\nselect 0\n```\n');
    expect(drafts.get(oldest)).toBeNull();
  });

  test('a storage that refuses loses the draft and nothing else', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const [cell] = cellsOf('```sql a\nselect 1\n```\n');
    expect(() => new Drafts(full).keep(cell, 'select 2')).not.toThrow();
  });
});
