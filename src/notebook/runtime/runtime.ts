import { batch, type ReadonlySignal, signal } from '@preact/signals-core';
import { ancestorsOf, buildGraph, type Graph } from '../graph/graph.ts';
import type { SqlNames } from '../graph/references.ts';
import type { Cell, CellResult, CellState, NotebookDocument, Source } from '../types.ts';
import { EngineAnswers } from './answers.ts';
import { environmentOf } from './environment.ts';
import { type Explanation, explanationOf } from './explain.ts';
import { type Ingredients, ingredientsOf } from './ingredients.ts';
import { type Eagerness, forget, type Node, newNode, relabel } from './node.ts';
import { obstacleOf } from './obstacles.ts';
import type { Environment, RuntimeOptions } from './options.ts';
import { type Decision, plan } from './plan.ts';
import { Runs, show } from './runs.ts';

const NO_NAMES: SqlNames = () => ({ identifiers: [], parameters: [] });
const EMPTY: NotebookDocument = { head: '', frontMatter: {}, title: '', cells: [] };

/**
 * Runs a notebook reactively. What every cell should be computed from is known before any runs; whatever changes, the
 * plan is made anew: a cell whose result holds is left alone, a run that is out of date is aborted before the newer
 * one waits for its turn, and an old result stays until the new one is there. Only an error clears it.
 */
export class NotebookRuntime {
  readonly #nodes = new Map<string, Node>();
  readonly #onScreen = new Set<string>();
  readonly #document = signal(EMPTY);
  readonly #graph = signal<Graph>(buildGraph([], NO_NAMES));
  readonly #staleCount = signal(0);
  readonly #answers: EngineAnswers;
  readonly #runs: Runs;
  readonly #recalls: boolean;
  #cells = new Map<string, Cell>();
  #values = new Map<string, unknown>();
  #wanted: ReadonlyMap<string, Ingredients> = new Map();
  #names: SqlNames = NO_NAMES;
  #sources: readonly Source[] | null = null;
  #version = '';
  #lazyAbove: number;
  readonly #ground: RuntimeOptions['ground'];

  constructor(options: RuntimeOptions) {
    this.#ground = options.ground;
    this.#recalls = options.recall !== undefined;
    this.#lazyAbove = options.lazyAbove ?? Number.POSITIVE_INFINITY;
    this.#answers = new EngineAnswers(options.tableNames, () => this.#refine());
    this.#runs = new Runs({
      options,
      now: options.now ?? (() => performance.now()),
      node: (id) => this.#node(id),
      cells: () => this.#cells.values(),
      isOnScreen: this.#onScreen,
      environment: (id) => this.environment(id),
      ended: () => this.#replan(),
    });
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

  /** Milliseconds of cost above which a cell waits to be asked. */
  get lazyAbove(): number {
    return this.#lazyAbove;
  }

  /** What inputs were set to, by name; those with their default are left out. */
  get values(): ReadonlyMap<string, unknown> {
    return this.#values;
  }

  state(id: string): ReadonlySignal<CellState> {
    return this.#node(id).state;
  }

  result(id: string): ReadonlySignal<CellResult | null> {
    return this.#node(id).result;
  }

  /** What a cell reads as it stands now; null while some of it is not there. */
  environment(id: string): Environment | null {
    return environmentOf(id, this.#graph.value, this.#cells, (other) => this.#node(other));
  }

  /** Why a cell is in the state that it is in, for the page to show; null where there is no such cell. */
  explain(id: string): Explanation | null {
    const cell = this.#cells.get(id);
    if (!cell) return null;
    return explanationOf(cell, {
      cells: this.#cells,
      graph: this.#graph.value,
      wanted: this.#wanted,
      node: (other) => this.#node(other),
      lazyAbove: this.#lazyAbove,
    });
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
    const now = new Map(document.cells.map((cell) => [cell.id, cell]));
    for (const [id, node] of this.#nodes) {
      const cell = now.get(id);
      const before = this.#cells.get(id);
      if (cell && before && isAnother(before, cell)) forget(node);
      if (cell) continue;
      node.run?.abort.abort();
      this.#nodes.delete(id);
      this.#onScreen.delete(id);
    }
    const ground = this.#ground?.() ?? null;
    const stands = ground?.version ?? version;
    if (ground) this.#takeSources(ground.sources);
    // What cells took on other data says nothing of what they take now.
    if (this.#version !== stands) this.#forgetCosts();
    this.#version = stands;
    this.#names = names;
    this.#cells = now;
    batch(() => {
      this.#document.value = document;
      this.#rebuild();
    });
    this.#answers.ask(document.cells);
  }

  /** Says which tables and files there are; cells that read one whose version differs follow. */
  setSources(sources: readonly Source[] | null): void {
    this.#takeSources(sources);
    this.#rebuild();
  }

  #takeSources(sources: readonly Source[] | null): void {
    const versions = (all: readonly Source[] | null) =>
      new Map(all?.map(({ name, version }) => [name, version]));
    const [before, now] = [versions(this.#sources), versions(sources)];
    this.#sources = sources;
    if ([...now].some(([name, version]) => before.get(name) !== version)) this.#forgetCosts();
  }

  #forgetCosts(): void {
    for (const node of this.#nodes.values()) node.cost = null;
  }

  /** Sets an input; the cells that depend on it follow. */
  setValue(name: string, value: unknown): void {
    this.#values.set(name, value);
    this.#changed();
  }

  /** Sets all inputs at once; those left out have their default again. */
  setValues(values: ReadonlyMap<string, unknown>): void {
    this.#values = new Map(values);
    this.#changed();
  }

  /** Cells above this cost, in milliseconds, wait to be asked: 0 makes all wait, Infinity none. */
  setLazyAbove(milliseconds: number): void {
    this.#lazyAbove = milliseconds;
    this.#replan();
  }

  /** When one cell runs, whatever its cost. */
  setEagerness(id: string, eagerness: Eagerness): void {
    this.#node(id).eagerness = eagerness;
    this.#replan();
  }

  eagerness(id: string): Eagerness {
    return this.#node(id).eagerness;
  }

  /**
   * Computes a cell again, whatever it costs and although nothing changed, and before it what it reads where that is
   * out of date; what reads it follows as after any change.
   */
  run(id: string): void {
    const node = this.#node(id);
    for (const other of [id, ...ancestorsOf(this.#graph.value, [id])]) this.#ask(this.#node(other));
    if (node.state.value.phase === 'done') {
      node.asked = true;
      node.key = null;
      node.turn++;
    }
    this.#changed();
  }

  /** Runs everything that waits to be asked. */
  runStale(): void {
    for (const node of this.#nodes.values()) {
      if (node.state.value.phase === 'stale') node.asked = true;
    }
    this.#replan();
  }

  /** Ends a cell's run, or its wait for one; its old result stays. */
  cancel(id: string): void {
    const node = this.#node(id);
    const { phase } = node.state.value;
    if (phase !== 'queued' && phase !== 'running') return;
    node.cancelled = this.#wanted.get(id)?.key ?? null;
    node.asked = false;
    this.#runs.end(node);
    this.#replan();
  }

  /** What is on screen runs first. */
  setOnScreen(id: string, visible: boolean): void {
    if (visible) this.#onScreen.add(id);
    else this.#onScreen.delete(id);
  }

  onScreen(id: string): boolean {
    return this.#onScreen.has(id);
  }

  /** Milliseconds that the cell's last run took of its own; null before the first, and on other data. */
  cost(id: string): number | null {
    return this.#node(id).cost;
  }

  dispose(): void {
    for (const node of this.#nodes.values()) this.#runs.end(node);
  }

  #node(id: string): Node {
    const known = this.#nodes.get(id);
    if (known) return known;
    const made = newNode();
    this.#nodes.set(id, made);
    return made;
  }

  /** Lets a cell that failed, was cancelled or waits to be asked run. */
  #ask(node: Node): void {
    const { phase } = node.state.value;
    if (phase === 'done' || phase === 'running') return;
    node.asked = true;
    // What was left out of prose because of this cell comes back with its next turn.
    if (node.failed || node.cancelled !== null) node.turn++;
    node.failed = null;
    node.cancelled = null;
  }

  /** The engine has said more about what SQL reads: edges go, results stay. */
  #refine(): void {
    const before = this.#wanted;
    this.#graph.value = this.#buildGraph();
    this.#wanted = this.#ingredients();
    for (const [id, { key }] of before) {
      const now = this.#wanted.get(id);
      if (now) relabel(this.#node(id), key, now);
    }
    this.#replan();
  }

  #rebuild(): void {
    this.#graph.value = this.#buildGraph();
    this.#changed();
  }

  #buildGraph(): Graph {
    const { cells, frontMatter } = this.#document.value;
    const sources = this.#sources;
    const everywhere = segmentOf(frontMatter);
    return buildGraph(cells, this.#names, { sources, answers: this.#answers.known, everywhere });
  }

  #ingredients(): ReadonlyMap<string, Ingredients> {
    return ingredientsOf(this.#cells, {
      graph: this.#graph.value,
      version: this.#version,
      sources: this.#sources,
      value: (name) => this.#values.get(name),
      turn: (id) => this.#node(id).turn,
    });
  }

  /** Something that results depend on has changed. */
  #changed(): void {
    this.#wanted = this.#ingredients();
    this.#replan();
  }

  /** Decides anew for every cell; what they should be computed from is as it was. */
  #replan(): void {
    const graph = this.#graph.value;
    const decisions = plan({
      cells: this.#cells,
      graph,
      wanted: this.#wanted,
      node: (id) => this.#node(id),
      lazyAbove: this.#lazyAbove,
      recalls: this.#recalls,
      obstacle: (cell) => obstacleOf(cell, graph),
    });
    batch(() => {
      for (const [id, decision] of decisions) this.#follow(id, decision);
      let stale = 0;
      for (const { state } of this.#nodes.values()) if (state.value.phase === 'stale') stale++;
      this.#staleCount.value = stale;
    });
    this.#runs.begin();
  }

  #follow(id: string, decision: Decision): void {
    const node = this.#node(id);
    const running = node.run && node.run.ingredients.key === this.#wanted.get(id)?.key;
    const phase = decision.kind === 'stands' ? decision.state.phase : '';
    if (node.run && !(running && (phase === 'queued' || phase === 'running'))) this.#runs.end(node);
    switch (decision.kind) {
      case 'fails': {
        const { error, path } = decision;
        node.result.value = null;
        node.key = null;
        node.had = null;
        show(node, { phase: 'failed', error, ...(path ? { path } : {}) });
        break;
      }
      case 'runs':
        this.#runs.add(node, decision.ingredients, decision.keptOnly);
        break;
      default:
        if (phase === 'done') node.asked = false;
        show(node, decision.state);
    }
  }
}

/** The segment that the front matter names, by which the notebook is filtered: `segment: vip`. */
export function segmentOf({ segment }: NotebookDocument['frontMatter']): string | null {
  return typeof segment === 'string' && segment.trim() !== '' ? segment.trim() : null;
}

/** True where only the place is the same, as in another notebook: an old result would be of something else. */
const isAnother = (before: Cell, now: Cell): boolean =>
  before.kind !== now.kind || (before.name !== now.name && before.body !== now.body);
