import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { executor, type Ground } from '../../../src/app/execute.ts';
import type { Engine } from '../../../src/engine/index.ts';
import { type Cell, NotebookRuntime, parseNotebook } from '../../../src/notebook/index.ts';
import type { DatasetContext, LoadReport } from '../../../src/warehouse/index.ts';

/** An engine that answers every question with one brand, and what it was asked. */
function shop() {
  const asked: string[] = [];
  const engine = {
    query: async (sql: string) => {
      asked.push(sql);
      return tableFromArrays({ value: ['acme'], n: [3] });
    },
  } as unknown as Engine;
  return { asked, engine };
}

const context = () => ({ columns: ['brand'], version: 'v1' }) as unknown as DatasetContext;
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('an input over a column', () => {
  it('asks for its choices once a data set, however often its value changes', async () => {
    const { asked, engine } = shop();
    let on: DatasetContext = context();
    const runtime: NotebookRuntime = new NotebookRuntime({
      execute: executor(
        (): Ground => ({
          engine,
          context: on,
          report: {} as LoadReport,
          mounted: Promise.resolve(),
          value: (name) => runtime.value(name),
        }),
        { get: async () => null, put: async () => {} },
      ),
    });
    const document = parseNotebook('```input brand\ntype: multi-select\ncolumn: brand\n```\n');
    runtime.open(document, 'v1');
    await settle();
    runtime.setValue('brand', ['acme']);
    await settle();
    runtime.setValue('brand', []);
    await settle();
    expect(asked).toHaveLength(1);
    expect(runtime.result('cell-1').value).toMatchObject({
      value: [],
      detail: { options: [{ value: 'acme', count: 3 }] },
    });
    on = context();
    runtime.open(document, 'v2');
    await settle();
    expect(asked).toHaveLength(2);
  });
});

/** Days as the engine gives them; every other question waits for ever. */
function days() {
  const asked: string[] = [];
  const engine = {
    query: (sql: string) => {
      asked.push(sql);
      if (!sql.includes('FROM dws_brand_day')) return new Promise(() => {});
      return Promise.resolve(
        tableFromArrays({
          ...{ day: ['2024-03-04', '2024-03-05', '2024-03-06'], events: [9, 9, 9] },
          ...{ views: [10, 20, 30], purchases: [1, 2, 3], gmv: ['1.2000', '2.4000', '0.1000'] },
        }),
      );
    },
  } as unknown as Engine;
  return { asked, engine };
}

describe('a tile under a filter', () => {
  it('shows its sums after one question, and those of other days after none', async () => {
    const { asked, engine } = days();
    const data = {
      ...{ columns: ['event_time', 'event_type', 'brand', 'price'], eventTypes: ['view'] },
      ...{ orders: 'row', from: '2024-03-04', to: '2024-03-06', version: 'v1', textual: [] },
    } as unknown as DatasetContext;
    const shown: unknown[] = [];
    const run = (from: string, to: string) => {
      const cell = parseNotebook(
        `\`\`\`tile\nfrom: ${from}\nto: ${to}\nfilters:\n  brand: [acme]\n\`\`\`\n`,
      ).cells[0] as Cell;
      const abort = new AbortController();
      const mounted = Promise.resolve();
      void executor(
        () => ({
          engine,
          context: data,
          report: {} as LoadReport,
          mounted,
          value: () => undefined,
        }),
        { get: async () => null, put: async () => {} },
      )(
        cell,
        { results: new Map(), behind: new Map() },
        {
          ...{ signal: abort.signal, priority: 'screen', key: `${from} ${to}`, anew: false },
          onProgress: () => {},
          onPartial: ({ detail }) => shown.push(detail),
        },
      );
    };
    const early = () => asked.filter((sql) => sql.includes('FROM dws_brand_day'));
    run('2024-03-05', '2024-03-05');
    await settle();
    expect(early()).toHaveLength(1);
    expect(shown).toMatchObject([
      {
        current: { rows: [{ pv: 20, purchases: 2, gmv: 2.4 }] },
        previous: { rows: [{ pv: 10, purchases: 1, gmv: 1.2 }] },
        daily: [{ day: '2024-03-05', pv: 20 }],
      },
    ]);
    run('2024-03-05', '2024-03-06');
    await settle();
    expect(early()).toHaveLength(1);
    expect(shown[1]).toMatchObject({ current: { rows: [{ pv: 50, purchases: 5, gmv: 2.5 }] } });
  });

  it('asks the engine about a choice before anything else has its turn', async () => {
    const { asked, engine } = days();
    const data = {
      ...{ columns: ['event_time', 'event_type', 'brand', 'price'], eventTypes: ['view'] },
      ...{ orders: 'row', from: '2024-03-04', to: '2024-03-06', version: 'v1', textual: [] },
    } as unknown as DatasetContext;
    const runtime: NotebookRuntime = new NotebookRuntime({
      recall: async () => null,
      execute: executor(
        (): Ground => ({
          ...{ engine, context: data, report: {} as LoadReport, mounted: Promise.resolve() },
          value: (name) => runtime.value(name),
        }),
        { get: async () => null, put: async () => {} },
      ),
    });
    const brand = '```input brand\ntype: multi-select\noptions: [acme, zen]\nvalue: [zen]\n```\n';
    const tile = '```tile overview\nwhere: { brand: $brand }\n```\n';
    runtime.open(parseNotebook(`${brand}\n${tile}`), 'v1');
    await settle();
    const before = asked.length;
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    runtime.setValue('brand', ['acme']);
    for (let step = 0; step < 200; step++) await Promise.resolve();
    expect(turned).toBe(false);
    const [first, ...then] = asked.slice(before);
    expect(first).toContain('FROM dws_brand_day');
    expect(then.join()).not.toContain('FROM dws_brand_day');
  });
});
