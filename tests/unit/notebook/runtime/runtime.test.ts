import { describe, expect, it } from 'vitest';
import { TabhouseError } from '../../../../src/engine/errors.ts';
import {
  type CellResult,
  notebookText,
  parseNotebook,
  type Source,
} from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';
import { gated, input, notebook, resultOf, settle, sql, sum } from './bench.ts';

const DIAMOND = [
  input('a'),
  sql('b', 'select $a'),
  sql('c', 'select $a'),
  sql('d', 'select * from b, c'),
  input('other'),
].join('');
const CHAIN = input('a') + sql('b', 'select $a') + sql('c', 'from b');

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

  it('does not run a cell again whose text, parameters and inputs are what they were', async () => {
    const { runtime, ran, open } = notebook(DIAMOND);
    await settle();
    ran.length = 0;
    open(DIAMOND);
    open(DIAMOND.replace('select * from b, c', 'select * from b, c\n'));
    open(DIAMOND.replace('type: number', 'type: number\nlabel: A'));
    open(`# A title\n\n${DIAMOND}`);
    await settle();
    expect(ran).toEqual(['text']);
    runtime.setValue('a', 2);
    runtime.setValue('a', undefined);
    await settle();
    expect(ran.filter((name) => name === 'd')).toEqual([]);
  });

  it('takes an input that was cleared, or set to what it was, for one that was never set', async () => {
    const text = `${CHAIN}\`\`\`input e\ntype: number\nvalue: 3\n\`\`\`\n\n${sql('f', 'select $e')}`;
    const { runtime, ran } = notebook(text);
    await settle();
    runtime.setValue('a', 5);
    await settle();
    ran.length = 0;
    runtime.setValue('a', null);
    await settle();
    expect(ran).toEqual(['a', 'b', 'c']);
    for (const none of [[], undefined, null]) {
      runtime.setValue('a', none);
      runtime.setValue('e', none === null ? 3 : undefined);
      await settle();
    }
    expect(ran).toEqual(['a', 'b', 'c']);
    runtime.setValue('e', null);
    await settle();
    expect(ran).toEqual(['a', 'b', 'c', 'e', 'f']);
  });

  it('runs everything again for another version of the data', async () => {
    const { ran, open } = notebook(DIAMOND);
    await settle();
    ran.length = 0;
    open(DIAMOND, 'v2');
    await settle();
    expect(ran).toEqual(['a', 'other', 'b', 'c', 'd']);
  });

  it('leaves a run alone that is still what is wanted', async () => {
    const { wait, release, started } = gated();
    const { open, phase } = notebook(CHAIN, wait);
    await settle();
    open(`A new paragraph.\n\n${CHAIN}`);
    await settle();
    expect(started('b')).toBe(1);
    await release('b');
    expect(phase('b')).toBe('done');
  });
});

describe('what a cell sees', () => {
  it('is what it reads, and everything behind that', async () => {
    const seen: string[][] = [];
    const { runtime, id } = notebook(CHAIN, async (cell, environment, ...rest) => {
      if (cell.name === 'c') {
        seen.push([...environment.results.keys()], [...environment.behind.keys()].sort());
      }
      return sum(cell, environment, ...rest);
    });
    await settle();
    expect(seen).toEqual([['b'], ['a', 'b']]);
    expect([...(runtime.environment(id('c'))?.results.keys() ?? [])]).toEqual(['b']);
  });
});

describe('another notebook', () => {
  it('shows no result of the one before in the same place', async () => {
    const { wait, release } = gated();
    const { runtime, id, phase } = notebook(CHAIN, wait);
    await settle();
    await release('b');
    const place = id('b');
    runtime.open(parseNotebook(input('x') + sql('y', 'select $x + 1')), 'v1', sqlNames);
    await settle();
    expect([id('y'), phase('y'), runtime.result(place).value]).toEqual([place, 'running', null]);
  });

  it('in another language keeps the old results until the new ones are there', async () => {
    const { runtime, result } = notebook(CHAIN);
    await settle();
    runtime.open(parseNotebook(CHAIN), 'v1 zh', sqlNames);
    expect(result('c')).toBe(1);
  });
});

describe('states', () => {
  it('go from idle over queued and running with progress to done', async () => {
    const seen: unknown[] = [];
    const { wait, release } = gated(async (cell, environment, options, runtime) => {
      if (cell.name === 'b') options.onProgress({ done: 3, total: 10, unit: 'rows' });
      return sum(cell, environment, options, runtime);
    });
    const { runtime, id, phase, state } = notebook(CHAIN, wait, { now: () => 7 });
    expect(runtime.state('nobody').value.phase).toBe('idle');
    runtime.state(id('b')).subscribe((one) => seen.push(one));
    await settle();
    expect(phase('c')).toBe('queued');
    expect(state('b')).toEqual({
      phase: 'running',
      since: 7,
      progress: { done: 3, total: 10, unit: 'rows' },
    });
    await release('b');
    expect(state('b')).toEqual({ phase: 'done', milliseconds: 0, rows: 0 });
    expect(seen.map((one) => (one as { phase: string }).phase)).toEqual([
      'queued',
      'running',
      'done',
    ]);
  });

  it('keep the old result until the new one is there', async () => {
    const { wait, release } = gated();
    const { runtime, phase, result } = notebook(CHAIN, wait);
    await settle();
    await release('b');
    await release('c');
    runtime.setValue('a', 4);
    await settle();
    expect([phase('b'), result('b'), phase('c'), result('c')]).toEqual(['running', 1, 'queued', 1]);
    await release('b', 1);
    expect([result('b'), phase('c'), result('c')]).toEqual([4, 'running', 1]);
    await release('c', 1);
    expect(result('c')).toBe(4);
  });

  it('are blocked by name behind a failure, which alone clears a result', async () => {
    let fail = false;
    const { runtime, state, result, phase } = notebook(DIAMOND, async (cell, ...rest) => {
      if (fail && cell.name === 'b') throw new Error('no');
      return sum(cell, ...rest);
    });
    await settle();
    fail = true;
    runtime.setValue('a', 3);
    await settle();
    expect(phase('b')).toBe('failed');
    expect(result('b')).toBeUndefined();
    expect(state('d')).toEqual({ phase: 'blocked', by: 'b' });
    expect(result('d')).toBe(2);
    expect(result('c')).toBe(3);
  });

  it('are blocked by a name that nothing defines', async () => {
    const { state, ran } = notebook(sql('b', 'select $nobody') + sql('c', 'from b'));
    await settle();
    expect(state('b')).toEqual({ phase: 'blocked', by: 'nobody' });
    expect(state('c')).toEqual({ phase: 'blocked', by: 'b' });
    expect(ran).toEqual([]);
  });

  it('keep prose readable where a figure of it has failed', async () => {
    const { phase, ran } = notebook(`{{b.x}} and {{a}}\n\n${CHAIN}`, async (cell, ...rest) => {
      if (cell.name === 'b') throw new Error('no');
      return sum(cell, ...rest);
    });
    await settle();
    expect(phase('cell-1')).toBe('done');
    expect(ran).toEqual(['a', 'b', 'text']);
  });

  it('fail with both names for a second definition, and for a cell with the name of a table', async () => {
    const { runtime, state } = notebook(
      `${input('a')}${sql('A', 'select 1')}${sql('t', 'select 1')}`,
    );
    runtime.setSources([{ name: 'T', kind: 'table' }]);
    await settle();
    expect(state('A')).toMatchObject({ phase: 'failed' });
    expect(String((state('A') as { error: TabhouseError }).error.parameters.reason)).toContain(
      'on line 1 and on line 4',
    );
    expect((state('t') as { error: TabhouseError }).error).toMatchObject({
      code: 'notebook-name-taken',
      parameters: { name: 't', table: 'T', line: 7 },
    });
  });
});

describe('SQL that cannot be parsed', () => {
  it('shows its error and keeps its dependencies', async () => {
    const broken = input('a') + sql('b', 'select $a') + sql('c', "select (x from b where y = 'z");
    const { runtime, state, ran, id } = notebook(broken, async (cell, ...rest) => {
      if (cell.body.includes('(x')) throw new TabhouseError('sql', { position: 7 });
      return sum(cell, ...rest);
    });
    await settle();
    expect((state('c') as { error: TabhouseError }).error).toMatchObject({
      code: 'sql',
      position: 7,
    });
    expect(runtime.graph.value.reads.get(id('c'))).toEqual([id('b')]);
    ran.length = 0;
    runtime.setValue('a', 2);
    await settle();
    expect(ran).toEqual(['a', 'b', 'c']);
  });
});

describe('a newer run', () => {
  it('aborts the older before it waits for its turn', async () => {
    const events: string[] = [];
    const { runtime } = notebook(CHAIN, async (cell, environment, options, of) => {
      if (cell.name !== 'b') return sum(cell, environment, options, of);
      const run = `b${of.value('a') ?? 1}`;
      events.push(`${run} begins`);
      options.signal.addEventListener('abort', () => events.push(`${run} aborted`));
      return new Promise(() => {});
    });
    await settle();
    runtime.setValue('a', 2);
    await settle();
    expect(events).toEqual(['b1 begins', 'b1 aborted', 'b2 begins']);
  });

  it('wins over one that ignores its abort, whatever ends first', async () => {
    const { wait, release } = gated();
    const { runtime, result } = notebook(CHAIN, wait);
    await settle();
    runtime.setValue('a', 7);
    await settle();
    await release('b', 1);
    await release('b', 0);
    expect(result('b')).toBe(7);
  });

  it('keeps its state when the older one ends in its own cleanup', async () => {
    let end = () => {};
    const { runtime, phase, result } = notebook(CHAIN, async (cell, environment, options, of) => {
      if (cell.name !== 'b' || of.value('a') !== undefined)
        return sum(cell, environment, options, of);
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      throw new DOMException('aborted', 'AbortError');
    });
    await settle();
    runtime.setValue('a', 2);
    await settle();
    end();
    await settle();
    expect([phase('b'), result('b')]).toEqual(['done', 2]);
  });
});

describe('cancelling', () => {
  it('keeps the old result, blocks by name what reads it, and ends with the next change', async () => {
    const { wait, release } = gated();
    const { runtime, id, state, result } = notebook(CHAIN, wait);
    await settle();
    await release('b');
    await release('c');
    runtime.setValue('a', 2);
    await settle();
    runtime.cancel(id('b'));
    await settle();
    expect([state('b'), result('b')]).toEqual([{ phase: 'cancelled' }, 1]);
    expect(state('c')).toEqual({ phase: 'blocked', by: 'b' });
    runtime.setValue('a', 3);
    await settle();
    await release('b', 2);
    await release('c', 1);
    expect(result('c')).toBe(3);
  });

  it('ends a wait for a turn as well, and a run by hand takes up what was cancelled', async () => {
    const { wait, release, started } = gated();
    const { runtime, id, phase, result } = notebook(CHAIN, wait);
    await settle();
    runtime.cancel(id('c'));
    await release('b');
    expect([phase('c'), started('c')]).toEqual(['cancelled', 0]);
    runtime.run(id('c'));
    await settle();
    await release('c');
    expect(result('c')).toBe(1);
  });

  it('by the engine is told as such, not as a failure', async () => {
    const { phase } = notebook(sql('a', 'select 1'), async () => {
      throw new TabhouseError('cancelled');
    });
    await settle();
    expect(phase('a')).toBe('cancelled');
  });
});

describe('cycles', () => {
  it('are shown with their path while the rest runs', async () => {
    const { state, result } = notebook(
      sql('a', 'from b') +
        sql('b', 'from c') +
        sql('c', 'from a') +
        input('d') +
        sql('e', 'from b'),
    );
    await settle();
    expect(state('a')).toMatchObject({ phase: 'failed', path: ['a', 'b', 'c', 'a'] });
    expect(state('c')).toMatchObject({ phase: 'failed', path: ['c', 'a', 'b', 'c'] });
    expect(state('e')).toEqual({ phase: 'blocked', by: 'b' });
    expect(result('d')).toBe(1);
  });

  it('end when one of them reads something else', async () => {
    const cells = (last: string) => sql('a', 'from b') + sql('b', last) + sql('c', 'from a');
    const { open, phase } = notebook(cells('from a'));
    await settle();
    expect(phase('a')).toBe('failed');
    open(cells('select 1'));
    await settle();
    expect(['a', 'b', 'c'].map(phase)).toEqual(['done', 'done', 'done']);
  });

  it('are not made by two CTEs that bear the names of each other’s cells', async () => {
    const { phase } = notebook(
      sql('a', 'with b as (select 1) from b') + sql('b', 'with a as (select 1) from a'),
    );
    await settle();
    expect([phase('a'), phase('b')]).toEqual(['done', 'done']);
  });

  it('of one cell that reads itself are told once all tables are known', async () => {
    const { runtime, state } = notebook(sql('a', 'from a'));
    runtime.setSources([]);
    await settle();
    expect(state('a')).toMatchObject({ phase: 'failed', path: ['a', 'a'] });
  });
});

describe('laziness', () => {
  /** Each read of the clock is 120 ms later. */
  const slow = () => {
    let clock = 0;
    return () => {
      clock += 120;
      return clock;
    };
  };

  it('lets cheap cells follow at once and expensive ones, by their own last time, wait to be asked', async () => {
    const { runtime, phase, result, state } = notebook(CHAIN, sum, { lazyAbove: 100, now: slow() });
    await settle();
    expect(phase('b')).toBe('done');
    runtime.setValue('a', 2);
    await settle();
    expect([phase('a'), result('a')]).toEqual(['done', 2]);
    expect(state('b')).toEqual({ phase: 'stale', because: 'a' });
    expect(state('c')).toEqual({ phase: 'stale', because: 'b' });
    expect(runtime.stale.value).toBe(2);
    expect(result('c')).toBe(1);
    runtime.runStale();
    await settle();
    expect(runtime.stale.value).toBe(0);
    expect(result('c')).toBe(2);
  });

  it('runs what a cell reads before it where that is out of date, and no more', async () => {
    const { runtime, id, phase, ran } = notebook(`${CHAIN}${sql('d', 'from c')}`, sum, {
      lazyAbove: 100,
      now: slow(),
    });
    await settle();
    runtime.setValue('a', 2);
    await settle();
    ran.length = 0;
    runtime.run(id('c'));
    await settle();
    expect(ran).toEqual(['b', 'c']);
    expect(phase('d')).toBe('stale');
  });

  it('can be set for all and for one', async () => {
    const { runtime, id, phase } = notebook(CHAIN);
    await settle();
    runtime.setEagerness(id('c'), 'when-asked');
    runtime.setValue('a', 2);
    await settle();
    expect([phase('b'), phase('c')]).toEqual(['done', 'stale']);
    runtime.setEagerness(id('c'), 'by-cost');
    await settle();
    expect(phase('c')).toBe('done');
    runtime.setLazyAbove(-1);
    runtime.setEagerness(id('b'), 'at-once');
    runtime.setValue('a', 3);
    await settle();
    expect([phase('b'), phase('c')]).toEqual(['done', 'stale']);
    expect(runtime.eagerness(id('b'))).toBe('at-once');
  });
});

/** What marimo's users met; the number is of its issue. */
describe('cases that marimo met', () => {
  it('8067: editing an expensive cell makes all that stand behind it stale, and one press runs them', async () => {
    const { runtime, open, phase, result } = notebook(CHAIN, undefined, { lazyAbove: 0 });
    runtime.runStale();
    await settle();
    runtime.setLazyAbove(-1);
    open(CHAIN.replace('select $a', 'select $a + 1'));
    await settle();
    expect([phase('b'), phase('c'), runtime.stale.value]).toEqual(['stale', 'stale', 2]);
    runtime.runStale();
    await settle();
    expect([phase('b'), phase('c'), runtime.stale.value, result('c')]).toEqual([
      'done',
      'done',
      0,
      1,
    ]);
  });

  it('lsp 352: a cell that is edited while it waits for another runs as it reads then', async () => {
    const { wait, release } = gated();
    const texts: string[] = [];
    const { open, phase } = notebook(CHAIN, async (cell, ...rest) => {
      if (cell.name === 'c') texts.push(cell.body.trim());
      return wait(cell, ...rest);
    });
    await settle();
    expect(phase('c')).toBe('queued');
    open(CHAIN.replace('from b', 'from b limit 1'));
    await settle();
    await release('b');
    await release('c');
    expect([phase('c'), texts]).toEqual(['done', ['from b limit 1']]);
  });
});

/** What the makers of neighbouring notebooks regret. */
describe('regrets of the neighbours', () => {
  it('a cancelled run’s own cleanup does not clear the state of the one that follows it', async () => {
    const endings: (() => void)[] = [];
    const { runtime, id, phase, result } = notebook(
      CHAIN,
      async (cell, environment, options, at) => {
        if (cell.name !== 'b') return sum(cell, environment, options, at);
        const answer = await sum(cell, environment, options, at);
        try {
          await new Promise<void>((resolve) => endings.push(resolve));
          return answer;
        } finally {
          options.onProgress({ done: 1, total: 1, unit: 'steps' });
        }
      },
    );
    await settle();
    runtime.setValue('a', 5);
    await settle();
    endings[0]?.();
    await settle();
    expect(phase('b')).toBe('running');
    endings[1]?.();
    await settle();
    expect([phase('b'), result('c'), runtime.result(id('b')).value?.value]).toEqual(['done', 5, 5]);
  });

  it('derived data is not saved in the document', async () => {
    const { runtime } = notebook(CHAIN);
    const before = notebookText(runtime.document.value);
    await settle();
    runtime.setValue('a', 9);
    await settle();
    expect(notebookText(runtime.document.value)).toBe(before);
  });

  it('what a cell throws is kept as it is, not flattened to its message', async () => {
    const error = new TabhouseError('sql', { parameters: { message: 'no' }, position: 7 });
    const { state } = notebook(sql('a', 'select 1'), async () => {
      throw error;
    });
    await settle();
    expect(state('a')).toEqual({ phase: 'failed', error });
  });
});

describe('what a cell costs', () => {
  it('is its own part of the time in which several worked', async () => {
    let clock = 0;
    const { wait, release } = gated();
    const { runtime, explain, state } = notebook(
      sql('a', 'select 1') + sql('b', 'select 2'),
      wait,
      {
        now: () => clock,
      },
    );
    await settle();
    clock = 100;
    await release('a');
    clock = 160;
    await release('b');
    expect([explain('a').cost, explain('b').cost]).toEqual([50, 110]);
    expect(state('b')).toMatchObject({ milliseconds: 160 });
    runtime.setLazyAbove(100);
    expect(runtime.stale.value).toBe(0);
  });

  it('is not held against it once the data is another', async () => {
    let clock = 0;
    const text = sql('a', 'select * from events') + sql('b', 'select * from other');
    const { runtime, explain, ran, phase } = notebook(text, undefined, {
      now: () => (clock += 40),
      lazyAbove: 10,
    });
    const tables = (version: string): Source[] => [
      { name: 'events', kind: 'table', version },
      { name: 'other', kind: 'table', version: '1' },
    ];
    runtime.setSources(tables('1'));
    await settle();
    expect(explain('a').cost).toBeGreaterThan(10);
    ran.length = 0;
    runtime.setSources(tables('2'));
    await settle();
    expect([ran, phase('a')]).toEqual([['a'], 'done']);
  });
});

describe('a result of an earlier visit', () => {
  it('waits to be asked like any other where all are to wait, although nobody knows what it cost', async () => {
    const kept = new Map<string, CellResult>();
    const recall = async (_cell: unknown, key: string) => kept.get(key) ?? null;
    const work: typeof sum = async (cell, environment, options, at) => {
      const result = await sum(cell, environment, options, at);
      kept.set(options.key, result);
      return result;
    };
    notebook(CHAIN, work, { recall });
    await settle();
    const { runtime, phase } = notebook(CHAIN, work, { recall, lazyAbove: 0 });
    await settle();
    expect(phase('b')).toBe('done');
    runtime.setValue('a', 7);
    await settle();
    expect([phase('b'), phase('c')]).toEqual(['stale', 'stale']);
  });
});

describe('the data that a notebook stands on', () => {
  it('is asked for as a document is opened: what its tables are decides, not the version of all', async () => {
    let version = '1';
    const text = sql('a', 'select * from events') + sql('b', 'select * from other');
    const { ran, open } = notebook(text, undefined, {
      ground: () => ({
        version: 'zone',
        sources: [
          { name: 'events', kind: 'table', version },
          { name: 'other', kind: 'table', version: '1' },
        ],
      }),
    });
    await settle();
    ran.length = 0;
    version = '2';
    open(text, 'v2');
    await settle();
    expect(ran).toEqual(['a']);
  });

  it('runs a cell that reads an unknown relation again when any table changes', async () => {
    let version = '1';
    const text = sql('a', 'select * from some_view');
    const { ran, open } = notebook(text, undefined, {
      ground: () => ({ version: '', sources: [{ name: 'events', kind: 'table', version }] }),
    });
    await settle();
    version = '2';
    open(text);
    await settle();
    expect(ran).toEqual(['a', 'a']);
  });
});

describe('running again', () => {
  it('computes anew although nothing changed, and what reads it follows', async () => {
    const anew: boolean[] = [];
    const { runtime, id, ran } = notebook(CHAIN, async (cell, environment, options, of) => {
      if (cell.name === 'b') anew.push(options.anew);
      return sum(cell, environment, options, of);
    });
    await settle();
    ran.length = 0;
    runtime.run(id('b'));
    await settle();
    expect(ran).toEqual(['b', 'c']);
    expect(anew).toEqual([false, true]);
  });

  it('of a blocked cell tries what failed before it once more', async () => {
    let fail = true;
    const { runtime, id, phase } = notebook(CHAIN, async (cell, ...rest) => {
      if (fail && cell.name === 'b') throw new Error('no');
      return sum(cell, ...rest);
    });
    await settle();
    fail = false;
    runtime.run(id('c'));
    await settle();
    expect([phase('b'), phase('c')]).toEqual(['done', 'done']);
  });
});

describe('what is on screen', () => {
  const MANY = Array.from({ length: 8 }, (_, at) => sql(`q${at}`, `select ${at}`)).join('');

  it('runs first, as many at once as there are slots', async () => {
    const { wait, release } = gated();
    const { runtime, ran, id } = notebook(MANY, wait, { slots: 2 });
    expect(ran).toEqual(['q0', 'q1']);
    runtime.setOnScreen(id('q6'), true);
    runtime.setOnScreen(id('q7'), true);
    runtime.setOnScreen(id('q7'), false);
    await settle();
    await release('q0');
    await release('q1');
    expect(ran).toEqual(['q0', 'q1', 'q6', 'q2']);
  });

  it('and text and charts wait for no slot', async () => {
    const { wait } = gated();
    const { ran } = notebook(`${MANY}\nHello\n\n\`\`\`chart x\nmark: dot\n\`\`\`\n`, wait, {
      slots: 1,
    });
    expect(ran).toEqual(['q0', 'text', 'x']);
  });

  it('tells the work that it is seen', async () => {
    const seen: string[] = [];
    const { runtime, id, open } = notebook(CHAIN, async (cell, environment, options, of) => {
      seen.push(`${cell.name} ${options.priority}`);
      return sum(cell, environment, options, of);
    });
    await settle();
    runtime.setOnScreen(id('b'), true);
    seen.length = 0;
    open(CHAIN, 'v2');
    await settle();
    expect(seen).toEqual(['a normal', 'b screen', 'c normal']);
  });
});

describe('results of earlier visits', () => {
  it('are shown without a run and without a slot, and run only when asked', async () => {
    const keys: string[] = [];
    const { runtime, ran, id, result } = notebook(CHAIN, sum, {
      slots: 1,
      recall: async (cell, key) => {
        keys.push(key);
        return cell.name === 'b' ? resultOf(41) : null;
      },
    });
    await settle();
    expect(ran).toEqual(['a', 'c']);
    expect(result('c')).toBe(41);
    expect(new Set(keys).size).toBe(3);
    runtime.run(id('b'));
    await settle();
    expect(ran).toEqual(['a', 'c', 'b', 'c']);
    expect(result('c')).toBe(1);
  });

  it('have the same key on the next visit, and another for another value', async () => {
    const keysOf = async (value?: number) => {
      const keys: string[] = [];
      const { runtime } = notebook(CHAIN, sum, {
        recall: async (_cell, key) => {
          keys.push(key);
          return null;
        },
      });
      await settle();
      if (value !== undefined) runtime.setValue('a', value);
      await settle();
      return keys.slice(-3);
    };
    expect(await keysOf()).toEqual(await keysOf());
    expect((await keysOf(2)).some((key) => key === '')).toBe(false);
    expect(await keysOf(2)).not.toEqual(await keysOf(3));
  });

  it('are shown of an expensive cell too, which else waits to be asked', async () => {
    const kept = new Map<string, CellResult>();
    let clock = 0;
    const { runtime, id, phase, result, ran } = notebook(
      CHAIN,
      async (cell, environment, options, of) => {
        const made = await sum(cell, environment, options, of);
        kept.set(options.key, made);
        return made;
      },
      {
        lazyAbove: 10,
        now: () => {
          clock += 100;
          return clock;
        },
        recall: async (_cell, key) => kept.get(key) ?? null,
      },
    );
    await settle();
    runtime.setValue('a', 2);
    await settle();
    expect([phase('b'), result('b')]).toEqual(['stale', 1]);
    runtime.runStale();
    await settle();
    expect(result('c')).toBe(2);
    ran.length = 0;
    runtime.setValue('a', undefined);
    await settle();
    expect([phase('b'), result('c'), ran]).toEqual(['done', 1, []]);
    runtime.setEagerness(id('b'), 'when-asked');
    runtime.setValue('a', 9);
    await settle();
    expect(phase('b')).toBe('stale');
  });

  it('that cannot be read are as good as none', async () => {
    const { result } = notebook(CHAIN, sum, { recall: () => Promise.reject(new Error('gone')) });
    await settle();
    expect(result('c')).toBe(1);
  });
});

describe('tables and files', () => {
  const table = (name: string, version: string): Source => ({ name, kind: 'table', version });

  it('let exactly those cells follow that read a table whose rows changed', async () => {
    const { runtime, ran } = notebook(
      sql('a', 'from days') +
        sql('b', 'from a') +
        sql('c', 'from users') +
        sql('d', 'from other.days'),
    );
    runtime.setSources([table('days', '1'), table('users', '1')]);
    await settle();
    ran.length = 0;
    runtime.setSources([table('days', '2'), table('users', '1')]);
    await settle();
    expect(ran).toEqual(['a', 'b']);
  });

  it('count as read by a metric, which may ask any layer', async () => {
    const { runtime, ran } = notebook('```metric m\nkind: overview\n```\n');
    runtime.setSources([table('days', '1')]);
    await settle();
    ran.length = 0;
    runtime.setSources([table('days', '2')]);
    await settle();
    expect(ran).toEqual(['m']);
  });
});

describe('what the engine says of a statement', () => {
  it('takes away what the tree over-approximates, without a run', async () => {
    const text = input('a') + sql('b', 'selct z frm t where c') + sql('c', 'select $a');
    const { runtime, ran, id } = notebook(text, sum, {
      tableNames: async (text) => (text.includes('frm') ? ['t'] : []),
    });
    expect(runtime.graph.value.reads.get(id('b'))).toEqual([id('c')]);
    await settle();
    expect(runtime.graph.value.reads.get(id('b'))).toEqual([]);
    ran.length = 0;
    runtime.setValue('a', 2);
    await settle();
    expect(ran).toEqual(['a', 'c']);
  });

  it('leaves the tree as it is where it cannot bind', async () => {
    const { runtime, id } = notebook(input('a') + sql('b', 'from c') + sql('c', 'select $a'), sum, {
      tableNames: () => Promise.reject(new Error('cannot bind')),
    });
    await settle();
    expect(runtime.graph.value.reads.get(id('b'))).toEqual([id('c')]);
  });
});
