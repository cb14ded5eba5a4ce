import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseNotebook } from '../../../../src/notebook/index.ts';
import { readsOf } from '../../../../src/notebook/share/reads.ts';

const reads = (text: string) => readsOf(parseNotebook(text));
const sql = (...bodies: string[]) =>
  reads(bodies.map((body, at) => `\`\`\`sql c${at}\n${body}\n\`\`\`\n`).join('\n'));

describe('what a notebook would read', () => {
  it('is its tables, columns and analyses; its own cells are none', () => {
    expect(
      sql(
        'select brand, price from dwd_events where brand = $brand',
        'select * from c0 join "Dim X" using (k)',
      ),
    ).toEqual({
      metrics: [],
      tables: ['dwd_events', 'Dim X'],
      columns: ['brand', 'price'],
      files: [],
      refused: [],
    });
    const overview = reads(readFileSync('public/notebooks/overview.md', 'utf8'));
    expect(overview.metrics).toEqual([
      'overview',
      'funnel',
      'hourly',
      'pareto',
      'retention',
      'rfm',
    ]);
    expect(overview.columns).toEqual(
      expect.arrayContaining([
        'event_time',
        'event_type',
        'user_id',
        'category',
        'brand',
        'device',
      ]),
    );
    expect(overview.files).toEqual([]);
  });

  it('names every file and address that its SQL asks for', () => {
    expect(
      sql(
        "select * from read_csv('https://x.example/a.csv')",
        "from 'b.parquet'",
        "select * from read_parquet(['c.parquet', 'd.parquet'])",
        "select 'not.a.file' from dwd_events",
      ).files,
    ).toEqual(['https://x.example/a.csv', 'b.parquet', 'c.parquet']);
  });

  it('names statements that do more than read, and second statements', () => {
    expect(
      sql(
        "attach 'a.db'",
        'select 1; drop table dwd_events',
        '(select 1) union select 2',
        '-- nothing',
      ).refused,
    ).toEqual([
      { cell: 'c0', statement: 'ATTACH' },
      { cell: 'c1', statement: 'DROP' },
    ]);
  });
});
