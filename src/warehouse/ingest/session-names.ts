import { Dictionary } from '../../sources/read/index.ts';
import type { BuiltTable } from '../load.ts';
import { DICTIONARY, keyOf } from '../tables/index.ts';
import type { DatasetContext } from '../types.ts';
import type { Arranged, CarriedSessions } from './arrange.ts';
import { integers, ipcOf, textColumn } from './arrow.ts';
import type { Rows } from './bucket.ts';
import { unpacked } from './carried.ts';
import type { Batch } from './layers/layer.ts';
import type { Part } from './part.ts';
import { sharedKeys, withShared } from './shared-sessions.ts';

const TABLE = DICTIONARY.session_id;
const KEY = keyOf('session_id');

/** Keys and texts of a part's sessions whose texts travel with the rows, bucket by bucket. */
export class SessionNames {
  private readonly part: Part;
  private readonly shared: Dictionary;
  private last: number;
  private rows = 0;
  private seconds = 0;

  /** Makes the table. Keys begin after the shared ones and `before`. */
  static async start(
    part: Part,
    context: DatasetContext,
    shared: readonly string[],
    before: number,
  ): Promise<SessionNames> {
    await part.createTable(TABLE, context);
    return new SessionNames(part, sharedKeys(shared), shared.length + before);
  }

  private constructor(part: Part, shared: Dictionary, last: number) {
    this.part = part;
    this.shared = shared;
    this.last = last;
  }

  /** What `arrange` needs to give a bucket's sessions their keys. */
  of({ sessions = new Dictionary() }: Rows): CarriedSessions {
    return { ...withShared(sessions, this.shared), last: this.last };
  }

  /** The rows of the sessions that are an arranged bucket's alone. */
  batch({ sessions }: Rows, { named, lastSession }: Arranged): Batch | null {
    const started = performance.now();
    this.last = lastSession;
    if (!sessions || !named || named.length === 0) return null;
    const batch = rowsOf(sessions, named, lastSession - named.length);
    this.rows += named.length;
    this.seconds += (performance.now() - started) / 1000;
    return batch;
  }

  /** Writes the sessions that several buckets have: one part does. */
  async writeShared(): Promise<void> {
    const { size } = this.shared;
    if (size === 0) return;
    const all = Uint32Array.from({ length: size }, (_, index) => index + 1);
    await this.part.insert(TABLE, rowsOf(this.shared, all, 0).ipc);
    this.rows += size;
  }

  built(): BuiltTable {
    return { name: TABLE, rows: this.rows, bytes: 0, seconds: this.seconds };
  }
}

/** Rows of sessions whose keys follow `last`. */
function rowsOf(packed: Dictionary, keys: Uint32Array, last: number): Batch {
  const own = Uint32Array.from(keys, (_, index) => last + index + 1);
  const columns = [
    { name: KEY, data: integers(own, null, null) },
    { name: 'session_id', data: textColumn(unpacked(packed, keys)) },
  ];
  return { table: TABLE, rows: keys.length, ipc: ipcOf(columns, keys.length) };
}
