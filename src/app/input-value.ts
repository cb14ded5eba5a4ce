import type { InputDetail, InputOption } from '../cells/types.ts';
import { type Engine, type Priority, rowsOf } from '../engine/index.ts';
import { t } from '../i18n/index.ts';
import { listText } from '../metrics/parameters/list-text.ts';
import type { Cell, CellResult } from '../notebook/index.ts';
import type { DatasetContext } from '../warehouse/index.ts';
import { choicesSql, OPTION_LIMIT, present } from './input-choices.ts';
import { filterColumn } from './parameters.ts';

interface On {
  readonly engine: Engine;
  readonly context: DatasetContext;
  readonly stands?: () => boolean;
}

interface Options {
  readonly signal: AbortSignal;
  readonly priority: Priority;
}

const MANY = new Set(['multi-select', 'table', 'chart']);
const NUMERIC = new Set(['number', 'slider']);

/**
 * An input's value of its own type, with what it can be: `set` is what the reader chose, undefined for the default of
 * its block. A choice that the data no longer has stays the value, and is named in `gone`.
 */
export async function inputResult(
  cell: Cell,
  set: unknown,
  results: ReadonlyMap<string, CellResult>,
  on: On,
  options: Options,
): Promise<CellResult> {
  const type = String(cell.spec.type ?? 'text');
  const raw = set === undefined ? (cell.spec.value ?? null) : set;
  const found = await detailOf(cell, type, results, on, options);
  if (found.detail.unavailable !== undefined) return result(null, found.detail);
  const value = typed(type, raw, cell, found);
  const gone = await missing(value, found, cell, on, options);
  return result(value, gone.length > 0 ? { ...found.detail, gone } : found.detail);
}

const result = (value: unknown, detail: InputDetail): CellResult => ({
  kind: 'value',
  rows: [],
  total: 0,
  relation: null,
  value,
  detail,
});

interface Found {
  readonly detail: InputDetail;
  /** Text of a choice → the value itself, where it is no text. */
  readonly originals: ReadonlyMap<string, unknown>;
  /** Which choices there are: `all` of them are known, only the `first`, or there is no list at all. */
  readonly known: 'all' | 'first' | 'none';
  /** Column of the events that they come from. */
  readonly column?: string;
}

const NOTHING: Found = { detail: {}, originals: new Map(), known: 'none' };

async function detailOf(
  { spec }: Cell,
  type: string,
  results: ReadonlyMap<string, CellResult>,
  on: On,
  options: Options,
): Promise<Found> {
  const { context } = on;
  if (type === 'date-range') {
    const detail = context.from && context.to ? { min: context.from, max: context.to } : {};
    return { ...NOTHING, detail };
  }
  if (Array.isArray(spec.options)) {
    const values = spec.options.map((one: unknown) =>
      typeof one === 'object' && one !== null && 'value' in one ? one.value : one,
    );
    return { detail: {}, originals: byText(values), known: type === 'search' ? 'none' : 'all' };
  }
  if (typeof spec.from === 'string') return ofCell(spec, type, results.get(spec.from));
  if (typeof spec.column !== 'string') return NOTHING;
  const column = filterColumn(spec.column, context);
  if (!context.columns.some((one) => one === column)) {
    const unavailable = t('app.input.no-column', { column: String(spec.label ?? column) });
    return { ...NOTHING, detail: { unavailable } };
  }
  if (NUMERIC.has(type)) {
    const { min, max } = await bounds(column, on, options);
    return {
      ...NOTHING,
      detail: { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) },
    };
  }
  const choices = await choicesOf(column, on, options);
  const known = type === 'search' ? 'none' : choices.length < OPTION_LIMIT ? 'all' : 'first';
  return { detail: { options: choices }, originals: new Map(), known, column };
}

/** Choices from the rows of another cell: the values of a column, its first where none is named. */
function ofCell(spec: Cell['spec'], type: string, source: CellResult | undefined): Found {
  const rows = source?.rows ?? [];
  const column = typeof spec.column === 'string' ? spec.column : Object.keys(rows[0] ?? {})[0];
  if (column !== undefined && rows[0] && !(column in rows[0])) {
    const unavailable = t('editors.input.no-column', { column, name: String(spec.from) });
    return { ...NOTHING, detail: { unavailable } };
  }
  const values = column === undefined ? [] : rows.map((row) => row[column]);
  const present = values.filter((value) => value !== null && value !== undefined);
  if (NUMERIC.has(type)) {
    const numbers = present.map(Number).filter(Number.isFinite);
    if (numbers.length === 0) return NOTHING;
    const [min, max] = [
      numbers.reduce((a, b) => Math.min(a, b)),
      numbers.reduce((a, b) => Math.max(a, b)),
    ];
    return { ...NOTHING, detail: { min, max } };
  }
  const originals = byText(present);
  const all = source !== undefined && source.total <= source.rows.length;
  return {
    detail: { options: [...originals.keys()].slice(0, OPTION_LIMIT).map((value) => ({ value })) },
    originals,
    known: type === 'search' ? 'none' : all ? 'all' : 'first',
  };
}

const byText = (values: readonly unknown[]): ReadonlyMap<string, unknown> =>
  new Map(values.map((value) => [String(value), value]));

/** The value of an input's type; what cannot be one is none. */
function typed(type: string, raw: unknown, { spec }: Cell, { originals, detail }: Found): unknown {
  const one = (value: unknown) => originals.get(String(value)) ?? value;
  const listed = (Array.isArray(raw) ? raw : raw === null || raw === '' ? [] : [raw]).map(one);
  if (NUMERIC.has(type)) {
    const none = raw === null || raw === '' || Array.isArray(raw);
    const number = none ? Number.NaN : Number(raw);
    if (Number.isFinite(number)) return number;
    // A slider always stands somewhere.
    const least = type === 'slider' ? Number(spec.min ?? detail.min ?? Number.NaN) : Number.NaN;
    return Number.isFinite(least) ? least : null;
  }
  if (type === 'toggle') return raw === true || raw === 'true';
  if (type === 'text' || type === 'search')
    return Array.isArray(raw) ? listText(raw) : raw === null ? '' : String(raw);
  if (type === 'date-range') return raw;
  if (MANY.has(type) && spec.multiple !== false) return listed;
  const [first = null] = listed;
  if (first !== null || (type !== 'segmented' && spec.required !== true)) return first;
  // One of them must be taken.
  const [fallback = null] = originals.values();
  return fallback;
}

/** Chosen values that the data does not have, as text. */
async function missing(
  value: unknown,
  { known, originals, detail, column }: Found,
  cell: Cell,
  on: On,
  options: Options,
): Promise<readonly string[]> {
  const chosen = (Array.isArray(value) ? value : value === null ? [] : [value]).map(String);
  if (chosen.length === 0 || known === 'none') return [];
  const listed = new Set([...originals.keys(), ...(detail.options ?? []).map((one) => one.value)]);
  const unlisted = chosen.filter((one) => !listed.has(one));
  if (unlisted.length === 0 || known === 'all') return unlisted;
  if (column === undefined) return [];
  const there = await present(column, unlisted, on, { ...options, label: cell.name ?? cell.id });
  return unlisted.filter((one) => !there.has(one));
}

/** The least and the largest value of a column. */
async function bounds(
  column: string,
  on: On,
  options: Options,
): Promise<{ readonly min: number | null; readonly max: number | null }> {
  const sql = `select min(try_cast("${column}" as double)) as low, max(try_cast("${column}" as double)) as high from dwd`;
  const [row] = await remembered(`bounds ${column}`, on, async () =>
    rowsOf(await on.engine.query(sql, [], options)),
  );
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  return { min: number(row?.low), max: number(row?.high) };
}

/** The most frequent values of a column, from the smallest layer that knows them. */
const choicesOf = (column: string, on: On, options: Options): Promise<readonly InputOption[]> =>
  remembered(`choices ${column}`, on, async () => {
    const table = await on.engine.query(choicesSql(column, on.context), [], options);
    return rowsOf(table).map((row) => ({ value: String(row.value), count: Number(row.n) }));
  });

/** Takes the choices of an input from its result, where that was kept from an earlier visit: they are not asked again. */
export function recallChoices(
  { kind, spec }: Cell,
  result: CellResult | null,
  context: DatasetContext,
): void {
  const { options } = (result?.detail ?? {}) as InputDetail;
  if (kind !== 'input' || !options || typeof spec.column !== 'string') return;
  if (Array.isArray(spec.options) || typeof spec.from === 'string') return;
  const own = known.get(context) ?? new Map<string, unknown>();
  const what = `choices ${filterColumn(spec.column, context)}`;
  if (!own.has(what)) known.set(context, own.set(what, options));
}

const known = new WeakMap<DatasetContext, Map<string, unknown>>();

/**
 * What is asked for once a data set: an input runs with every change of its own value, and what reads it waits for
 * it.
 */
async function remembered<T>(
  what: string,
  { context, stands }: On,
  ask: () => Promise<T>,
): Promise<T> {
  const own = known.get(context) ?? new Map<string, unknown>();
  if (own.has(what)) return own.get(what) as T;
  const answer = await ask();
  if (stands?.() !== false) known.set(context, own.set(what, answer));
  return answer;
}
