import { describe, expect, it } from 'vitest';
import { Following } from '../../../../src/app/selection/following.ts';
import { heldOf, previewOf, shownState } from '../../../../src/app/selection/previews.ts';
import type { Workspace } from '../../../../src/app/workspace.ts';
import { type CellResult, NotebookRuntime, parseNotebook } from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';

const BOOK = [
  '```input least\ntype: slider\n```',
  '```sql base\nselect $least as n\n```',
  '```sql more\nselect n + 1 as n from base\n```',
  '```sql dear\nselect 2 * $least as n\n```',
  '```segment vip\nof: users\nwhere: { price: $least }\n```',
  '```sql other\nselect 1 as n\n```',
].join('\n\n');

const rows = (n: unknown): CellResult => ({
  kind: 'rows',
  rows: [{ n }],
  total: 1,
  relation: null,
  value: n,
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A page whose cells took what `took` says, and which answers what follows a hand when it is told to. */
async function page(took: Readonly<Record<string, number>> = {}) {
  let now = 0;
  const runtime = new NotebookRuntime({
    now: () => now,
    slots: 1,
    lazyAbove: 5000,
    execute: async ({ name, kind }) => {
      now += took[name ?? ''] ?? 10;
      return kind === 'input' ? rows(runtime.value('least') ?? 0) : rows(0);
    },
  });
  runtime.open(parseNotebook(BOOK), 'v1', sqlNames);
  const asked: { readonly name: string; readonly least: unknown; answer(error?: Error): void }[] =
    [];
  const workspace = {
    engine: {},
    runtime,
    dataset: { peek: () => ({ context: { version: 'v1' } }) },
  } as unknown as Workspace;
  const following = new Following(
    workspace,
    (ground) =>
      async (cell, environment, { signal, priority }) => {
        expect(priority).toBe('background');
        if (cell.kind === 'input') return rows(ground()?.value('least'));
        const least = environment.behind.get('least')?.value;
        const given = new Promise<CellResult>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          const answer = (error?: Error) => (error ? reject(error) : resolve(rows(least)));
          asked.push({ name: cell.name ?? '', least, answer });
        });
        return given;
      },
  );
  const id = (name: string) => {
    const cell = runtime.document.value.cells.find((one) => one.name === name);
    if (!cell) throw new Error(`no ${name}`);
    return cell.id;
  };
  await settled();
  for (const { id: one } of runtime.document.value.cells) runtime.setOnScreen(one, true);
  const move = (least: number) =>
    following.follow({ values: new Map([['least', least]]), except: '', told: new Set() });
  const seen = (name: string) => ({
    n: (previewOf(workspace, id(name)).value ?? runtime.result(id(name)).value)?.rows[0]?.n,
    phase: shownState(workspace, id(name)).value.phase,
  });
  return { asked, following, runtime, workspace, id, move, seen };
}

describe('cells that follow a hand', () => {
  it('are worked out one at a time, for the newest place, and never taken for what they are not', async () => {
    const { asked, move, seen } = await page({ dear: 900 });
    move(1);
    move(2);
    move(3);
    await settled();
    expect(asked.map(({ name, least }) => [name, least])).toEqual([['base', 1]]);
    expect(seen('base')).toEqual({ n: 0, phase: 'running' });
    asked[0]?.answer();
    await settled();
    // It is of a place that the hand has left.
    expect(seen('base')).toEqual({ n: 1, phase: 'running' });
    expect(asked.at(-1)).toMatchObject({ name: 'more', least: 1 });
    asked[1]?.answer();
    await settled();
    expect(asked.at(-1)).toMatchObject({ name: 'base', least: 3 });
    asked[2]?.answer();
    await settled();
    expect(seen('base')).toEqual({ n: 3, phase: 'done' });
    asked[3]?.answer();
    await settled();
    expect(seen('more')).toEqual({ n: 3, phase: 'done' });
    expect(asked).toHaveLength(4);
    move(3);
    await settled();
    expect(asked).toHaveLength(4);
  });

  it('wait until it lets go where they cost too much or leave something behind, and say so', async () => {
    const { asked, following, move, seen, runtime, id, workspace } = await page({ dear: 900 });
    move(7);
    await settled();
    for (const name of ['dear', 'vip']) expect(seen(name)).toEqual({ n: 0, phase: 'queued' });
    expect(seen('other')).toEqual({ n: 0, phase: 'done' });
    following.end();
    await settled();
    expect(asked.map(({ name }) => name)).toEqual(['base']);
    for (const { id: one } of runtime.document.value.cells)
      expect(heldOf(workspace, one).value).toBeNull();
    // Who wants it at once whatever it costs has it so.
    runtime.setEagerness(id('dear'), 'at-once');
    runtime.setEagerness(id('vip'), 'at-once');
    runtime.setEagerness(id('base'), 'when-asked');
    move(8);
    await settled();
    expect(asked.at(-1)).toMatchObject({ name: 'dear', least: 8 });
    for (const name of ['base', 'more', 'vip']) expect(seen(name).phase).toBe('queued');
    following.end();
  });

  it('are tried where what they cost is not known and they run at once whatever it is', async () => {
    const { asked, following, move, runtime, id } = await page();
    // As of results that were kept from an earlier visit.
    Object.assign(runtime, { cost: () => null });
    move(4);
    await settled();
    expect(asked).toEqual([]);
    runtime.setEagerness(id('dear'), 'at-once');
    move(5);
    await settled();
    expect(asked.map(({ name, least }) => [name, least])).toEqual([['dear', 5]]);
    following.end();
  });

  it('show what they had where it cannot be worked out, and wait', async () => {
    const { asked, following, move, seen } = await page({ dear: 900 });
    move(4);
    await settled();
    asked[0]?.answer(new Error('no'));
    await settled();
    for (const name of ['base', 'more']) expect(seen(name)).toEqual({ n: 0, phase: 'queued' });
    move(5);
    await settled();
    expect(asked).toHaveLength(1);
    following.end();
    move(6);
    await settled();
    expect(asked.at(-1)).toMatchObject({ name: 'base', least: 6 });
    following.end();
  });
});
