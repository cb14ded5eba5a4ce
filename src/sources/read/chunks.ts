import { TabhouseError } from '../../engine/errors.ts';
import type {
  DecimalColumn,
  DecodePlan,
  EventChunk,
  IdColumn,
  IdVector,
  RefundRule,
  TextColumn,
} from '../types.ts';
import { type Column, KIND } from './column.ts';
import { FIELD, readField } from './fields.ts';
import { isDecimal, isId, type Layout } from './layout.ts';
import { applyRefunds } from './refunds.ts';

const encoder = new TextEncoder();
const NO_HASHES = new Uint32Array(0);

/** Fills chunks: the columns of a layout, its constants, and the hash of what no column holds. */
export class ChunkBuilder {
  rest = NO_HASHES;
  private capacity = 0;
  private readonly layout: Layout;
  private readonly refunds: readonly RefundRule[];
  private readonly byName: ReadonlyMap<string, Column>;
  private readonly time: Column;
  private readonly type: Column;

  constructor(layout: Layout, plan: DecodePlan) {
    this.layout = layout;
    this.refunds = plan.mapping.refunds ?? [];
    const all = [...layout.columns, ...layout.constants.map(({ column }) => column)];
    this.byName = new Map(all.map((column) => [column.name, column]));
    const time = this.byName.get('event_time');
    const type = this.byName.get('event_type');
    const parameters = { file: plan.shape.name, column: 'event_type' };
    if (!time) throw new TabhouseError('no-time-column', { parameters });
    if (!type) throw new TabhouseError('mapping-incomplete', { parameters });
    this.time = time;
    this.type = type;
  }

  /** Begins a chunk of at most `capacity` rows. */
  begin(capacity: number): void {
    this.capacity = capacity;
    this.rest = this.layout.hasRest ? new Uint32Array(capacity * 2) : NO_HASHES;
    for (const column of this.layout.columns) column.begin(capacity);
    for (const { column, text } of this.layout.constants) {
      column.begin(capacity);
      fillConstant(column, text);
    }
  }

  /** The hashes of all rows, to be mixed in place. */
  hashes(): Uint32Array {
    if (this.rest.length === 0) this.rest = new Uint32Array(this.capacity * 2);
    return this.rest;
  }

  /** Keeps the rows for which `keep` is true and moves them together; answers how many they are. */
  compact(rows: number, keep: (row: number) => boolean): number {
    let kept = 0;
    for (let row = 0; row < rows; row++) {
      if (!keep(row)) continue;
      if (kept < row) {
        for (const column of this.layout.columns) column.copyRow(row, kept);
        if (this.rest.length > 0) this.rest.copyWithin(kept * 2, row * 2, row * 2 + 2);
      }
      kept++;
    }
    return kept;
  }

  /** Sets the hash of a row's rest; only where it is not 0 or some row has one. */
  setRest(row: number, a: number, b: number): void {
    const rest = this.hashes();
    rest[row * 2] = a;
    rest[row * 2 + 1] = b;
  }

  /** The first `rows` rows, in arrays of their own. */
  chunk(rows: number): EventChunk {
    const ids: Partial<Record<IdColumn, IdVector>> = {};
    const text: Partial<Record<TextColumn, Uint32Array>> = {};
    const decimals: Partial<Record<DecimalColumn, Float64Array>> = {};
    for (const column of this.byName.values()) {
      if (isId(column.name)) ids[column.name] = column.idVector(rows);
      else if (isDecimal(column.name)) decimals[column.name] = column.floats.subarray(0, rows);
      else if (column.kind === KIND.text) {
        text[column.name as TextColumn] = column.keys.subarray(0, rows);
      }
    }
    const rating = this.byName.get('rating')?.floats.subarray(0, rows);
    applyRefunds(this.refunds, this.byName, this.type.types, rows);
    return {
      rows,
      time: this.time.floats.subarray(0, rows),
      type: this.type.types.subarray(0, rows),
      ids,
      text,
      decimals,
      ...(rating && { rating }),
      ...(this.rest.length > 0 && { rest: this.rest.subarray(0, rows * 2) }),
    };
  }
}

/** Throws `mapping-incomplete` where the constant is no value of its column. */
function fillConstant(column: Column, text: string): void {
  const bytes = encoder.encode(text);
  const state = readField(column, 0, bytes, 0, bytes.length);
  if (state === FIELD.bad || state === FIELD.textual) {
    throw new TabhouseError('mapping-incomplete', {
      parameters: { column: column.name, field: text },
    });
  }
  if (column.keys.length > 0) column.keys.fill(column.keys[0] ?? 0);
  if (column.high.length > 0) column.high.fill(column.high[0] ?? 0);
  if (column.valid.length > 0) column.valid.fill(column.valid[0] ?? 0);
  if (column.floats.length > 0) column.floats.fill(column.floats[0] ?? 0);
  if (column.types.length > 0) column.types.fill(column.types[0] ?? 0);
}
