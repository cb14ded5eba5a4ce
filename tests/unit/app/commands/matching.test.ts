import { describe, expect, test } from 'vitest';
import { matching } from '../../../../src/app/commands/all.ts';
import type { Command } from '../../../../src/app/commands/command.ts';

const command = (id: string, title: string, hint?: string): Command => ({
  id,
  group: 'page',
  title,
  icon: 'info',
  ...(hint === undefined ? {} : { hint }),
  run: () => undefined,
});
const ALL = [
  command('export', 'Export rows…', 'CSV Parquet'),
  command('look', 'Look at parquet_files'),
  command('keys', 'Keyboard shortcuts'),
];
const found = (search: string) => matching(ALL, search).map(({ id }) => id);

describe('what a search finds among commands', () => {
  test('are titles first, then words that are not shown', () => {
    expect(found('parquet')).toEqual(['look', 'export']);
    expect(found('PARQUET rows')).toEqual(['export']);
  });

  test('is everything where nothing is typed, and nothing where nothing fits', () => {
    expect(found(' ')).toEqual(['export', 'look', 'keys']);
    expect(found('sunburst')).toEqual([]);
  });
});
