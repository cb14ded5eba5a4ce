import { KIND_ICONS } from '../../cells/frame/kinds.ts';
import { identifier } from '../../engine/identifier.ts';
import { isKey, t } from '../../i18n/index.ts';
import { METRICS } from '../../metrics/index.ts';
import { type Cell, type CellKind, type CellResult, newBlock } from '../../notebook/index.ts';
import type { IconName } from '../../ui/icons.ts';
import type { OpenDataset } from '../../warehouse/index.ts';
import { isPlain } from '../table-kinds.ts';

/** One thing that can be added to a notebook. */
export interface Starter {
  readonly id: string;
  readonly kind: CellKind;
  readonly icon: IconName;
  readonly title: string;
  /** A line that says what it is for. */
  readonly about: string;
  /** The block's text. */
  readonly text: string;
}

/** What starters are made for. */
export interface StarterContext {
  readonly cells: readonly Cell[];
  /** Where it will stand. */
  readonly at: number;
  readonly open: OpenDataset | null;
  readonly result: (id: string) => CellResult | null;
}

const INPUTS = [
  'select',
  'segmented',
  'multi-select',
  'search',
  'slider',
  'number',
  'text',
  'toggle',
  'date-range',
  'table',
  'chart',
  'selection',
] as const;

/** Everything that can be added, with a body that says something on the data that is open. */
export function starters(context: StarterContext): Starter[] {
  return [text(), sql(context), chart(context), table(context), tile(context), segment(context)]
    .concat(METRICS.map(({ kind }) => metric(kind, context)))
    .concat(INPUTS.map((type) => input(type, context)));
}

/** Those that a search finds, in their order; words can stand in any order. */
export function found(all: readonly Starter[], search: string): readonly Starter[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ id, title, about }) => {
    const own = `${id} ${title} ${about}`.toLowerCase();
    return words.every((word) => own.includes(word));
  });
}

function text(): Starter {
  const body = t('starter.text.body');
  return starter(
    'text',
    'text',
    t('starter.text'),
    t('starter.text.about'),
    newBlock('text', { body }),
  );
}

function sql({ cells, open }: StarterContext): Starter {
  const body = statement(open);
  return block('sql', 'query', body, cells);
}

function statement(open: OpenDataset | null): string {
  if (open && open.context.columns.length > 0) {
    return 'select event_type, count(*) as events\nfrom dwd_events\ngroup by all\norder by events desc';
  }
  const plain = open?.report.tables.find(isPlain);
  return plain ? `select *\nfrom ${identifier(plain.name)}\nlimit 1000` : 'select 1 as one';
}

function chart(context: StarterContext): Starter {
  const from = source(context);
  return block('chart', 'chart', `from: ${from?.name ?? 'query'}`, context.cells);
}

function table(context: StarterContext): Starter {
  return block('table', 'rows', `from: ${source(context)?.name ?? 'query'}`, context.cells);
}

function tile({ cells }: StarterContext): Starter {
  return block('tile', 'tiles', `${where(cells)}show: [pv, uv, orders, gmv]`, cells);
}

function segment({ cells }: StarterContext): Starter {
  return block('segment', 'segment', 'where: { event_type: purchase }', cells);
}

function metric(kind: string, { cells }: StarterContext): Starter {
  const key = `cells.metric.${kind}`;
  const about = `starter.metric.${kind}`;
  const scoped = METRICS.some(
    (one) => one.kind === kind && one.schema.some(({ name }) => name === 'from'),
  );
  const body = `kind: ${kind}\n${scoped ? where(cells) : ''}`;
  return starter(
    `metric ${kind}`,
    'metric',
    isKey(key) ? t(key) : kind,
    isKey(about) ? t(about) : t('starter.metric.about'),
    newBlock('metric', { name: freeName(kind, cells), body }),
  );
}

function input(type: (typeof INPUTS)[number], context: StarterContext): Starter {
  const { cells, open } = context;
  const name = freeName(type === 'date-range' ? 'period' : type.replace('-', '_'), cells);
  const column = open?.context.columns.find((one) => one === 'brand' || one === 'category_id');
  const more: Partial<Record<typeof type, string>> = {
    select: column ? `column: ${column}\n` : 'options: [A, B, C]\n',
    'multi-select': column ? `column: ${column}\n` : 'options: [A, B, C]\n',
    search: column ? `column: ${column}\n` : '',
    slider: 'min: 0\nmax: 100\nstep: 1\nvalue: 50\n',
    number: 'value: 10\n',
    segmented: 'options: [A, B, C]\nvalue: A\n',
    table: `from: ${source(context)?.name ?? 'query'}\n`,
    chart: `from: ${cells.find(({ kind, name: own }) => kind === 'chart' && own !== null)?.name ?? 'chart'}\n`,
  };
  const title = t(`starter.input.${type}`);
  const body = `type: ${type}\nlabel: ${title}\n${more[type] ?? ''}`;
  return starter(
    `input ${type}`,
    'input',
    title,
    t(`starter.input.${type}.about`),
    newBlock('input', { name, body }),
  );
}

function block(
  kind: 'sql' | 'chart' | 'table' | 'tile' | 'segment',
  name: string,
  body: string,
  cells: readonly Cell[],
): Starter {
  const text = newBlock(kind, { name: freeName(name, cells), body });
  return starter(kind, kind, t(`frame.kind.${kind}`), t(`starter.${kind}.about`), text);
}

function starter(id: string, kind: CellKind, title: string, about: string, text: string): Starter {
  return { id, kind, icon: KIND_ICONS[kind], title, about, text };
}

/** The nearest cell above that has rows and a name, else the nearest below. */
function source({ cells, at, result }: StarterContext): Cell | undefined {
  const has = ({ id, name, kind }: Cell) =>
    name !== null && (kind === 'sql' || kind === 'metric') && result(id)?.kind !== 'none';
  return cells.slice(0, at).findLast(has) ?? cells.slice(at).find(has);
}

/** Narrowed by the notebook's own period, where it has one. */
function where(cells: readonly Cell[]): string {
  const period = cells.find(({ kind, spec }) => kind === 'input' && spec.type === 'date-range');
  return period?.name ? `where: { day: $${period.name} }\n` : '';
}

/** A name that no cell has: `sales`, `sales_2`. */
export function freeName(base: string, cells: readonly Cell[]): string {
  const taken = new Set(cells.map(({ name }) => name?.toLowerCase()));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number++;
  return `${base}_${number}`;
}
