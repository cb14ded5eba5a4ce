import { describe, expect, it } from 'vitest';
import { choosable } from '../../../../src/app/share/export/choices.ts';
import { combinations } from '../../../../src/app/share/export/variants.ts';
import { waysOf } from '../../../../src/app/share/export/working.ts';
import { type CellResult, parseNotebook } from '../../../../src/notebook/index.ts';

const input = (body: string, result: Partial<CellResult> | null = null) => {
  const [cell] = parseNotebook(`\`\`\`input it\n${body}\n\`\`\`\n`).cells;
  if (!cell) throw new Error('no cell');
  const whole = result && { kind: 'value' as const, rows: [], total: 0, relation: null, ...result };
  return choosable(cell, whole, null);
};

describe('what an input could be set to in a file', () => {
  it('is both of a toggle, each of a list, and all of them where that can be chosen', () => {
    expect(input('type: toggle', { value: false })).toMatchObject({
      chosen: 'false',
      choices: [{ value: true }, { value: false }],
    });
    const select = input('type: select\noptions: [a, { value: b, label: B }]', { value: 'b' });
    expect(select?.choices.map(({ label }) => label)).toEqual(['All', 'a', 'B']);
    expect(select?.value).toBe('B');
    const required = input('type: select\nrequired: true\noptions: [a, b]', { value: 'a' });
    expect(required?.choices).toHaveLength(2);
  });

  it('is the most frequent values where there are many, and what is chosen now', () => {
    const options = Array.from({ length: 50 }, (_, at) => ({ value: `v${at}` }));
    const many = input('type: multi-select', { value: ['v40', 'v41'], detail: { options } });
    expect(many?.choices).toHaveLength(14);
    expect(many?.choices[0]).toMatchObject({ value: ['v40', 'v41'], label: 'v40, v41' });
    expect(many?.chosen).toBe(many?.choices[0]?.key);
    const none = input('type: multi-select', { value: [], detail: { options } });
    expect(none?.chosen).toBe('[]');
    expect(none?.choices).toHaveLength(13);
  });

  it('is nothing where values cannot be listed: it then says what it was set to', () => {
    expect(input('type: text', { value: '<b>' })).toMatchObject({ value: '<b>', choices: [] });
    expect(input('type: number', { value: 3 })).toMatchObject({ value: '3', choices: [] });
    expect(input('type: select', { detail: { unavailable: 'No column' } })).toBeNull();
  });

  it('is said in words of a selection too', () => {
    const value = [
      { by: 'daily', column: 'day', from: '2019-10-02', to: '2019-10-05' },
      { by: 'brands', column: 'brand', in: ['acme'] },
    ];
    expect(input('type: selection', { value })?.value).toBe(
      'Day: Oct 2, 2019 – Oct 5, 2019, Brand: acme',
    );
    expect(input('type: selection', { value: [] })?.value).toBe('All');
  });

  it('makes as many combinations as there are ways to choose', () => {
    const two = input('type: toggle', { value: true });
    const three = input('type: segmented\noptions: [a, b, c]', { value: 'a' });
    if (!two || !three) throw new Error('no input');
    const other = { ...three, name: 'other' };
    expect(combinations([two, other])).toHaveLength(6);
    expect(waysOf([two, other], new Set(['it', 'other']))).toBe(6);
    expect(waysOf([two, other], new Set(['other']))).toBe(3);
    expect(combinations([])).toEqual([[]]);
  });
});
