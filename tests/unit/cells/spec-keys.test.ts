import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { KnownCell } from '../../../src/cells/assist.ts';
import { specCompletions } from '../../../src/cells/form/complete.ts';
import { INPUT_TYPES } from '../../../src/cells/form/input-keys.ts';
import { keysOf, type SpecKey } from '../../../src/cells/form/keys.ts';
import { optionsText, rangesOf, rangesText, textOptions } from '../../../src/cells/form/listed.ts';
import { specProblems } from '../../../src/cells/form/problems.ts';
import { yamlText } from '../../../src/cells/form/yaml-text.ts';
import { METRICS } from '../../../src/metrics/index.ts';
import { type Cell, parseNotebook } from '../../../src/notebook/index.ts';
import type { DatasetContext } from '../../../src/warehouse/index.ts';

const context = {
  columns: ['event_time', 'event_type', 'brand', 'user_id', 'item_id'],
  eventTypes: ['view', 'cart', 'purchase'],
  source: 'rees46',
  sessions: 'gap',
  to: '2019-10-31',
} as unknown as DatasetContext;
const cells: readonly KnownCell[] = parseNotebook(
  '```input period\ntype: date-range\n```\n\n```input size\ntype: number\n```\n\n```sql brands\nselect 1\n```\n',
).cells.map((cell: Cell) => ({
  cell,
  name: cell.name ?? '',
  columns: cell.kind === 'sql' ? [{ name: 'brand', type: 'VARCHAR' }] : [],
  value: null,
  values: () => [],
}));

const keysFor = (kind: string, text: string): readonly SpecKey[] =>
  keysOf(kind, { spec: yamlText(text).value, cells, context }) ?? [];
const problems = (kind: string, text: string) =>
  specProblems(text, keysFor(kind, text), cells).map(({ from, to, severity }) => [
    text.slice(from, to),
    severity,
  ]);
const offered = (kind: string, marked: string) => {
  const text = marked.replace('|', '');
  const found = specCompletions(text, marked.indexOf('|'), keysFor(kind, text), cells);
  return found?.options.map(({ label }) => label) ?? [];
};

describe('the keys of a block', () => {
  test('of an analysis are those that it declares, with words and what holds without them', () => {
    for (const metric of METRICS) {
      const own = keysFor('metric', `kind: ${metric.kind}`);
      for (const field of metric.schema)
        expect(own.find(({ name }) => name === field.name)?.label).toBeTruthy();
    }
    const mode = keysFor('metric', 'kind: funnel').find(({ name }) => name === 'mode');
    expect(mode).toMatchObject({ type: 'choice', fallback: 'ordered', bindable: true });
    expect(mode?.hint).not.toBe('');
    expect(mode?.choices?.map(({ value }) => value)).toContain('strict');
  });

  test('have choices that read apart', () => {
    const columns = [...context.columns, 'category_id', 'category_path'];
    const wide = { ...context, columns } as unknown as DatasetContext;
    for (const { kind } of METRICS)
      for (const { name, choices = [] } of keysOf('metric', {
        spec: { kind },
        cells,
        context: wide,
      }) ?? [])
        expect(new Set(choices.map(({ label }) => label)).size, `${kind} ${name}`).toBe(
          choices.length,
        );
  });

  test('offer nothing that the data lack a column for, but what is set stays', () => {
    const by = (text: string) =>
      keysFor('metric', text)
        .find(({ name }) => name === 'by')
        ?.choices?.map(({ value }) => value);
    expect(by('kind: funnel')).toEqual(expect.arrayContaining(['brand', 'hour', 'new_returning']));
    expect(by('kind: funnel')).not.toContain('device');
    expect(by('kind: funnel\nby: device')).toContain('device');
  });

  test('are all told in the documentation of the format', () => {
    const told = readFileSync(new URL('../../../docs/notebook-format.md', import.meta.url), 'utf8');
    for (const metric of METRICS)
      for (const { name } of metric.schema.filter(
        ({ name }) => !['from', 'to', 'filters'].includes(name),
      ))
        expect(told, `${metric.kind}.${name}`).toMatch(new RegExp(`\`${name}[\`:]`));
    for (const type of INPUT_TYPES) {
      expect(told, type).toContain(`| \`${type}\` |`);
      for (const { name } of keysFor('input', `type: ${type}`))
        expect(told, `${type}.${name}`).toMatch(new RegExp(`\`${name}[\`:]`));
    }
    for (const { name } of [...keysFor('tile', ''), ...keysFor('table', '')])
      expect(told, name).toMatch(new RegExp(`\`${name}[\`:]`));
  });
});

describe('what is wrong with a block', () => {
  test('is said at its place', () => {
    expect(problems('metric', 'kind: funnel\nmode: nobody\nodd: 1')).toEqual([
      ['nobody', 'error'],
      ['odd', 'warning'],
    ]);
    expect(problems('metric', 'kind: pareto\nthreshold: 3')).toEqual([['3', 'error']]);
    expect(problems('metric', 'kind: funnel\nwindow_seconds: $size')).toEqual([]);
    expect(problems('metric', 'kind: funnel\nwhere: { day: $period, brand: $lost }')).toEqual([
      ['$lost', 'error'],
    ]);
    expect(problems('input', 'type: slider\nmin: x')).toEqual([['x', 'error']]);
    expect(problems('input', 'type: table\nfrom: nobody')).toEqual([['nobody', 'error']]);
    expect(problems('table', 'from: brands\ncolumns: [brand, gone]')).toEqual([
      ['[brand, gone]', 'error'],
    ]);
    expect(problems('table', 'from: [').map(([, severity]) => severity)).toContain('error');
    expect(problems('table', '- a')).toEqual([['- a', 'error']]);
  });

  test('is nothing in the notebooks that come with the page', () => {
    for (const name of ['overview', 'overview.zh-CN']) {
      const url = new URL(`../../../public/notebooks/${name}.md`, import.meta.url);
      const own = parseNotebook(readFileSync(url, 'utf8')).cells;
      const known = own.flatMap((cell) =>
        cell.name === null
          ? []
          : [{ cell, name: cell.name, columns: [], value: null, values: () => [] }],
      );
      for (const cell of own.filter(({ kind }) => ['metric', 'tile', 'input'].includes(kind))) {
        const everything = { ...context, columns: ['brand', 'category_id', 'device', 'region'] };
        const around = {
          spec: cell.spec,
          cells: known,
          context: everything as unknown as DatasetContext,
        };
        expect(specProblems(cell.body, keysOf(cell.kind, around), known), cell.name ?? '').toEqual(
          [],
        );
      }
    }
  });
});

describe('completion of a block', () => {
  test('offers keys that are not there yet', () => {
    expect(offered('metric', 'kind: funnel\nm|')).toContain('mode');
    expect(offered('metric', 'kind: funnel\nmode: strict\nm|')).not.toContain('mode');
  });

  test('offers the values of a key, and inputs where one may stand', () => {
    expect(offered('metric', 'kind: f|')).toContain('funnel');
    expect(offered('metric', 'kind: funnel\nmode: |')).toEqual(
      expect.arrayContaining(['strict', '$size']),
    );
    expect(offered('metric', 'kind: funnel\nwhere: { b|')).toContain('brand');
    expect(offered('metric', 'kind: funnel\nwhere: { day: $|')).toEqual(['$period', '$size']);
    expect(offered('table', 'from: b|')).toContain('brands');
    expect(offered('table', 'from: brands\ncolumns: [b|')).toEqual(['brand']);
    expect(offered('input', 'type: toggle\nvalue: |')).toEqual(['true', 'false']);
  });
});

describe('lists in a form', () => {
  test('of ranges and options read back as they were written', () => {
    expect(
      rangesOf(
        rangesText([
          [1, 3],
          [4, 7],
        ]),
      ),
    ).toEqual([
      [1, 3],
      [4, 7],
    ]);
    expect(rangesOf('5, 8至9')).toEqual([
      [5, 5],
      [8, 9],
    ]);
    expect(rangesOf('x')).toBeUndefined();
    const options = ['a', { value: 'b', label: 'The b' }];
    expect(textOptions(optionsText(options))).toEqual(options);
    expect(textOptions(' \n')).toBeUndefined();
  });
});
