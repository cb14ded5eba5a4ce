import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CellResult,
  type Execute,
  NotebookRuntime,
  notebookText,
  parseNotebook,
} from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';
import { resultOf, settle } from './bench.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const name = fc.constantFrom(...NAMES);

/** A block of text, by what it reads. */
const block = fc.oneof(
  { weight: 1, arbitrary: name.map((own) => `\`\`\`input ${own}\ntype: number\n\`\`\`\n`) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(name, fc.array(name, { maxLength: 3 }), fc.nat(3))
      .map(([own, reads, salt]) => {
        const tables = reads.map((one, at) => (at % 2 ? `$${one}` : `(from ${one})`));
        return `\`\`\`sql ${own}\nselect ${[salt, ...tables].join(', ')}\n\`\`\`\n`;
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(name, name)
      .map(([own, from]) => `\`\`\`chart ${own}\nfrom: ${from}\n\`\`\`\n`),
  },
  { weight: 1, arbitrary: fc.array(name, { maxLength: 2 }).map(prose) },
);

function prose(reads: readonly string[]): string {
  return `Words ${reads.map((one) => `{{${one}.x}}`).join(' ')}\n\n`;
}

type Edit =
  | { readonly kind: 'insert' | 'replace'; readonly at: number; readonly text: string }
  | { readonly kind: 'delete' | 'cancel' | 'run'; readonly at: number }
  | { readonly kind: 'move'; readonly at: number; readonly to: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'set'; readonly name: string; readonly value: number }
  | { readonly kind: 'failing'; readonly name: string }
  | { readonly kind: 'data' }
  | { readonly kind: 'stale' };

const at = fc.nat(9);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('insert', 'replace'), at, text: block }),
  fc.record({ kind: fc.constantFrom('delete', 'cancel', 'run'), at }),
  fc.record({ kind: fc.constant('move'), at, to: at }),
  fc.record({ kind: fc.constant('rename'), from: name, to: name }),
  fc.record({ kind: fc.constant('set'), name, value: fc.nat(3) }),
  fc.record({ kind: fc.constant('failing'), name }),
  fc.constant({ kind: 'data' } as const),
  fc.constant({ kind: 'stale' } as const),
);

/** A result that tells its text, its version and everything that it was computed from. */
function worker(runtime: () => NotebookRuntime, version: () => string, failing: Set<string>) {
  let ticks = 0;
  const execute: Execute = async (cell, { results }, { signal }) => {
    ticks = (ticks * 7 + 3) % 11;
    for (let i = 0; i < ticks; i++) await Promise.resolve();
    // Every second run that was aborted does not care.
    if (signal.aborted && ticks % 2 === 0) throw new DOMException('aborted', 'AbortError');
    if (cell.name !== null && failing.has(cell.name)) throw new Error('failing');
    const read = [...results].sort().map(([from, result]) => `${from}=${String(result.value)}`);
    const own = cell.kind === 'input' ? String(runtime().value(cell.name ?? '')) : cell.body.trim();
    return resultOf(`${version()} ${own} <${read.join(';')}>`);
  };
  return execute;
}

async function scratch(text: string, version: string, values: ReadonlyMap<string, unknown>) {
  const runtime: NotebookRuntime = new NotebookRuntime({
    execute: worker(
      () => runtime,
      () => version,
      new Set(),
    ),
  });
  runtime.setValues(values);
  runtime.open(parseNotebook(text), version, sqlNames);
  await quiet(runtime);
  return outcome(runtime);
}

async function quiet(runtime: NotebookRuntime) {
  for (let round = 0; round < 60; round++) {
    await settle();
    const { cells } = runtime.document.value;
    const busy = cells.some(({ id }) => ['queued', 'running'].includes(phase(runtime, id)));
    if (!busy) return;
  }
  throw new Error('the notebook does not come to rest');
}

const phase = (runtime: NotebookRuntime, id: string) => runtime.state(id).value.phase;

const outcome = (runtime: NotebookRuntime) =>
  runtime.document.value.cells.map(({ id, kind, name: own }) => {
    const state = runtime.state(id).value;
    const by = state.phase === 'blocked' ? state.by : null;
    const value = state.phase === 'done' ? runtime.result(id).value?.value : null;
    return { kind, own, phase: state.phase, by, value };
  });

describe('a notebook under random edits', () => {
  it('ends in the same results as all its cells run once from scratch', async () => {
    let edited = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { minLength: 2, maxLength: 8 }),
        fc.array(fc.tuple(edit, fc.nat(25)), { minLength: 1, maxLength: 25 }),
        fc.record({
          lazy: fc.boolean(),
          recall: fc.boolean(),
          slots: fc.integer({ min: 1, max: 4 }),
        }),
        async (blocks, edits, { lazy, recall, slots }) => {
          const failing = new Set<string>();
          const kept = new Map<string, CellResult>();
          let version = 'v0';
          let clock = 0;
          const work = worker(
            () => runtime,
            () => version,
            failing,
          );
          const runtime: NotebookRuntime = new NotebookRuntime({
            slots,
            ...(lazy ? { lazyAbove: 10, now: () => (clock += 4) } : {}),
            ...(recall ? { recall: async (_cell, key) => kept.get(key) ?? null } : {}),
            execute: async (cell, environment, options) => {
              const result = await work(cell, environment, options);
              if (!options.signal.aborted) kept.set(options.key, result);
              return result;
            },
          });
          const open = (sources: readonly string[]) => {
            const text = sources.join('');
            runtime.open(parseNotebook(text, runtime.document.value), version, sqlNames);
          };
          open(blocks);
          for (const [one, wait] of edits) {
            apply(one);
            for (let i = 0; i < wait; i++) await Promise.resolve();
          }
          failing.clear();
          await quiet(runtime);
          for (let round = 0; round < 12; round++) {
            for (const { id } of runtime.document.value.cells) {
              if (['failed', 'cancelled', 'stale'].includes(phase(runtime, id))) runtime.run(id);
            }
            await quiet(runtime);
          }
          const { document, values } = runtime;
          const expected = await scratch(notebookText(document.value), version, values);
          expect(outcome(runtime)).toEqual(expected);
          edited++;

          function apply(one: Edit) {
            const sources = runtime.document.value.cells.map(({ source }) => source);
            const cell = 'at' in one ? runtime.document.value.cells[one.at] : undefined;
            switch (one.kind) {
              case 'insert':
                return open(sources.toSpliced(one.at, 0, one.text));
              case 'replace':
                return open(sources.toSpliced(one.at, 1, one.text));
              case 'delete':
                return open(sources.toSpliced(one.at, 1));
              case 'move':
                return open(
                  sources.toSpliced(one.at, 1).toSpliced(one.to, 0, sources[one.at] ?? ''),
                );
              case 'rename':
                return open(
                  sources.map((text) => text.replaceAll(` ${one.from}\n`, ` ${one.to}\n`)),
                );
              case 'cancel':
                return cell && runtime.cancel(cell.id);
              case 'run':
                return cell && runtime.run(cell.id);
              case 'set':
                return runtime.setValue(one.name, one.value);
              case 'failing':
                return failing.has(one.name) ? failing.delete(one.name) : failing.add(one.name);
              case 'data':
                version = `v${Number(version.slice(1)) + 1}`;
                return open(sources);
              case 'stale':
                return runtime.runStale();
            }
          }
        },
      ),
      { numRuns: 250 },
    );
    expect(edited).toBe(250);
  }, 120_000);
});
