import { effect } from '@preact/signals-core';
import { metricOf } from '../../cells/read.ts';
import type { CellEvents, TilesDetail } from '../../cells/types.ts';
import {
  type DayHourCube,
  dayHourCube,
  type MetricResult,
  previousPeriod,
  type RawParameters,
  type Row,
} from '../../metrics/index.ts';
import type { Cell, CellResult } from '../../notebook/index.ts';
import type { DatasetContext } from '../../warehouse/index.ts';
import { metricParameters } from '../parameters.ts';
import type { Workspace } from '../workspace.ts';
import { brushed, inputFor, isSelectionInput } from './answer.ts';
import { selectionOf } from './clauses.ts';
import { filtersOf } from './filter.ts';
import { previewOf } from './previews.ts';
import { dailySums, hourlySums, overviewSums, type Window } from './sums.ts';

type BrushDetail = CellEvents['th-brush']['detail'];

const brushes = new WeakMap<Workspace, LiveBrush>();

/** The page has one pointer, and so one brush. */
export function liveBrush(workspace: Workspace): LiveBrush {
  const known = brushes.get(workspace) ?? new LiveBrush(workspace);
  brushes.set(workspace, known);
  return known;
}

/** Columns of which a cube of days and hours knows every range. */
const CUBED = new Set(['day', 'hour', 'weekday']);

interface Follower {
  readonly cell: Cell;
  readonly cube: DayHourCube;
}

/**
 * Lets the cells that follow a selection follow it while it is dragged: what is sums is added up from a small cube, held
 * from the first move on, without asking the engine; what must be counted waits until the hand lets go.
 */
export class LiveBrush {
  readonly #workspace: Workspace;
  #held: { readonly key: string; readonly followers: Promise<readonly Follower[]> } | null = null;
  #latest: BrushDetail | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The hand moves. */
  async move(detail: BrushDetail): Promise<void> {
    this.#latest = detail;
    const found = this.#target(detail);
    const context = this.#workspace.dataset.peek()?.context;
    if (!found || !context || !CUBED.has(detail.column)) return;
    const key = `${detail.id} ${detail.column} ${context.version} ${found.input.name}`;
    if (this.#held?.key !== key)
      this.#held = { key, followers: this.#hold(found.cell, found.input, detail, context) };
    const followers = await this.#held.followers.catch(() => []);
    if (this.#latest !== detail) return;
    for (const { cell, cube } of followers) this.#show(cell, cube, found, detail, context);
  }

  /** The hand has let go: what was shown meanwhile stands until the cells have their own. */
  end(): void {
    this.#latest = null;
    const held = this.#held;
    this.#held = null;
    void held?.followers.then((all) => {
      for (const { cell } of all) this.#release(cell.id);
    });
  }

  #target({ id, column }: BrushDetail) {
    const { cells } = this.#workspace.runtime.document.peek();
    const cell = cells.find((one) => one.id === id);
    const input = cell && inputFor(cell, column, cells, true);
    return cell && input?.name ? { cell, input } : null;
  }

  /** The cells that follow the input, each with what its figures add up from. */
  async #hold(
    brushing: Cell,
    input: Cell,
    { column }: BrushDetail,
    context: DatasetContext,
  ): Promise<readonly Follower[]> {
    const { runtime, engine } = this.#workspace;
    const cubes = new Map<string, Promise<DayHourCube>>();
    const following = runtime.document.peek().cells.filter((cell) => {
      return (
        cell.id !== brushing.id &&
        isAdditive(cell) &&
        follows(cell, input) &&
        runtime.environment(cell.id)
      );
    });
    return Promise.all(
      following.map(async (cell) => {
        const { filters = {} } = this.#parameters(cell, input, brushing, column, null, context);
        // What is dragged is summed up here: the cube must hold all of it.
        const rest = Object.fromEntries(
          Object.entries(filters as object).filter(([name]) => name !== column),
        );
        const key = JSON.stringify(rest, (_, value) =>
          typeof value === 'bigint' ? `${value}` : value,
        );
        const cube =
          cubes.get(key) ?? dayHourCube(engine, { filters: rest }, context, { priority: 'screen' });
        cubes.set(key, cube);
        return { cell, cube: await cube };
      }),
    );
  }

  /** A cell's parameters as they would be with the range. */
  #parameters(
    cell: Cell,
    input: Cell,
    brushing: Cell,
    column: string,
    range: Pick<BrushDetail, 'from' | 'to'> | null,
    context: DatasetContext,
  ): RawParameters {
    const { runtime } = this.#workspace;
    const results = new Map(runtime.environment(cell.id)?.results);
    const name = input.name ?? '';
    const before = results.get(name);
    const value = isSelectionInput(input)
      ? brushed(
          selectionOf(before?.value),
          brushing,
          column,
          range?.from ?? null,
          range?.to ?? null,
        )
      : range;
    if (before) results.set(name, { ...before, value });
    return metricParameters(cell, results, context);
  }

  #show(
    cell: Cell,
    cube: DayHourCube,
    { cell: brushing, input }: { readonly cell: Cell; readonly input: Cell },
    detail: BrushDetail,
    context: DatasetContext,
  ): void {
    const shown = this.#workspace.runtime.result(cell.id).peek();
    const own = metricOf(shown);
    if (!shown || !own) return;
    const parameters = this.#parameters(cell, input, brushing, detail.column, detail, context);
    const preview = previewed(cell, shown, own, cube, parameters, context);
    if (preview) previewOf(this.#workspace, cell.id).value = preview;
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
      if (phase === 'queued' || (phase === 'running' && runtime.result(id).value === before))
        return;
      preview.value = null;
      over = true;
      stop();
    });
    if (over) stop();
  }
}

/** Metrics whose figures, or most of them, are sums over days and hours. */
const isAdditive = ({ kind, spec }: Cell): boolean =>
  kind === 'tile' || (kind === 'metric' && (spec.kind === 'overview' || spec.kind === 'hourly'));

const follows = (cell: Cell, { name }: Cell): boolean =>
  name !== null &&
  (filtersOf(cell).includes(name) || JSON.stringify(cell.spec).includes(`"$${name}"`));

/** What the cell shows of these parameters: its sums, and that the rest is still to be counted. */
function previewed(
  cell: Cell,
  shown: CellResult,
  own: MetricResult,
  cube: DayHourCube,
  parameters: RawParameters,
  context: DatasetContext,
): CellResult | null {
  const window = windowOf(parameters);
  const columns = Object.keys(own.rows[0] ?? {});
  if (columns.length === 0) return null;
  const partly = (rows: readonly Row[], known: readonly string[]): MetricResult => {
    const pending = columns.filter((name) => !known.includes(name));
    const filled = rows.map((row) =>
      Object.fromEntries(columns.map((name) => [name, row[name] ?? null])),
    );
    return { ...own, rows: filled, total: rows.length, pending };
  };
  const overview = ['day', 'pv', 'purchases', 'gmv', 'conversion_event'];
  if (cell.kind === 'tile') {
    const current = partly([overviewSums(cube, window)], overview);
    const before = previousPeriod(parameters, context);
    const previous = before && partly([overviewSums(cube, { ...window, ...before })], overview);
    const detail: TilesDetail = { current, previous, daily: dailySums(cube, window) };
    return { ...shown, rows: current.rows, detail };
  }
  if (own.kind === 'overview') {
    const byDay = parameters.by === 'day';
    const rows = byDay ? dailySums(cube, window) : [overviewSums(cube, window)];
    const result = partly(rows, overview);
    return { ...shown, rows: result.rows, total: rows.length, detail: result };
  }
  const byEvent = (parameters.basis ?? 'event') === 'event';
  const known = ['weekday', 'hour', 'views', 'purchases', ...(byEvent ? ['conversion'] : [])];
  const rows = hourlySums(cube, window, parameters.by === 'weekday' ? context.weekStart : null);
  const result = partly(byEvent ? rows : rows.map((row) => ({ ...row, conversion: null })), known);
  return { ...shown, rows: result.rows, total: rows.length, detail: result };
}

/** The part of the cube that parameters ask for; their other filters are in the cube. */
function windowOf(parameters: RawParameters): Window {
  const { from, to } = parameters;
  const filters = (parameters.filters ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  const days = filters.day?.filter((day) => typeof day === 'string');
  return {
    from: typeof from === 'string' ? from : null,
    to: typeof to === 'string' ? to : null,
    hours: filters.hour ? new Set(filters.hour.map(Number)) : null,
    days: days ? new Set(days) : null,
  };
}
