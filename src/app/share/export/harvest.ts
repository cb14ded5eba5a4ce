import { CELL_ELEMENTS } from '../../../cells/registry.ts';
import type { SqlDetail } from '../../../cells/types.ts';
import { columnLabel, kindOf } from '../../../charts/values.ts';
import { breath } from '../../../engine/breath.ts';
import { locale, t } from '../../../i18n/index.ts';
import type { Row } from '../../../metrics/types.ts';
import type { Cell, CellResult, CellState } from '../../../notebook/index.ts';
import type { ReportColumn, ReportPart, ReportTile } from '../../../report/index.ts';
import { explain } from '../../../ui/explain.ts';
import type { FigureElement } from '../../../ui/figure.ts';
import type { DataTable, TableColumn } from '../../../ui/table.ts';
import type { Tile } from '../../../ui/tile.ts';
import type { DatasetContext } from '../../../warehouse/types.ts';

interface Shown {
  readonly cell: Cell;
  readonly state: CellState;
  readonly result: CellResult | null;
  readonly context: DatasetContext | null;
}

type Waiting = Element & { readonly updateComplete?: Promise<unknown> };

/** Kinds whose result is rows, which the file shows as a table where the page draws them in another way. */
const ROWS = new Set(['sql', 'table']);

/**
 * What a cell shows, told from its own element: it is set up out of sight, so that any kind of cell is taken as it
 * draws itself, and nothing on screen moves.
 */
export async function partsOf({ cell, state, result, context }: Shown): Promise<ReportPart[]> {
  if (state.phase === 'failed' || state.phase === 'blocked') {
    const text = state.phase === 'failed' ? explain(state.error).sentence : blocked(state.by);
    return [{ kind: 'words', text, tone: 'bad' }];
  }
  if (!result) return [{ kind: 'words', text: t('report.not-run'), tone: 'plain' }];
  const place = document.createElement('div');
  place.hidden = true;
  const view = document.createElement(CELL_ELEMENTS[cell.kind]);
  Object.assign(view, {
    cell,
    result,
    context,
    state: { phase: 'done', milliseconds: 0, rows: result.total },
  });
  place.append(view);
  document.body.append(place);
  try {
    await allDrawn(view);
    await keepPictures(view);
    const parts = merged([...pieces(view)]).map((part) => asAsked(part, result));
    if (ROWS.has(cell.kind) && !parts.some(({ kind }) => kind === 'table' || kind === 'words'))
      parts.push(tablePart(cell.name ?? '', null, result.rows, result.total, 12));
    return parts;
  } finally {
    place.remove();
  }
}

const blocked = (by: string) => t('cells.state.blocked', { by });

/** Resolves when the element and all that stand within it have drawn themselves. */
async function allDrawn(element: Waiting): Promise<void> {
  await element.updateComplete;
  // What an element fetches for its drawing is here already, and comes with its next one.
  await breath();
  await element.updateComplete;
  const within = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
  for (const one of within) if (one.localName.includes('-')) await allDrawn(one);
}

/** Pictures of prose as part of the file; one that cannot be had is left out, since the file asks for nothing. */
async function keepPictures(view: Element): Promise<void> {
  for (const picture of view.shadowRoot?.querySelectorAll<HTMLImageElement>('.prose img') ?? []) {
    if (picture.src.startsWith('data:')) continue;
    const own = picture.src !== '' && new URL(picture.src).origin === location.origin;
    const kept = own ? await dataAddress(picture.src).catch(() => null) : null;
    if (kept === null) picture.remove();
    else picture.src = kept;
  }
}

async function dataAddress(address: string): Promise<string | null> {
  const response = await fetch(address);
  const blob = await response.blob();
  if (!response.ok || !blob.type.startsWith('image/')) return null;
  const reader = new FileReader();
  await new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return String(reader.result);
}

/** The pieces of a cell in the order in which they are read. */
function* pieces(root: Element | ShadowRoot, span = 12): Generator<ReportPart> {
  for (const element of root instanceof Element
    ? [...(root.shadowRoot?.children ?? []), ...root.children]
    : root.children) {
    const own = Number((element as HTMLElement).style?.getPropertyValue('--span')) || span;
    const piece = pieceOf(element, own);
    if (piece) yield piece;
    else if (piece === undefined) yield* pieces(element, own);
  }
}

/** Null where an element says nothing in a file; undefined where its own parts do. */
function pieceOf(element: Element, span: number): ReportPart | null | undefined {
  switch (element.localName) {
    case 'th-figure': {
      const { draw } = element as FigureElement;
      return { kind: 'figure', draw: (at) => draw(at), span };
    }
    case 'th-tile':
      return { kind: 'tiles', tiles: [tileOf(element as Tile)] };
    case 'th-table': {
      const { label, columns, rows } = element as DataTable;
      return tablePart(label, columns, rows, rows.length, span);
    }
    case 'th-empty':
      // What the page shows only where no drawing of the cell has anything; the file says that by itself.
      return element.classList.contains('none') ? null : wordsOf(element);
    case 'h4':
      return wordsOf(element);
    case 'button':
    case 'th-button':
    case 'th-menu':
    case 'th-icon':
    case 'th-sql':
    case 'th-grid':
    case 'th-drawer':
    case 'style':
      return null;
  }
  if (element.classList.contains('prose'))
    return { kind: 'prose', html: element.innerHTML.replaceAll(/<!--[\s\S]*?-->/g, '') };
  if (element.classList.contains('caption')) return null;
  if (element.classList.contains('sum') || element.classList.contains('facts'))
    return wordsOf(element);
  return undefined;
}

function wordsOf(element: Element): ReportPart | null {
  const text = [...element.querySelectorAll<HTMLElement>('*')].some(
    (one) => one.localName === 'th-chip',
  )
    ? [...element.querySelectorAll('th-chip')].map((chip) => chip.textContent?.trim()).join(' · ')
    : (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  return text === '' ? null : { kind: 'words', text, tone: 'plain' };
}

const tileOf = ({
  label,
  kind,
  value,
  previous,
  series,
  slotColour,
  inverse,
}: Tile): ReportTile => ({
  label,
  kind,
  value: value ?? null,
  previous: previous ?? null,
  series,
  slot: slotColour,
  inverse,
});

function tablePart(
  label: string,
  columns: readonly TableColumn[] | null,
  rows: readonly Row[],
  total: number,
  span: number,
): ReportPart {
  const named: readonly TableColumn[] =
    columns ?? Object.keys(rows[0] ?? {}).map((name) => ({ name }));
  return {
    kind: 'table',
    label: label || t('ui.table'),
    columns: named.map((column) => fullColumn(column, rows)),
    rows,
    total,
    span,
  };
}

function fullColumn({ name, label, kind }: TableColumn, rows: readonly Row[]): ReportColumn {
  const sample = rows.find((row) => row[name] !== null && row[name] !== undefined)?.[name];
  return {
    name,
    label: label ?? columnLabel(name, locale.value),
    kind: kind ?? kindOf(name, sample),
  };
}

/** A table of the result's own rows, of which the page holds the first: with how many there are, and by their types. */
function asAsked(part: ReportPart, { rows, total, detail }: CellResult): ReportPart {
  if (part.kind !== 'table' || part.rows !== rows) return part;
  const { columns = [] } = (detail ?? {}) as SqlDetail;
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const typed = part.columns.map((column): ReportColumn => {
    const type = types.get(column.name) ?? '';
    if (type.startsWith('TIMESTAMP')) return { ...column, kind: 'text' };
    return type.startsWith('DECIMAL') && column.kind === 'text'
      ? { ...column, exact: true }
      : column;
  });
  return { ...part, columns: typed, total };
}

/** Tiles that stand side by side are one piece. */
function merged(parts: readonly ReportPart[]): ReportPart[] {
  const found: ReportPart[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (part.kind === 'tiles' && last?.kind === 'tiles')
      found[found.length - 1] = { kind: 'tiles', tiles: [...last.tiles, ...part.tiles] };
    else found.push(part);
  }
  return found;
}
