import { type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { TabhouseError } from '../engine/errors.ts';
import { affectedBy, buildGraph, type Graph } from './graph.ts';
import type { SqlNames } from './references.ts';
import type { Cell, CellResult, CellState, NotebookDocument } from './types.ts';

/** What a cell sees of the cells it reads. */
export interface Environment {
  /** Results of the cells it reads, by name. */
  readonly results: ReadonlyMap<string, CellResult>;
}

export interface ExecuteOptions {
  readonly signal: AbortSignal;
  readonly priority: 'screen' | 'normal';
  /** Equal keys mean equal results: text, inputs and data are what they were. */
  readonly key: string;
}

/** Does the work of one cell; rejects where it fails. */
export type Execute = (
  cell: Cell,
  environment: Environment,
  options: ExecuteOptions,
) => Promise<CellResult>;

export interface RuntimeOptions {
  readonly execute: Execute;
  /** Cells that take longer than this by their own last time wait to be asked, in milliseconds. */
  readonly lazyAbove?: number;
  readonly now?: () => number;
}

interface Node {
  readonly state: Signal<CellState>;
  readonly result: Signal<CellResult | null>;
  /** Key of `result`; null where there is none. */
  key: string | null;
  run: AbortController | null;
  lastMilliseconds: number;
  /** A person asked for this run: its cost does not hold it back. */
  asked: boolean;
}

const NO_NAMES: SqlNames = () => ({ identifiers: [], parameters: [] });
const NOTHING: CellResult = { kind: 'none', rows: [], total: 0, relation: null };

/**
 * Runs a notebook reactively: a change runs exactly the cells that depend on it, in order of dependency, as many at
 * once as are ready; a newer run of a cell aborts its older one; an unchanged cell is not run again; an old result
 * stays until the new one is there, and only an error clears it.
 */
export class NotebookRuntime {
  readonly #execute: Execute;
  readonly #lazyAbove: number;
  readonly #now: () => number;
  readonly #nodes = new Map<string, Node>();
  readonly #onScreen = new Set<string>();
  readonly #document = signal<NotebookDocument>({
    head: '',
    frontMatter: {},
    title: '',
    cells: [],
  });
  readonly #graph = signal<Graph>(buildGraph([], NO_NAMES));
  readonly #staleCount = signal(0);
  #cells = new Map<string, Cell>();
  #values = new Map<string, unknown>();
  #version = '';

  constructor(options: RuntimeOptions) {
    this.#execute = options.execute;
    this.#lazyAbove = options.lazyAbove ?? Number.POSITIVE_INFINITY;
    this.#now = options.now ?? (() => performance.now());
  }

  get document(): ReadonlySignal<NotebookDocument> {
    return this.#document;
  }

  get graph(): ReadonlySignal<Graph> {
    return this.#graph;
  }

  /** Cells that wait to be asked. */
  get stale(): ReadonlySignal<number> {
    return this.#staleCount;
  }

  state(id: string): ReadonlySignal<CellState> {
    return this.#node(id).state;
  }

  result(id: string): ReadonlySignal<CellResult | null> {
    return this.#node(id).result;
  }

  /** What a cell reads as it stands now; null while some of it is not there. */
  environment(id: string): Environment | null {
    const inputs = this.#inputs(id);
    return inputs === 'waiting' || 'phase' in inputs ? null : inputs;
  }

  /** An input's value as it was set; undefined where it has its default. */
  value(name: string): unknown {
    return this.#values.get(name);
  }

  /**
   * Shows another document or another version of the data; `version` is part of every cell's key. `names` finds what
   * SQL mentions (`sqlNames`); a document without SQL cells needs none.
   */
  open(document: NotebookDocument, version: string, names: SqlNames = NO_NAMES): void {
    const kept = new Set(document.cells.map((cell) => cell.id));
    for (const [id, node] of this.#nodes) {
      if (kept.has(id)) continue;
      node.run?.abort();
      this.#nodes.delete(id);
    }
    this.#version = version;
    this.#document.value = document;
    this.#cells = new Map(document.cells.map((cell) => [cell.id, cell]));
    this.#graph.value = buildGraph(document.cells, names);
    this.#follow(
      document.cells.map((cell) => cell.id),
      false,
    );
  }

  /** Sets an input; the cells that depend on it follow. */
  setValue(name: string, value: unknown): void {
    this.#values.set(name, value);
    const cell = this.#document.value.cells.find((one) => one.name === name);
    if (cell) this.#follow([cell.id], false);
  }

  /** Runs a cell and what depends on it, whatever it costs and although nothing changed. */
  run(id: string): void {
    this.#node(id).key = null;
    this.#follow([id], true);
  }

  /** Runs everything that waits to be asked. */
  runStale(): void {
    const waiting = [...this.#nodes].filter(([, node]) => node.state.value.phase === 'stale');
    this.#follow(
      waiting.map(([id]) => id),
      true,
    );
  }

  cancel(id: string): void {
    this.#node(id).run?.abort();
  }

  /** What is on screen runs first. */
  setOnScreen(id: string, visible: boolean): void {
    if (visible) this.#onScreen.add(id);
    else this.#onScreen.delete(id);
  }

  dispose(): void {
    for (const node of this.#nodes.values()) node.run?.abort();
  }

  #node(id: string): Node {
    const known = this.#nodes.get(id);
    if (known) return known;
    const made: Node = {
      state: signal<CellState>({ phase: 'idle' }),
      result: signal<CellResult | null>(null),
      key: null,
      run: null,
      lastMilliseconds: 0,
      asked: false,
    };
    this.#nodes.set(id, made);
    return made;
  }

  #follow(ids: readonly string[], asked: boolean): void {
    const graph = this.#graph.value;
    for (const [id, path] of graph.cycles) {
      this.#set(id, { phase: 'failed', error: new Error('cycle'), path });
    }
    const affected = affectedBy(graph, ids);
    for (const id of affected) {
      this.#node(id).run?.abort();
      this.#node(id).asked = asked;
      this.#set(id, { phase: 'queued' });
    }
    for (const id of affected) this.#start(id);
  }

  /** Starts a cell whose inputs are there; settles it otherwise (blocked, stale, unchanged). */
  #start(id: string): void {
    const node = this.#node(id);
    const cell = this.#cells.get(id);
    if (!cell || node.state.value.phase !== 'queued') return;
    if (cell.error) {
      this.#fail(id, new Error(cell.error.message));
      return;
    }
    const inputs = this.#inputs(id);
    if (inputs === 'waiting') return;
    if ('phase' in inputs) {
      this.#settle(id, inputs);
      return;
    }
    const own = cell.name !== null && cell.kind === 'input' ? this.#values.get(cell.name) : null;
    const key = `${this.#version}|${cell.kind}|${cell.body}|${JSON.stringify(own ?? null)}${inputs.keys}`;
    if (key === node.key && node.result.value) {
      const rows = node.result.value.total;
      this.#settle(id, { phase: 'done', milliseconds: node.lastMilliseconds, rows });
    } else if (!node.asked && node.lastMilliseconds > this.#lazyAbove) {
      this.#settle(id, { phase: 'stale', because: cell.name ?? '' });
    } else void this.#run(id, cell, inputs, key);
  }

  /** What the cell reads; or that it must wait; or the state it is in because of what it reads. */
  #inputs(id: string): 'waiting' | CellState | (Environment & { readonly keys: string }) {
    const results = new Map<string, CellResult>();
    let keys = '';
    let held: CellState | null = null;
    for (const other of this.#graph.value.reads.get(id) ?? []) {
      const from = this.#node(other);
      const name = this.#cells.get(other)?.name ?? other;
      const { phase } = from.state.value;
      if (phase === 'queued' || phase === 'running') return 'waiting';
      if (phase === 'done' && from.result.value) {
        results.set(name, from.result.value);
        keys += `|${name}=${from.key}`;
      } else if (phase === 'stale') held ??= { phase: 'stale', because: name };
      else held = { phase: 'blocked', by: name };
    }
    return held ?? { results, keys };
  }

  async #run(id: string, cell: Cell, environment: Environment, key: string): Promise<void> {
    const node = this.#node(id);
    const run = new AbortController();
    const since = this.#now();
    node.run = run;
    node.asked = false;
    this.#set(id, { phase: 'running', since });
    try {
      const result = await this.#execute(cell, environment, {
        signal: run.signal,
        priority: this.#onScreen.has(id) ? 'screen' : 'normal',
        key,
      });
      if (node.run !== run) return;
      if (run.signal.aborted) throw new DOMException('aborted', 'AbortError');
      node.result.value = result ?? NOTHING;
      node.key = key;
      node.lastMilliseconds = this.#now() - since;
      this.#settle(id, {
        phase: 'done',
        milliseconds: node.lastMilliseconds,
        rows: node.result.value.total,
      });
    } catch (error) {
      if (node.run !== run) return;
      if (run.signal.aborted || isCancelled(error)) {
        // A newer run has the state already; only a cancel by hand is told.
        if (node.state.value.phase === 'running') this.#settle(id, { phase: 'cancelled' });
      } else this.#fail(id, error);
    } finally {
      if (node.run === run) node.run = null;
    }
  }

  #fail(id: string, error: unknown): void {
    const node = this.#node(id);
    node.result.value = null;
    node.key = null;
    this.#settle(id, { phase: 'failed', error });
  }

  /** Ends a cell's turn and lets those that wait for it start. */
  #settle(id: string, state: CellState): void {
    this.#set(id, state);
    for (const next of this.#graph.value.readBy.get(id) ?? []) this.#start(next);
  }

  #set(id: string, state: CellState): void {
    this.#node(id).state.value = state;
    let count = 0;
    for (const node of this.#nodes.values()) if (node.state.value.phase === 'stale') count++;
    this.#staleCount.value = count;
  }
}

/** True for a run that was given up from elsewhere, such as the engine's queue. */
const isCancelled = (error: unknown) =>
  error instanceof TabhouseError && error.code === 'cancelled';
