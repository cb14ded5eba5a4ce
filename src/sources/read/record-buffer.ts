import type { ReadProgress, RecordBatch } from './types.ts';

const ROWS = 1 << 14;

/** Gathers records into batches of columns, and counts. */
export class RecordBuffer {
  bytes = 0;
  lines = 0;
  blank = 0;
  private records = 0;
  private widest = 0;
  private columns: (string | null)[][];
  private readonly width: number;
  private readonly joint: string;

  /** `joint` stands between the fields that are too many for `width` columns. */
  constructor(width: number, joint = ',') {
    this.width = width;
    this.joint = joint;
    this.columns = this.none();
  }

  get full(): boolean {
    return (this.columns[0]?.length ?? 0) >= ROWS;
  }

  get empty(): boolean {
    return (this.columns[0]?.length ?? 0) === 0;
  }

  get progress(): ReadProgress {
    const { bytes, records, blank, lines } = this;
    return { bytes: Math.round(bytes), records, blank, lines };
  }

  add(fields: readonly (string | null)[]): void {
    const { columns, width } = this;
    this.records++;
    if (fields.length > this.widest) this.widest = fields.length;
    const last = width - 1;
    for (let i = 0; i < last; i++) columns[i]?.push(fields[i] || null);
    const tail = fields.length > width ? fields.slice(last).join(this.joint) : fields[last];
    columns[last]?.push(tail || null);
  }

  take(): RecordBatch {
    const { columns, widest } = this;
    this.columns = this.none();
    return { rows: columns[0]?.length ?? 0, columns, widest, progress: this.progress };
  }

  private none(): (string | null)[][] {
    return Array.from({ length: this.width }, () => []);
  }
}
