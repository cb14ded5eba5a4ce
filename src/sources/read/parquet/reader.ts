import type { RecordBatch } from 'apache-arrow';
import type { DecodePlan, IdColumn } from '../../types.ts';
import { checkIdentity } from '../bytes.ts';
import { ChunkBuilder } from '../chunks.ts';
import { KIND } from '../column.ts';
import { FIELD } from '../fields.ts';
import { type Layout, layoutOf } from '../layout.ts';
import { KEPT_CHARACTERS, RejectCounter } from '../rejects.ts';
import { Reread } from '../reread.ts';
import type {
  Dictionaries,
  EventReader,
  ReadOptions,
  ReadProgress,
  ReadResult,
  Slice,
} from '../types.ts';
import { parquetBatches } from './batches.ts';
import { fillColumn } from './fill.ts';
import { hashLeaf, mixText } from './hash.ts';
import { type Leaf, leafFields, leafOf } from './leaves.ts';
import { textAt } from './text.ts';

/** Reads the events of some row groups of a Parquet file. */
export class ParquetReader implements EventReader {
  readonly rejects: RejectCounter;
  private records = 0;
  private readonly layout: Layout;
  private readonly builder: ChunkBuilder;
  private readonly file: File;
  private readonly plan: DecodePlan;
  private readonly slice: Slice;
  private readonly options: ReadOptions;

  constructor(file: File, plan: DecodePlan, slice: Slice, options: ReadOptions) {
    checkIdentity(file, plan.shape);
    this.file = file;
    this.plan = plan;
    this.slice = slice;
    this.options = options;
    this.layout = layoutOf(plan, options.dictionaries);
    this.builder = new ChunkBuilder(this.layout, plan);
    this.rejects = new RejectCounter(plan.shape.name);
  }

  get dictionaries(): Dictionaries {
    return this.layout.dictionaries;
  }

  get progress(): ReadProgress {
    const { records, plan, slice } = this;
    const perRow = plan.shape.size / Math.max(1, plan.shape.estimatedRows);
    const bytes = Math.min(slice.end - slice.start, Math.round(records * perRow));
    return { bytes, records, blank: 0, lines: records };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReadResult> {
    const { rowGroups } = this.slice;
    const { signal, columns } = this.options;
    for await (const batch of parquetBatches(this.file, { rowGroups, columns, signal })) {
      const result = this.read(batch);
      if (result) yield result;
    }
  }

  private read(batch: RecordBatch): ReadResult | null {
    const { layout, builder } = this;
    const leaves = leafFields(batch.schema).map(({ path }) => leafOf(batch, path));
    const rows = batch.numRows;
    const before = this.records;
    this.records += rows;
    builder.begin(rows);
    const bad = new Map<number, string>();
    const textual = new Map<number, IdColumn[]>();
    for (const { kind, column, position } of layout.steps) {
      const leaf = leaves[position];
      if (!leaf) continue;
      if (kind === KIND.rest) {
        hashLeaf(leaf, builder.hashes());
        continue;
      }
      fillColumn(column, leaf, (row, state) => {
        if (state === FIELD.inexact) mixText(builder.hashes(), row, textAt(leaf, row) ?? '');
        else if (state === FIELD.textual) push(textual, row, column.name as IdColumn);
        else if (!bad.has(row)) bad.set(row, column.name);
      });
    }
    for (const [row, names] of textual) if (!bad.has(row)) throw new Reread({ textual: names });
    const fields = this.plan.shape.columns;
    const textOf = (row: number) => rowText(leaves, fields, row);
    for (const [row, reason] of [...bad].sort(([a], [b]) => a - b)) {
      this.rejects.add(reason, before + row + 1, () => textOf(row));
    }
    const kept = bad.size === 0 ? null : rowsBut(bad, rows);
    const count = kept ? builder.compact(rows, (row) => !bad.has(row)) : rows;
    if (count === 0) return null;
    return {
      chunk: builder.chunk(count),
      progress: this.progress,
      locate: (row) => {
        const source = kept?.[row] ?? row;
        return { line: before + source + 1, text: textOf(source) };
      },
    };
  }
}

function push(map: Map<number, IdColumn[]>, row: number, name: IdColumn): void {
  const names = map.get(row);
  if (names) names.push(name);
  else map.set(row, [name]);
}

function rowsBut(bad: ReadonlyMap<number, string>, rows: number): number[] {
  const kept: number[] = [];
  for (let row = 0; row < rows; row++) if (!bad.has(row)) kept.push(row);
  return kept;
}

function rowText(leaves: readonly Leaf[], names: readonly string[], row: number): string {
  const record = Object.fromEntries(leaves.map((leaf, i) => [names[i], textAt(leaf, row)]));
  return JSON.stringify(record).slice(0, KEPT_CHARACTERS);
}
