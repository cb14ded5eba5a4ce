import { batch } from '@preact/signals-core';
import type { Cell, CellResult, CellState } from '../types.ts';
import type { Ingredients } from './ingredients.ts';
import type { Node, Run } from './node.ts';
import { isCancelled } from './obstacles.ts';
import type { Environment, RuntimeOptions } from './options.ts';
import { runState } from './plan.ts';
import { isLight, nextRuns } from './slots.ts';
import { sameState } from './states.ts';

/** What the runs of a notebook must know of it. */
export interface RunsHost {
  readonly options: RuntimeOptions;
  readonly now: () => number;
  readonly node: (id: string) => Node;
  readonly cells: () => Iterable<Cell>;
  readonly isOnScreen: ReadonlySet<string>;
  /** What the cell reads; null while some of it is not there. */
  readonly environment: (id: string) => Environment | null;
  /** A run has ended: others can follow. */
  readonly ended: () => void;
}

const NOTHING: CellResult = { kind: 'none', rows: [], total: 0, relation: null };
const SLOTS = 4;

/** The runs under way, from the search for a kept result to the end. */
export class Runs {
  readonly #host: RunsHost;
  /** Milliseconds that each run at work has had of the engine, which all of them share. */
  readonly #shares = new Map<Run, number>();
  #counted = 0;

  constructor(host: RunsHost) {
    this.#host = host;
  }

  /** Queues a run; `begin` starts it. */
  add(node: Node, ingredients: Ingredients, keptOnly: boolean): void {
    // A result that was there and is asked for again has to be computed; any other may have been kept.
    const anew = node.had?.key === ingredients.key;
    const abort = new AbortController();
    const progress = undefined;
    node.run = { ingredients, abort, anew, keptOnly, stage: 'new', since: 0, progress };
    show(node, { phase: 'queued' });
  }

  /** Starts what may start; light cells and kept results wait for no slot. */
  begin(): void {
    const { options, cells, node, isOnScreen } = this.#host;
    for (const cell of cells()) {
      const { run } = node(cell.id);
      if (run?.stage !== 'new') continue;
      const recalls = options.recall && (run.keptOnly || !(run.anew || isLight(cell)));
      if (!options.recall || !recalls) run.stage = 'waiting';
      else void this.#recall(cell, run, options.recall);
    }
    for (const { cell, run } of nextRuns(cells(), node, isOnScreen, options.slots ?? SLOTS)) {
      void this.#work(cell, run);
    }
  }

  /** Gives a run up; whatever it still says is not listened to. */
  end(node: Node): void {
    const { run } = node;
    node.run = null;
    run?.abort.abort();
  }

  async #recall(cell: Cell, run: Run, recall: NonNullable<RuntimeOptions['recall']>) {
    run.stage = 'recalling';
    const kept = await recall(cell, run.ingredients.key).catch(() => null);
    const node = this.#host.node(cell.id);
    if (node.run !== run) return;
    if (kept) this.#finish(cell, run, kept);
    else if (run.keptOnly && !node.asked) {
      node.run = null;
      node.notKept = run.ingredients.key;
      this.#host.ended();
    } else {
      run.stage = 'waiting';
      this.begin();
    }
  }

  async #work(cell: Cell, run: Run): Promise<void> {
    const { options, now, isOnScreen, ended } = this.#host;
    const node = this.#host.node(cell.id);
    const environment = this.#host.environment(cell.id);
    if (!environment) return;
    run.stage = 'working';
    run.since = now();
    if (!isLight(cell)) this.#count(run.since).set(run, 0);
    node.asked = false;
    show(node, runState(node));
    try {
      const result = await options.execute(cell, environment, {
        signal: run.abort.signal,
        priority: isOnScreen.has(cell.id) ? 'screen' : 'normal',
        key: run.ingredients.key,
        anew: run.anew,
        onProgress: (progress) => {
          if (node.run !== run) return;
          run.progress = progress;
          show(node, runState(node));
        },
        onPartial: (result) => {
          if (node.run !== run) return;
          // What stood before is gone: its key must not find this.
          node.key = null;
          node.had = null;
          node.result.value = result;
        },
      });
      const end = now();
      const cost = this.#count(end).get(run);
      this.#shares.delete(run);
      if (node.run !== run) return;
      node.took = end - run.since;
      node.cost = cost ?? node.took;
      this.#finish(cell, run, result ?? NOTHING);
    } catch (error) {
      this.#count(now()).delete(run);
      // A newer run, or the cancel, has the state already.
      if (node.run !== run) return;
      node.run = null;
      const { key } = run.ingredients;
      if (isCancelled(error)) node.cancelled = key;
      else node.failed = { key, error };
      ended();
    }
  }

  /** Shares the time until now out among those at work, so that waiting for others is not taken for cost. */
  #count(now: number): Map<Run, number> {
    const each = (now - this.#counted) / Math.max(1, this.#shares.size);
    for (const [run, share] of this.#shares) this.#shares.set(run, share + each);
    this.#counted = now;
    return this.#shares;
  }

  #finish(cell: Cell, run: Run, result: CellResult): void {
    const node = this.#host.node(cell.id);
    node.run = null;
    node.asked = false;
    node.failed = null;
    node.cancelled = null;
    node.key = run.ingredients.key;
    node.had = run.ingredients;
    batch(() => {
      node.result.value = result;
      this.#host.ended();
    });
  }
}

/** Sets a state where a reader would see a difference. */
export function show(node: Node, state: CellState): void {
  if (!sameState(node.state.value, state)) node.state.value = state;
}
