import { describe, expect, it } from 'vitest';
import {
  type Cell,
  type CellResult,
  type Environment,
  NotebookRuntime,
  parseNotebook,
} from '../../../src/notebook/index.ts';
import { sqlNames } from '../../../src/notebook/sql-names.ts';

const value = (of: unknown): CellResult => ({
  kind: 'value',
  rows: [],
  total: 0,
  relation: null,
  value: of,
});
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

function notebook(text: string, work = sum) {
  const ran: string[] = [];
  const runtime: NotebookRuntime = new NotebookRuntime({
    execute: async (cell, environment, options) => {
      ran.push(cell.name ?? cell.kind);
      return work(cell, environment, options.signal, runtime);
    },
  });
  runtime.open(parseNotebook(text), 'v1', sqlNames);
  const id = (name: string) =>
    runtime.document.value.cells.find((cell) => cell.name === name)?.id ?? '';
  return {
    runtime,
    ran,
    state: (name: string) => runtime.state(id(name)).value,
    result: (name: string) => runtime.result(id(name)).value?.value,
    id,
  };
}

/** An input is its value, any other cell the sum of what it reads. */
async function sum(
  cell: Cell,
  { results }: Environment,
  _signal: AbortSignal,
  runtime: NotebookRuntime,
) {
  if (cell.kind === 'input') return value(runtime.value(cell.name ?? '') ?? 1);
  let total = 0;
  for (const result of results.values()) total += Number(result.value);
  return value(total);
}

const DIAMOND = `
\`\`\`input a
type: number
\`\`\`
\`\`\`sql b
select $a
\`\`\`
\`\`\`sql c
select $a
\`\`\`
\`\`\`sql d
select * from b, c
\`\`\`
\`\`\`input other
type: number
\`\`\`
`;

describe('the reactive notebook', () => {
  it('runs what depends on a change, once, and nothing else', async () => {
    const { runtime, ran, result } = notebook(DIAMOND);
    await settle();
    expect(result('d')).toBe(2);
    ran.length = 0;
    runtime.setValue('a', 5);
    await settle();
    expect(ran).toEqual(['a', 'b', 'c', 'd']);
    expect(result('d')).toBe(10);
  });

  it('does not run a cell again whose inputs are what they were', async () => {
    const { runtime, ran } = notebook(DIAMOND);
    await settle();
    ran.length = 0;
    runtime.setValue('a', 1);
    await settle();
    runtime.open(runtime.document.value, 'v1', sqlNames);
    await settle();
    expect(ran).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets a newer run win, also over one that ignores its abort', async () => {
    const waiting: (() => void)[] = [];
    const { runtime, result } = notebook(
      '```input a\ntype: number\n```\n```sql b\nselect $a\n```\n',
      async (cell, environment, signal, of) => {
        const answer = await sum(cell, environment, signal, of);
        if (cell.name === 'b') await new Promise<void>((resolve) => waiting.push(resolve));
        return answer;
      },
    );
    await settle();
    runtime.setValue('a', 7);
    await settle();
    waiting[1]?.();
    await settle();
    waiting[0]?.();
    await settle();
    expect(result('b')).toBe(7);
  });

  it('shows a cycle with its path and runs the rest', async () => {
    const { state, result } = notebook(
      '```sql a\nfrom b\n```\n```sql b\nfrom a\n```\n```input c\ntype: number\n```\n```sql after\nfrom b\n```\n',
    );
    await settle();
    expect(state('a')).toMatchObject({ phase: 'failed', path: ['a', 'b', 'a'] });
    expect(state('after')).toEqual({ phase: 'blocked', by: 'b' });
    expect(result('c')).toBe(1);
  });

  it('blocks by name what reads a failed cell, and keeps the old result of the blocked one', async () => {
    let fail = false;
    const { runtime, state, result } = notebook(DIAMOND, async (cell, environment, signal, of) => {
      if (fail && cell.name === 'b') throw new Error('no');
      return sum(cell, environment, signal, of);
    });
    await settle();
    fail = true;
    runtime.setValue('a', 3);
    await settle();
    expect(state('b').phase).toBe('failed');
    expect(result('b')).toBeUndefined();
    expect(state('d')).toEqual({ phase: 'blocked', by: 'b' });
    expect(result('d')).toBe(2);
  });

  it('leaves expensive cells stale until they are asked for', async () => {
    let clock = 0;
    const runtime: NotebookRuntime = new NotebookRuntime({
      lazyAbove: 100,
      now: () => {
        clock += 120;
        return clock;
      },
      execute: async (cell) => value(runtime.value(cell.name ?? '') ?? 1),
    });
    runtime.open(
      parseNotebook('```input a\ntype: number\n```\n```sql b\nselect $a\n```\n'),
      'v1',
      sqlNames,
    );
    await settle();
    const [a, b] = runtime.document.value.cells;
    expect(runtime.state(b?.id ?? '').value.phase).toBe('done');
    runtime.setValue('a', 2);
    await settle();
    expect(runtime.state(a?.id ?? '').value.phase).toBe('stale');
    expect(runtime.stale.value).toBe(2);
    runtime.runStale();
    await settle();
    expect(runtime.stale.value).toBe(0);
  });
});
