import { describe, expect, it } from 'vitest';
import { cellStatement } from '../../../../src/app/cell-statement.ts';
import { metricParameters } from '../../../../src/app/parameters.ts';
import { proposed, specOf } from '../../../../src/app/segments/propose.ts';
import { segmentOf } from '../../../../src/app/segments/resolve.ts';
import type { Segment } from '../../../../src/metrics/index.ts';
import {
  buildGraph,
  type Cell,
  type CellResult,
  EVERYWHERE,
  edited,
  notebookText,
  parseNotebook,
} from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';
import { REES46 } from '../../warehouse/native.ts';

const TEXT = `---
segment: vip
---
\`\`\`metric rfm
kind: rfm
\`\`\`

\`\`\`segment vip
from: rfm
where: { segment: champions }
\`\`\`

\`\`\`metric figures
kind: overview
where: { user_id: $vip, brand: acme }
\`\`\`

\`\`\`sql rows
select * from dwd_events
\`\`\`

\`\`\`chart bars
from: rows
\`\`\`
`;

const document = parseNotebook(TEXT);
const cell = (name: string): Cell => {
  const found = document.cells.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};

const rfm = {
  kind: 'rfm',
  sql: 'SELECT 1',
  parameters: { model: 'segments8' },
  relation: 'ads_rfm_1',
  rows: [{ user_id: 1, segment: 'champions' }],
  definition: {},
};
const result = (more: Partial<CellResult>): CellResult => ({
  kind: 'rows',
  rows: [],
  total: 0,
  relation: null,
  ...more,
});
const VIP: Segment = {
  segment: 'vip',
  of: 'users',
  source: {
    from: 'metric',
    kind: 'rfm',
    parameters: rfm.parameters,
    where: { segment: ['champions'] },
  },
};
const vip = result({
  value: VIP,
  relation: 'ads_segment_1',
  detail: { sql: 'SELECT user_id, user_key FROM ads_segment_1', names: [] },
});
const nobody = { query: () => Promise.reject(new Error('not asked')) } as never;

describe('a segment cell', () => {
  it('is what its text says of the cell that it is from', async () => {
    const results = new Map([['rfm', result({ detail: rfm, rows: rfm.rows })]]);
    const found = await segmentOf(cell('vip'), { results, behind: results }, REES46, nobody);
    expect(found).toEqual(VIP);
  });

  it('filters an analysis that names it, and all that it does not stand on by the front matter', () => {
    const results = new Map([['vip', vip]]);
    expect(metricParameters(cell('figures'), results, REES46)).toEqual({
      filters: { brand: ['acme'], segment: [VIP] },
    });
    const graph = buildGraph(document.cells, sqlNames, { everywhere: 'vip' });
    const named = [...(graph.everywhere?.cells ?? [])].map(
      (id) => document.cells.find((one) => one.id === id)?.name,
    );
    expect(named).toEqual(['figures', 'rows']);
    expect(graph.cycles.size).toBe(0);
    expect(graph.reads.get(cell('rows').id)).toContain(cell('vip').id);
    const gone = buildGraph(document.cells, sqlNames, { everywhere: 'nobody' });
    expect(gone.missing.get(cell('rows').id)).toEqual(['nobody']);
  });

  it('stands before the tables of users in SQL, and as a list where it is named', () => {
    const results = new Map([[EVERYWHERE, vip]]);
    const { sql } = cellStatement(cell('rows'), { results, behind: results });
    expect(sql).toContain('WHERE user_id IN (SELECT user_id FROM (');
    const named = new Map([['vip', vip]]);
    const body = 'select * from dws_hour where user_id in ($vip)';
    const own = cellStatement({ ...cell('rows'), body }, { results: named, behind: named });
    expect(own.sql).toContain(
      'in (SELECT user_id FROM (SELECT user_id, user_key FROM ads_segment_1))',
    );
    expect(own.names).toEqual([]);
  });

  it('keeps its place in the front matter when it is renamed, and is written as it was read', () => {
    const renamed = edited(document, { kind: 'rename', id: cell('vip').id, name: 'best' });
    expect(notebookText(renamed)).toContain('segment: best');
    expect(notebookText(renamed)).toContain('user_id: $best');
    expect(notebookText(document)).toBe(TEXT);
  });
});

describe('a mark that was picked', () => {
  const found = (id: string): CellResult | null =>
    id === cell('rfm').id ? result({ detail: rfm, rows: rfm.rows }) : null;
  const of = (
    name: string,
    column: string,
    value: unknown,
    row: Readonly<Record<string, unknown>>,
  ) => proposed(cell(name), { column, value, row }, document.cells, found, REES46);

  it('stands for the rows that tell users', () => {
    const told = of('rfm', 'segment', 'champions', rfm.rows[0] ?? {});
    expect(told && specOf(told, 'users', null, null)).toEqual({
      from: 'rfm',
      where: { segment: 'champions' },
    });
  });

  it('stands for events where its columns choose them, and for nothing where they do not', () => {
    const row = { brand: 'acme', n: 5, price: 3 };
    const told = of('bars', 'brand', 'acme', row);
    expect(told && specOf(told, 'items', null, null)).toEqual({
      of: 'items',
      from: 'events',
      where: { brand: 'acme' },
    });
    expect(of('bars', 'n', 5, { n: 5 })).toBeNull();
  });

  it('is asked of what its cell is asked of: where, days, selections, the segment of the notebook', () => {
    const text = `\`\`\`metric daily
kind: attribution
by: category
from: 2017-11-25
to: $last
where: { brand: [acme, rivo] }
filter: $picks
\`\`\`

\`\`\`chart over
from: daily
filter: [$picks, $more]
\`\`\`

\`\`\`metric table
kind: attribution
from: rows
\`\`\`
`;
    const { cells } = parseNotebook(text);
    const named = (name: string) => cells.find((one) => one.name === name) as Cell;
    const metric = (parameters: object) =>
      result({ detail: { ...rfm, kind: 'attribution', parameters, rows: [{ device: 'phone' }] } });
    const results = new Map([
      [named('daily').id, metric({ from: '2017-11-25' })],
      [named('table').id, metric({ from: 'rows' })],
    ]);
    const asked = (name: string) =>
      proposed(
        named(name),
        { column: 'category_id', value: 7, row: { category_id: 7 } },
        cells,
        (id) => results.get(id) ?? null,
        REES46,
        (id) => (id === named('daily').id ? 'vip' : null),
      );
    const where = {
      day: { from: '2017-11-25', to: '$last' },
      brand: ['acme', 'rivo'],
      segment: '$vip',
      category_id: 7,
    };
    const daily = asked('daily');
    expect(daily && specOf(daily, 'users', null, null)).toEqual({
      from: 'events',
      where,
      filter: '$picks',
    });
    expect(daily?.mark).toEqual({ category_id: 7 });
    const over = asked('over');
    expect(over && specOf(over, 'users', null, null)).toEqual({
      from: 'events',
      where,
      filter: ['$picks', '$more'],
    });
    expect(over?.counted.name).toBe('daily');
    expect(asked('table')).toBeNull();
  });

  it('offers items only of an analysis whose rows tell items', () => {
    const { cells } = parseNotebook('```metric life\nkind: lifecycle\n```\n');
    const life = result({
      detail: { ...rfm, kind: 'lifecycle', rows: [{ day: '2019-10-01', new: 3 }] },
    });
    const picked = { column: 'day', value: '2019-10-01', row: { day: '2019-10-01', new: 3 } };
    const told = proposed(cells[0] as Cell, picked, cells, () => life, REES46);
    expect(told?.of).toEqual(['users']);
  });
});
