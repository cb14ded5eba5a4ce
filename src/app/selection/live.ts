import { effect, untracked } from '@preact/signals-core';
import { passing } from '../../cells/passing.ts';
import { metricOf } from '../../cells/read.ts';
import type { CellEvents } from '../../cells/types.ts';
import { type Cell, EVERYWHERE } from '../../notebook/index.ts';
import { metricParameters } from '../parameters.ts';
import type { Workspace } from '../workspace.ts';
import { brushed, daysBetween, inputFor, isSelectionInput } from './answer.ts';
import { selectionOf } from './clauses.ts';
import { Cubes } from './cubes.ts';
import { filtersOf } from './filter.ts';
import { Following, type Values } from './following.ts';
import { isAdditive, type KnownDays, learnDays, previewed } from './previewed.ts';
import { previewOf } from './previews.ts';

type BrushDetail = CellEvents['th-brush']['detail'];

/** Columns of which a cube of days and hours knows every range. */
const CUBED = new Set(['day', 'hour', 'weekday']);

/**
 * Lets the cells that follow an input show at once what is sums, while a brush is dragged and as soon as the input
 * changes: added up from a small cube without asking the engine. What must be counted comes as the cells are run.
 */
export class AtOnce {
  readonly #workspace: Workspace;
  readonly #cubes: Cubes;
  readonly #days: KnownDays = new Map();
  #daysOf = '';
  #values: Values | null = null;
  #dragged: Values | null = null;
  readonly #following: Following;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#cubes = new Cubes(workspace);
    this.#following = new Following(workspace);
    effect(() => {
      const values = workspace.document.editor.value?.state.value.values ?? null;
      untracked(() => this.#changed(values));
    });
  }

  /** A brush is dragged: what follows it shows what it would be. */
  async drag(detail: BrushDetail): Promise<void> {
    const values = this.#dragging(detail);
    if (!values) return;
    this.#dragged = values;
    const followers = CUBED.has(detail.column) ? this.#followers(values, detail.id) : [];
    const told = new Set(followers.map(({ id }) => id));
    this.#following.follow({ values, except: detail.id, told });
    const { runtime } = this.#workspace;
    // What is out of sight follows when the hand lets go: its drawings would take the frames of those that are looked at.
    const seen = followers.filter(({ id }) => runtime.onScreen(id));
    await Promise.all(
      seen.map(async (cell) => {
        const parameters = this.#parameters(cell, values);
        if (!this.#cubes.find(parameters)) await this.#cubes.get(parameters, 'screen');
        if (this.#dragged === values) this.#show(cell, values);
      }),
    );
  }

  /** An input is dragged: what reads it shows what it would be, and it itself does where it is `shown`. */
  move(name: string, value: unknown, shown: boolean): void {
    const { runtime } = this.#workspace;
    const input = runtime.document.peek().cells.find((one) => one.name === name);
    const now = input && runtime.result(input.id).peek();
    if (shown && now) previewOf(this.#workspace, input.id).value = { ...now, value };
    this.#dragged = new Map([[name, value]]);
    this.#following.follow({ values: this.#dragged, except: '', told: new Set() });
  }

  /** The hand has let go: what was shown meanwhile stands until the cells have their own. */
  drop(): void {
    this.#dragged = null;
    this.#following.end();
    for (const { id } of this.#workspace.runtime.document.peek().cells)
      if (previewOf(this.#workspace, id).peek()) this.#release(id);
  }

  /** What the inputs would be if the brush were let go here. */
  #dragging({ id, column, from, to }: BrushDetail): Values | null {
    const { cells } = this.#workspace.runtime.document.peek();
    const cell = cells.find((one) => one.id === id);
    const input = cell && inputFor(cell, column, cells, true);
    if (!cell || !input?.name) return null;
    const now = this.#values?.get(input.name) ?? input.spec.value;
    const value = isSelectionInput(input)
      ? brushed(selectionOf(now), cell, column, from, to)
      : daysBetween(from, to);
    return new Map([[input.name, value]]);
  }

  #changed(values: Values | null): void {
    const before = this.#values;
    this.#values = values;
    if (!before || !values) return;
    const names = new Set([...before.keys(), ...values.keys()]);
    const changed = [...names].filter((name) => before.get(name) !== values.get(name));
    if (changed.length === 0) return;
    this.#cubes.giveWay();
    const now = new Map(changed.map((name) => [name, values.get(name)]));
    for (const cell of this.#followers(now)) {
      this.#show(cell, now);
      // The runtime hears of the change at the same time.
      queueMicrotask(() => this.#release(cell.id));
    }
  }

  /** Cells whose figures are sums and that follow any of the inputs. */
  #followers(values: Values, except = ''): readonly Cell[] {
    const { runtime } = this.#workspace;
    return runtime.document.peek().cells.filter((cell) => {
      return (
        cell.id !== except &&
        isAdditive(cell) &&
        [...values.keys()].some((name) => follows(cell, name))
      );
    });
  }

  /** A cell's parameters as they would be with other values of some inputs. */
  #parameters(cell: Cell, values: Values) {
    const { runtime, dataset } = this.#workspace;
    const { cells } = runtime.document.peek();
    const results = new Map(
      cells.flatMap(({ id, name }) => {
        const result = name === null ? null : runtime.result(id).peek();
        return name !== null && result ? [[name, result] as const] : [];
      }),
    );
    for (const [name, value] of values) {
      const before = results.get(name);
      const input = cells.find((one) => one.name === name);
      if (before) results.set(name, { ...before, value: value ?? input?.spec.value ?? null });
    }
    const everywhere = runtime.graph.peek().everywhere;
    const segment = everywhere?.cells.has(cell.id) ? results.get(everywhere.name) : undefined;
    if (segment) results.set(EVERYWHERE, segment);
    const context = dataset.peek()?.context;
    return context ? metricParameters(cell, results, context) : {};
  }

  /** Shows what the cube tells, where it is here; else the cell waits for its own result. */
  #show(cell: Cell, values: Values): void {
    const context = this.#workspace.dataset.peek()?.context;
    const shown = this.#workspace.runtime.result(cell.id).peek();
    if (!context || !shown) return;
    this.#learn(context.version);
    const parameters = this.#parameters(cell, values);
    const cube = this.#cubes.find(parameters);
    const preview = cube && previewed(cell, shown, cube, parameters, context, this.#days);
    if (preview) previewOf(this.#workspace, cell.id).value = preview;
  }

  #learn(version: string): void {
    if (this.#daysOf !== version) this.#days.clear();
    this.#daysOf = version;
    const { runtime } = this.#workspace;
    for (const { id } of runtime.document.peek().cells) {
      const metric = metricOf(runtime.result(id).peek());
      if (metric && runtime.state(id).peek().phase === 'done') learnDays(this.#days, metric);
    }
  }

  /** Takes the preview away as soon as the cell has a result of its own, or none is on its way. */
  #release(id: string): void {
    const { runtime } = this.#workspace;
    const preview = previewOf(this.#workspace, id);
    const before = runtime.result(id).peek();
    let stop = () => {};
    let over = false;
    stop = effect(() => {
      const { phase } = runtime.state(id).value;
      const waits = phase === 'queued' || phase === 'running';
      if (waits && runtime.result(id).value === before) return;
      over = true;
      stop();
      const now = runtime.result(id).peek();
      if (now && preview.peek()) passing.add(now);
      if (this.#dragged === null) preview.value = null;
      if (!waits) untracked(() => this.#prepare(id));
    });
    if (over) stop();
  }

  /** The next change of this cell's days and hours is told at once. */
  #prepare(id: string): void {
    const cell = this.#workspace.runtime.document.peek().cells.find((one) => one.id === id);
    if (cell && isAdditive(cell))
      void this.#cubes.get(this.#parameters(cell, new Map()), 'background');
  }

  /** Makes what the first change needs, once the page has come to rest. */
  prepareAll(): void {
    for (const { id } of this.#workspace.runtime.document.peek().cells) this.#prepare(id);
  }
}

const follows = (cell: Cell, name: string): boolean =>
  filtersOf(cell).includes(name) || JSON.stringify(cell.spec).includes(`"$${name}"`);

const known = new WeakMap<Workspace, AtOnce>();

/** One per page: it has one pointer. */
export function atOnce(workspace: Workspace): AtOnce {
  const made = known.get(workspace) ?? new AtOnce(workspace);
  known.set(workspace, made);
  return made;
}
