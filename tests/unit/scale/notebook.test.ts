import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Cell, notebookText, parseNotebook } from '../../../src/notebook/index.ts';

const text = (file: string) => readFileSync(`public/notebooks/${file}`, 'utf8');
const blocks = (cells: readonly Cell[]) =>
  cells
    .filter(({ kind }) => kind === 'speed')
    .map(({ name, spec: { title, ...spec } }) => ({ name, spec }));

test('the notebook is the same measurements in both languages, and its file comes back as it was', () => {
  const en = parseNotebook(text('speed.md'));
  const zh = parseNotebook(text('speed.zh-CN.md'));
  expect(blocks(en.cells)).toEqual([
    {
      name: 'load',
      spec: {
        measure: 'load',
        rows: 1_000_000,
        sizes: [1_000_000, 3_000_000, 10_000_000],
        seed: 649,
        runs: 5,
        hot: 0.3,
        salts: 16,
      },
    },
    { name: 'formats', spec: { measure: 'formats' } },
    { name: 'skew', spec: { measure: 'skew' } },
    { name: 'layers', spec: { measure: 'layers' } },
  ]);
  expect(blocks(zh.cells)).toEqual(blocks(en.cells));
  expect(zh.cells.length).toBe(en.cells.length);
  for (const file of ['speed.md', 'speed.zh-CN.md'])
    expect(notebookText(parseNotebook(text(file)))).toBe(text(file));
});
