import { TabhouseError } from '../../engine/errors.ts';
import {
  CANONICAL_COLUMNS,
  type CanonicalColumn,
  type ColumnOrigin,
  DECIMAL_COLUMNS,
  type DecimalColumn,
  type DecodePlan,
  ID_COLUMNS,
  type IdColumn,
  TEXT_COLUMNS,
  type TextColumn,
} from '../types.ts';
import { Column, KIND, type Kind } from './column.ts';
import { Dictionary } from './dictionary.ts';
import type { Dictionaries } from './types.ts';
import { WordTable } from './words.ts';

/** One thing to do with a field. A field that feeds several columns has several steps. */
export interface Step {
  readonly kind: Kind;
  readonly column: Column;
  /** Source position, from 0. */
  readonly position: number;
  /** True for the last step of its field. */
  readonly last: boolean;
}

/** The steps as parallel arrays, for the inner loop. */
export interface Program {
  readonly kinds: Uint8Array;
  readonly columns: readonly Column[];
  readonly last: Uint8Array;
}

/** Which field feeds which column; columns without a field have the same value in every row. */
export interface Layout {
  readonly width: number;
  readonly steps: readonly Step[];
  readonly program: Program;
  /** Columns fed from fields, in canonical order. */
  readonly columns: readonly Column[];
  readonly constants: readonly { readonly column: Column; readonly text: string }[];
  /** True where some field is in no column, so that rows carry a hash of the rest. */
  readonly hasRest: boolean;
  readonly dictionaries: Dictionaries;
}

export const isId = (name: CanonicalColumn): name is IdColumn =>
  (ID_COLUMNS as readonly string[]).includes(name);
const isText = (name: CanonicalColumn): name is TextColumn =>
  (TEXT_COLUMNS as readonly string[]).includes(name);
export const isDecimal = (name: CanonicalColumn): name is DecimalColumn =>
  (DECIMAL_COLUMNS as readonly string[]).includes(name);

function kindOf(name: CanonicalColumn, plan: DecodePlan): Kind {
  if (name === 'event_time') return plan.mapping.time?.kind === 'epoch' ? KIND.epoch : KIND.time;
  if (name === 'event_type') return KIND.word;
  if (isText(name)) return KIND.text;
  if (isDecimal(name)) return KIND.decimal;
  if (!isId(name)) return KIND.rating;
  return (plan.textual as readonly string[]).includes(name) ? KIND.text : KIND.integer;
}

/** Field that a column comes from; throws `mapping-incomplete` where the file has no such field. */
/** Position of a mapped column in the plan's shape. Throws `mapping-incomplete`. */
export function positionOf(origin: ColumnOrigin, name: CanonicalColumn, plan: DecodePlan): number {
  if ('constant' in origin) return -1;
  const { columns } = plan.shape;
  const position = 'position' in origin ? origin.position : columns.indexOf(origin.column);
  if (position >= 0 && position < columns.length) return position;
  const parameters = {
    column: name,
    file: plan.shape.name,
    field: 'position' in origin ? origin.position : origin.column,
  };
  throw new TabhouseError('mapping-incomplete', { parameters });
}

/** Lays a plan out for reading; new dictionaries are added to `dictionaries`. */
export function layoutOf(plan: DecodePlan, dictionaries: Dictionaries = {}): Layout {
  const width = plan.shape.columns.length;
  const rest = new Column('event_time', KIND.rest, plan, new Dictionary(), null);
  const columns: Column[] = [];
  const constants: { column: Column; text: string }[] = [];
  const byPosition: Column[][] = Array.from({ length: width }, () => []);
  for (const name of CANONICAL_COLUMNS) {
    const origin = plan.mapping.columns[name];
    if (!origin) continue;
    const column = columnOf(name, plan, dictionaries);
    if ('constant' in origin) constants.push({ column, text: origin.constant });
    else {
      byPosition[positionOf(origin, name, plan)]?.push(column);
      columns.push(column);
    }
  }
  const steps = byPosition.flatMap((targets, position) =>
    (targets.length === 0 ? [rest] : targets).map((column, i) => {
      return { kind: column.kind, column, position, last: i >= targets.length - 1 };
    }),
  );
  const hasRest = byPosition.some((targets) => targets.length === 0);
  const program = {
    kinds: Uint8Array.from(steps, ({ kind }) => kind),
    columns: steps.map(({ column }) => column),
    last: Uint8Array.from(steps, ({ last }) => (last ? 1 : 0)),
  };
  return { width, steps, program, columns, constants, hasRest, dictionaries };
}

function columnOf(name: CanonicalColumn, plan: DecodePlan, dictionaries: Dictionaries): Column {
  const kind = kindOf(name, plan);
  const words = kind === KIND.word ? new WordTable(plan.mapping.words) : null;
  if (kind !== KIND.text) return new Column(name, kind, plan, new Dictionary(), words);
  const key = name as keyof Dictionaries;
  const dictionary = dictionaries[key] ?? new Dictionary();
  dictionaries[key] = dictionary;
  return new Column(name, kind, plan, dictionary, null);
}
