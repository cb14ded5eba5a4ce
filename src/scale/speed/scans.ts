import { readEvents } from '../../sources/read/index.ts';
import {
  type CanonicalColumn,
  type DecodePlan,
  EVENT_TYPES,
  type EventChunk,
} from '../../sources/types.ts';
import { PARQUET_COLUMNS } from './parquet-file.ts';
import type { Scan, ScanAnswer } from './types.ts';

/** A file and how it is read. */
export interface Readable {
  readonly file: File;
  readonly plan: DecodePlan;
}

const PURCHASE = EVENT_TYPES.indexOf('purchase');
const NAMES: Partial<Record<CanonicalColumn, (typeof PARQUET_COLUMNS)[number]>> = {
  user_id: 'user_id',
  item_id: 'item_id',
  category_id: 'category_id',
  event_type: 'behavior',
  event_time: 'timestamp',
};
/** The canonical columns that a scan asks for. */
const NEEDED: Readonly<Record<Scan, readonly CanonicalColumn[]>> = {
  column: ['event_type'],
  filter: ['category_id', 'event_type'],
  whole: ['user_id', 'item_id', 'category_id', 'event_type', 'event_time'],
};

/** How the Parquet file is read where only some columns are asked for: the others are not decoded. */
export function parquetPlan(plan: DecodePlan, scan: Scan): DecodePlan {
  const wanted = NEEDED[scan].flatMap((name) => NAMES[name] ?? []);
  const mapped = NEEDED[scan].map((name) => [name, { column: NAMES[name] ?? name }] as const);
  const time = NEEDED[scan].includes('event_time') ? [] : [['event_time', { constant: '0' }]];
  return {
    ...plan,
    shape: { ...plan.shape, columns: PARQUET_COLUMNS.filter((name) => wanted.includes(name)) },
    mapping: { ...plan.mapping, columns: Object.fromEntries([...time, ...mapped]) },
  };
}

/** One scan of one file, from its bytes to its answer. `category` is the one that `filter` looks for. */
export async function scanned(
  { file, plan }: Readable,
  scan: Scan,
  category: number,
): Promise<ScanAnswer> {
  const parquet = plan.shape.format === 'parquet';
  const asked = parquet ? parquetPlan(plan, scan) : plan;
  const slice = { index: 0, start: 0, end: file.size, quoted: false };
  const options = parquet ? { columns: asked.shape.columns } : {};
  const tally = TALLIES[scan](category);
  for await (const { chunk } of readEvents(file, asked, slice, options)) tally.add(chunk);
  return tally.answer();
}

interface Tally {
  add(chunk: EventChunk): void;
  answer(): ScanAnswer;
}

const lowOf = (chunk: EventChunk, name: 'user_id' | 'item_id' | 'category_id'): Uint32Array => {
  const vector = chunk.ids[name];
  if (vector?.kind !== 'integer') throw new RangeError(`${name} is no integer`);
  return vector.low;
};

const TALLIES: Readonly<Record<Scan, (category: number) => Tally>> = {
  column: () => {
    let rows = 0;
    let figure = 0;
    return {
      add(chunk) {
        const { type } = chunk;
        for (let row = 0; row < chunk.rows; row++) if (type[row] === PURCHASE) figure++;
        rows += chunk.rows;
      },
      answer: () => ({ rows, figure }),
    };
  },
  filter: (category) => {
    let rows = 0;
    let figure = 0;
    return {
      add(chunk) {
        const { type } = chunk;
        const keys = lowOf(chunk, 'category_id');
        for (let row = 0; row < chunk.rows; row++) {
          if (keys[row] !== category) continue;
          rows++;
          if (type[row] === PURCHASE) figure++;
        }
      },
      answer: () => ({ rows, figure }),
    };
  },
  whole: () => {
    let rows = 0;
    let figure = 0;
    return {
      add(chunk) {
        const { type, time } = chunk;
        const users = lowOf(chunk, 'user_id');
        const items = lowOf(chunk, 'item_id');
        const categories = lowOf(chunk, 'category_id');
        for (let row = 0; row < chunk.rows; row++) {
          figure += (users[row] as number) + (items[row] as number) + (categories[row] as number);
          figure += (type[row] as number) + (time[row] as number) / 1e6;
        }
        rows += chunk.rows;
      },
      answer: () => ({ rows, figure }),
    };
  },
};
