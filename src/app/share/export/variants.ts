import { effect } from '@preact/signals-core';
import {
  ancestorsOf,
  type CellResult,
  type Graph,
  NotebookRuntime,
} from '../../../notebook/index.ts';
import { sqlNames } from '../../../notebook/sql-names.ts';
import { executor } from '../../execute.ts';
import type { Workspace } from '../../workspace.ts';
import type { Choice, ChoosableInput } from './choices.ts';

/** Cell id → names of the inputs among `names` that it follows; cells that follow none are left out. */
export function followsOf(
  cells: readonly { readonly id: string; readonly kind: string }[],
  graph: Graph,
  inputs: readonly ChoosableInput[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { id, kind } of cells) {
    if (kind === 'input') continue;
    const reads = ancestorsOf(graph, [id]);
    const names = inputs.filter((input) => reads.has(input.id)).map(({ name }) => name);
    if (names.length > 0) found.set(id, names);
  }
  return found;
}

/** All ways of choosing, each as one choice for every input. */
export function combinations(
  inputs: readonly ChoosableInput[],
): readonly (readonly (readonly [ChoosableInput, Choice])[])[] {
  return inputs.reduce<readonly (readonly (readonly [ChoosableInput, Choice])[])[]>(
    (made, input) =>
      made.flatMap((one) => input.choices.map((choice) => [...one, [input, choice] as const])),
    [[]],
  );
}

const OVER = new Set(['idle', 'done', 'failed', 'blocked', 'cancelled', 'stale']);

/**
 * The notebook worked out for other values of its inputs, beside the one on screen, which stays as it is. `values`
 * resolves with every cell's result; what was worked out before is not worked out again.
 */
export class Elsewhere {
  readonly #runtime: NotebookRuntime;

  constructor(workspace: Workspace) {
    const known = new Map<string, CellResult>();
    const kept = {
      get: async (key: string) => known.get(key) ?? null,
      put: async (key: string, result: CellResult) => void known.set(key, result),
    };
    const runtime = new NotebookRuntime({
      recall: (_cell, key) => kept.get(key),
      execute: executor(() => {
        const open = workspace.dataset.peek();
        if (!open) return null;
        return {
          engine: workspace.engine,
          ...open,
          mounted: Promise.resolve(),
          stands: () => workspace.dataset.peek()?.context.version === open.context.version,
          value: (name) => runtime.value(name),
        };
      }, kept),
    });
    this.#runtime = runtime;
    const version = workspace.dataset.peek()?.context.version ?? '';
    runtime.open(workspace.runtime.document.peek(), version, sqlNames);
  }

  /** Rejects with the signal's reason. */
  async values(
    values: ReadonlyMap<string, unknown>,
    signal: AbortSignal,
  ): Promise<(id: string) => Pick<Shown, 'state' | 'result'>> {
    signal.throwIfAborted();
    this.#runtime.setValues(values);
    await settled(this.#runtime, signal);
    return (id) => ({
      state: this.#runtime.state(id).peek(),
      result: this.#runtime.result(id).peek(),
    });
  }

  end(): void {
    this.#runtime.dispose();
  }
}

/** Resolves when no cell of a notebook runs or waits for its turn. Rejects with the signal's reason. */
export function settled(runtime: NotebookRuntime, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      queueMicrotask(() => stop());
    };
    signal.addEventListener('abort', leave, { once: true });
    const stop = effect(() => {
      const { cells } = runtime.document.value;
      const over = cells.every(({ id }) => OVER.has(runtime.state(id).value.phase));
      if (!over) return;
      signal.removeEventListener('abort', leave);
      queueMicrotask(() => stop());
      resolve();
    });
  });
}

interface Shown {
  readonly state: ReturnType<ReturnType<NotebookRuntime['state']>['peek']>;
  readonly result: CellResult | null;
}
