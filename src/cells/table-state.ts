import { isMap, parseDocument } from 'yaml';
import { AS_IT_IS, type GridState } from '../ui/grid/layout.ts';
import type { ColumnFilter, GridColumn, SortKey } from '../ui/grid/types.ts';

type Spec = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Spec =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const names = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];

/**
 * How a table cell's text arranges it: `sort` (`-price` is descending), `filter` by column, `order`, `hidden`, `pinned`,
 * `widths`; `columns` names all that are shown, in order. What cannot be meant is passed over.
 */
export function tableState(spec: Spec, columns: readonly GridColumn[]): GridState {
  const shown = Array.isArray(spec.columns) ? names(spec.columns) : null;
  const known = new Set(columns.map(({ name }) => name));
  return {
    ...AS_IT_IS,
    sort: [spec.sort].flat().flatMap((one) => sortKey(one, known)),
    filters: isObject(spec.filter) ? Object.entries(spec.filter).flatMap(filterOf) : [],
    order: shown ?? names(spec.order),
    hidden: shown
      ? columns.map(({ name }) => name).filter((name) => !shown.includes(name))
      : names(spec.hidden),
    pinned: names(spec.pinned),
    widths: isObject(spec.widths)
      ? Object.fromEntries(
          Object.entries(spec.widths).flatMap(([name, width]) =>
            Number.isFinite(Number(width)) ? [[name, Number(width)]] : [],
          ),
        )
      : {},
  };
}

function sortKey(one: unknown, known: ReadonlySet<string>): SortKey[] {
  if (isObject(one) && typeof one.column === 'string')
    return [{ column: one.column, descending: one.descending === true }];
  if (typeof one !== 'string' || one === '') return [];
  return one.startsWith('-') && !known.has(one)
    ? [{ column: one.slice(1), descending: true }]
    : [{ column: one, descending: false }];
}

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

function filterOf([column, value]: [string, unknown]): ColumnFilter[] {
  if (!isObject(value)) {
    const values = [value].flat().map(text);
    return [{ column, kind: 'in', values }];
  }
  if (Array.isArray(value.in)) return [{ column, kind: 'in', values: value.in.map(text) }];
  if (value.contains !== undefined)
    return [{ column, kind: 'contains', text: String(value.contains) }];
  if (typeof value.null === 'boolean') return [{ column, kind: 'null', is: value.null }];
  if ('from' in value || 'to' in value)
    return [{ column, kind: 'range', from: text(value.from), to: text(value.to) }];
  return [];
}

/** The cell's text with another arrangement than it was; comments and all other keys stay as they are. */
export function withTableState(body: string, state: GridState, was?: GridState): string {
  const document = parseDocument(body);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents)))
    return body;
  const spec = (document.toJS() ?? {}) as Spec;
  const before = was ?? tableState(spec, []);
  const arranged = Array.isArray(spec.columns);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  /** What is as it was keeps the way in which it is written. */
  const put = (key: string, was: unknown, now: unknown, value: unknown, present: boolean) => {
    if (JSON.stringify(was) === JSON.stringify(now)) return;
    if (present) document.set(key, document.createNode(value, { flow: key !== 'filter' } as never));
    else document.delete(key);
  };
  put(
    'sort',
    before.sort,
    state.sort,
    state.sort.map(({ column, descending }) =>
      column.startsWith('-') ? { column, descending } : `${descending ? '-' : ''}${column}`,
    ),
    state.sort.length > 0,
  );
  const filters = Object.fromEntries(state.filters.map((one) => [one.column, filterSpec(one)]));
  put('filter', before.filters, state.filters, filters, state.filters.length > 0);
  const arrangement = ({ order, hidden }: GridState) => JSON.stringify([order, hidden]);
  // `columns` says both at once, and is written as what it means when either changes.
  if (arranged && arrangement(before) !== arrangement(state)) {
    document.delete('columns');
    put('order', null, state.order, state.order, state.order.length > 0);
    put('hidden', null, state.hidden, state.hidden, state.hidden.length > 0);
  } else if (!arranged) {
    put('order', before.order, state.order, state.order, state.order.length > 0);
    put('hidden', before.hidden, state.hidden, state.hidden, state.hidden.length > 0);
  }
  put('pinned', before.pinned, state.pinned, state.pinned, state.pinned.length > 0);
  put('widths', before.widths, state.widths, state.widths, Object.keys(state.widths).length > 0);
  return document.toString({ lineWidth: 0 });
}

function filterSpec(filter: ColumnFilter): unknown {
  switch (filter.kind) {
    case 'in':
      return { in: filter.values };
    case 'contains':
      return { contains: filter.text };
    case 'null':
      return { null: filter.is };
    case 'range':
      return {
        ...(filter.from === null ? {} : { from: filter.from }),
        ...(filter.to === null ? {} : { to: filter.to }),
      };
  }
}
