import { describe, expect, it } from 'vitest';
import {
  affectedBy,
  ancestorsOf,
  buildGraph,
  graphNodes,
  parseNotebook,
  type Source,
} from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';

const graphOf = (text: string, sources: readonly Source[] | null = null) => {
  const { cells } = parseNotebook(text);
  const graph = buildGraph(cells, sqlNames, { sources });
  const name = (id: string) => cells.find((cell) => cell.id === id)?.name ?? id;
  const id = (wanted: string) => cells.find((cell) => cell.name === wanted)?.id ?? wanted;
  return {
    graph,
    id,
    reads: (wanted: string) => (graph.reads.get(id(wanted)) ?? []).map(name).sort(),
    missing: (wanted: string) => graph.missing.get(id(wanted)) ?? [],
    sources: (wanted: string) => graph.sources.get(id(wanted)),
    names: (ids: Iterable<string>) => [...ids].map(name),
  };
};
const sql = (name: string, body: string) => `\`\`\`sql ${name}\n${body}\n\`\`\`\n`;
const block = (kind: string, name: string, body: string) =>
  `\`\`\`${kind} ${name}\n${body}\n\`\`\`\n`;

describe('the graph of a notebook', () => {
  it('has an edge for every way in which a cell reads another', () => {
    const { reads } = graphOf(
      [
        block('input', 'period', 'type: date-range'),
        block('input', 'brand', 'type: select'),
        sql('days', 'from dws where day between $period_start and $period_end'),
        block('metric', 'funnel', 'kind: funnel\nwhere: { day: $period, brand: [$brand] }'),
        block('chart', 'curve', 'from: days\nx: day'),
        block('table', 'rows', 'from: DAYS'),
        'There are {{funnel.uv}} in {{ period }}.\n',
      ].join(''),
    );
    expect(reads('days')).toEqual(['period']);
    expect(reads('funnel')).toEqual(['brand', 'period']);
    expect(reads('curve')).toEqual(['days']);
    expect(reads('rows')).toEqual(['days']);
    expect(reads('cell-7')).toEqual(['funnel', 'period']);
  });

  it('knows no case in SQL, and every case in parameters', () => {
    const { reads, missing } = graphOf(
      sql('Sales', 'select 1') + sql('b', 'from SALES where $sales'),
    );
    expect(reads('b')).toEqual(['Sales']);
    expect(missing('b')).toEqual(['sales']);
  });

  it('has no edge for an alias, a column, a string or a CTE with the name of a cell', () => {
    const { reads } = graphOf(
      sql('a', 'select 1') +
        sql('b', "select x as a, t.a, 'a' from t a") +
        sql('c', 'with a as (select 1) from a'),
    );
    expect(reads('b')).toEqual([]);
    expect(reads('c')).toEqual([]);
  });

  it('orders every cell behind what it reads, else as the document does', () => {
    const { graph, names } = graphOf(
      sql('d', 'from b, c') + sql('c', 'from a') + sql('b', 'from a') + sql('a', 'select 1'),
    );
    expect(names(graph.order)).toEqual(['a', 'c', 'b', 'd']);
  });

  it('says what follows a change, and what stands behind a cell', () => {
    const { graph, names, id } = graphOf(
      sql('a', 'select 1') + sql('b', 'from a') + sql('c', 'from b') + sql('d', 'select 2'),
    );
    expect(names(affectedBy(graph, [id('a')]))).toEqual(['a', 'b', 'c']);
    expect(names(ancestorsOf(graph, [id('c')])).sort()).toEqual(['a', 'b']);
  });

  it('parses an SQL text once, whatever else is edited', () => {
    const parsed: string[] = [];
    const names = (sql: string) => {
      parsed.push(sql);
      return sqlNames(sql);
    };
    const text = sql('a', 'select 1') + sql('b', 'from a');
    const before = parseNotebook(text);
    buildGraph(before.cells, names);
    buildGraph(parseNotebook(text.replace('select 1', 'select 2'), before).cells, names);
    expect(parsed).toEqual(['select 1\n', 'from a\n', 'select 2\n']);
  });

  it('shows the shortest way round of each cell of a cycle, and keeps in order what hangs behind it', () => {
    const { graph, id, names } = graphOf(
      sql('a', 'from b, c') +
        sql('b', 'from a') +
        sql('c', 'from b') +
        sql('y', 'from x') +
        sql('x', 'from a'),
    );
    expect(graph.cycles.get(id('a'))).toEqual(['a', 'b', 'a']);
    expect(graph.cycles.get(id('c'))).toEqual(['c', 'b', 'a', 'c']);
    expect(names(graph.order)).toEqual(['x', 'y']);
  });

  it('holds tables and files as sources', () => {
    const { sources, missing, graph, id } = graphOf(
      [
        sql('a', 'from dws_day join A using (day)'),
        sql('b', 'from (broken dws_day'),
        block('chart', 'c', 'from: dws_day'),
        block('chart', 'd', 'from: nothing'),
        block('metric', 'e', 'kind: overview'),
        sql('dws_day', 'select 1'),
      ].join(''),
      [
        { name: 'dws_day', kind: 'table', reads: ['events.csv'] },
        { name: 'events.csv', kind: 'file' },
      ],
    );
    expect(sources('b')).toBeNull();
    expect(sources('e')).toBeNull();
    expect(missing('d')).toEqual(['nothing']);
    expect(graph.clashes.get(id('dws_day'))?.kind).toBe('table');
    expect(graph.cycles.get(id('a'))).toEqual(['a', 'a']);
  });

  it('lets the engine’s names win over an over-approximation only', () => {
    const { cells } = parseNotebook(
      sql('a', 'select 1') + sql('b', 'selct x frm y where a') + sql('c', 'from a'),
    );
    const answers = new Map([
      [cells[1]?.body ?? '', ['y']],
      [cells[2]?.body ?? '', ['elsewhere']],
    ]);
    const graph = buildGraph(cells, sqlNames, { answers });
    expect(graph.reads.get('cell-2')).toEqual([]);
    expect(graph.reads.get('cell-3')).toEqual(['cell-1']);
  });
});

describe('the graph to look at', () => {
  it('has files, tables, inputs and cells, each behind what it reads', () => {
    const text = [
      sql('top', 'from days where x = $a'),
      block('input', 'a', 'type: number'),
      sql('days', 'from dws_day'),
      'Words {{top.x}}\n',
    ].join('');
    const { cells } = parseNotebook(text);
    const sources: Source[] = [
      { name: 'dws_day', kind: 'table', reads: ['dwd'] },
      { name: 'dwd', kind: 'table', reads: ['a.csv'] },
      { name: 'a.csv', kind: 'file' },
      { name: 'unused', kind: 'table' },
    ];
    const nodes = graphNodes(cells, buildGraph(cells, sqlNames, { sources }), sources);
    expect(nodes.map(({ kind, name, depth }) => `${depth} ${kind} ${name}`)).toEqual([
      '0 file a.csv',
      '0 input a',
      '1 table dwd',
      '2 table dws_day',
      '3 cell days',
      '4 cell top',
      '5 cell null',
    ]);
    expect(nodes.find(({ name }) => name === 'top')?.reads).toEqual(['cell-3', 'cell-2']);
  });

  it('comes to an end where cells read each other', () => {
    const { cells } = parseNotebook(sql('a', 'from b') + sql('b', 'from a'));
    const nodes = graphNodes(cells, buildGraph(cells, sqlNames));
    expect(nodes.map(({ inCycle }) => inCycle)).toEqual([true, true]);
  });
});
