import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { executor, type Ground } from '../../../src/app/execute.ts';
import type { Engine } from '../../../src/engine/index.ts';
import { NotebookRuntime, parseNotebook } from '../../../src/notebook/index.ts';
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
