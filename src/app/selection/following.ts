import { batch } from '@preact/signals-core';
import { passing } from '../../cells/passing.ts';
import {
  ancestorsOf,
  type Cell,
  type CellResult,
  type CellState,
  type Execute,
} from '../../notebook/index.ts';
import { environmentOf } from '../../notebook/runtime/environment.ts';
import { executor } from '../execute.ts';
import type { Workspace } from '../workspace.ts';
import { environments, heldOf, previewOf } from './previews.ts';
import { type Costs, type Divided, divided } from './worth.ts';

/** Inputs by name with the value that they would have. */
export type Values = ReadonlyMap<string, unknown>;

interface Move {
  readonly values: Values;
  /** The cell that is dragged in. */
  readonly except: string;
  /** Cells that are told at once by other means. */
  readonly told: ReadonlySet<string>;
}

/** A drag, from its first move until the hand lets go. */
interface Drag {
  readonly abort: AbortController;
  /** Cells that turned out to be too slow, or to fail: they follow when the hand lets go. */
  readonly left: Set<string>;
  newest: Move;
  key: string;
  /** The move that is worked out or was last. */
  shown: Move | null;
  working: boolean;
}

const DONE: CellState = { phase: 'done', milliseconds: 0, rows: 0 };
const WAITS: CellState = { phase: 'queued' };

/**
 * Lets cells whose figures no cube tells follow what is dragged, as fast as the engine works them out: one at a time,
 * behind all else, and always for the newest place, so that nothing queues up. What costs too much, by its own last
 * time, follows when the hand lets go, and says so meanwhile. The notebook itself is as it was until then.
 */
export class Following {
  readonly #workspace: Workspace;
  readonly #execute: typeof executor;
  readonly #costs: Costs = new WeakMap();
  #drag: Drag | null = null;

  constructor(workspace: Workspace, execute = executor) {
    this.#workspace = workspace;
    this.#execute = execute;
  }

  /** Something is dragged to where the inputs would have these values. */
  follow(move: Move): void {
    const key = JSON.stringify([...move.values]);
    this.#drag ??= {
      abort: new AbortController(),
      left: new Set(),
      newest: move,
      key: '',
      shown: null,
      working: false,
    };
    const drag = this.#drag;
    if (drag.key === key) return;
    [drag.newest, drag.key] = [move, key];
    this.#mark(drag, this.#divide(drag));
    if (!drag.working) void this.#work(drag);
  }

  /** The hand has let go: what is shown stands until the cells have their own. */
  end(): void {
    const drag = this.#drag;
    this.#drag = null;
    drag?.abort.abort();
    batch(() => {
      for (const { id } of this.#workspace.runtime.document.peek().cells)
        heldOf(this.#workspace, id).value = null;
    });
  }

  #divide({ newest: { values, except, told }, left }: Drag): Divided {
    const ids = this.#inputs(values);
    return divided(this.#workspace, ids, new Set([...told, ...left, except]), this.#costs);
  }

  #inputs(values: Values): readonly string[] {
    const { cells } = this.#workspace.runtime.document.peek();
    return cells.filter(({ name }) => name !== null && values.has(name)).map(({ id }) => id);
  }

  /** What is shown is of an earlier place now, or stays so until the hand lets go. */
  #mark({ newest: { told, except } }: Drag, { follows, affected }: Divided): void {
    const { runtime } = this.#workspace;
    batch(() => {
      for (const id of affected) {
        if (told.has(id) || id === except) continue;
        const held = heldOf(this.#workspace, id);
        if (!follows.has(id)) previewOf(this.#workspace, id).value = null;
        if (runtime.state(id).peek().phase !== 'done') continue;
        if (!follows.has(id)) held.value = WAITS;
        else if (held.peek()?.phase !== 'running')
          held.value = { phase: 'running', since: performance.now() };
      }
    });
  }

  async #work(drag: Drag): Promise<void> {
    drag.working = true;
    while (this.#drag === drag && drag.shown !== drag.newest) {
      drag.shown = drag.newest;
      await this.#pass(drag, drag.newest);
    }
    drag.working = false;
  }

  async #pass(drag: Drag, { values }: Move): Promise<void> {
    const { runtime, dataset } = this.#workspace;
    const graph = runtime.graph.peek();
    const version = dataset.peek()?.context.version ?? '';
    const cells = new Map(runtime.document.peek().cells.map((cell) => [cell.id, cell]));
    const { follows, affected } = this.#divide(drag);
    const needed = new Set([...follows, ...ancestorsOf(graph, follows)]);
    const changed = new Set([...affected, ...this.#inputs(values)]);
    const found = new Map<string, CellResult>();
    const at = (id: string) => {
      const result = found.get(id) ?? null;
      if (changed.has(id))
        return { state: { value: result ? DONE : WAITS }, result: { value: result } };
      return { state: runtime.state(id), result: runtime.result(id) };
    };
    const execute = this.#executor(values);
    for (const id of graph.order) {
      const cell = cells.get(id);
      if (!cell || !changed.has(id) || !needed.has(id)) continue;
      const since = performance.now();
      try {
        const environment = environmentOf(id, graph, cells, at);
        const whole = graph.reads.get(id)?.every((one) => !changed.has(one) || found.has(one));
        if (!environment || !whole) {
          this.#leave(drag, id);
          continue;
        }
        const result = await this.#run(execute, cell, environment, drag.abort.signal);
        if (this.#drag !== drag) return;
        found.set(id, result);
        environments.set(result, environment);
        if (follows.has(id)) this.#show(drag, id, result);
      } catch {
        if (this.#drag === drag) this.#leave(drag, id);
      } finally {
        const milliseconds = performance.now() - since;
        const before = this.#costs.get(cell);
        // What was given up in the middle takes at least as long as that.
        const most = this.#drag !== drag && before?.version === version ? before.milliseconds : 0;
        this.#costs.set(cell, { version, milliseconds: Math.max(milliseconds, most) });
      }
      if (this.#drag !== drag) return;
    }
  }

  #run(execute: Execute, cell: Cell, environment: Parameters<Execute>[1], signal: AbortSignal) {
    return execute(cell, environment, {
      signal,
      priority: 'background',
      key: '',
      anew: false,
      onProgress: () => {},
      // What is not all there yet would be taken for it.
      onPartial: () => {},
    });
  }

  #show(drag: Drag, id: string, result: CellResult): void {
    const held = heldOf(this.#workspace, id);
    passing.add(result);
    batch(() => {
      previewOf(this.#workspace, id).value = result;
      held.value = null;
    });
    if (drag.shown !== drag.newest) held.value = { phase: 'running', since: performance.now() };
  }

  #leave(drag: Drag, id: string): void {
    drag.left.add(id);
    previewOf(this.#workspace, id).value = null;
    heldOf(this.#workspace, id).value = WAITS;
  }

  /** Runs cells as they would be with other values of some inputs; nothing of it is kept. */
  #executor(values: Values): Execute {
    const { engine, runtime, dataset } = this.#workspace;
    const open = dataset.peek();
    const value = (name: string) => (values.has(name) ? values.get(name) : runtime.value(name));
    const stands = () => dataset.peek()?.context.version === open?.context.version;
    return this.#execute(
      () => open && { engine, ...open, mounted: Promise.resolve(), stands, value },
      { get: async () => null, put: async () => {} },
    );
  }
}
