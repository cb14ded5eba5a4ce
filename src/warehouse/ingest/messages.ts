import type { EngineBinary } from '../../engine/index.ts';
import type { Slice } from '../../sources/read/index.ts';
import type { DecodePlan, IdColumn, Reject } from '../../sources/types.ts';
import type { BuiltTable, EarlierEvents } from '../load.ts';
import type { DatasetContext, RuleName, Rules } from '../types.ts';
import type { DimEntries } from './layers/dims.ts';
import type { Survey } from './reach/plan.ts';
import type { SessionCounts } from './robots.ts';
import type { Destinations } from './route.ts';
import type { Bounds } from './rules.ts';
import type { SharedSessions } from './shared-sessions.ts';

/** What every ingest worker is told at its start. */
export interface IngestSetup {
  readonly index: number;
  readonly workers: number;
  readonly destinations: Destinations;
  /** Rows of a page. */
  readonly pageRows: number;
  readonly files: readonly File[];
  /** One per file. */
  readonly plans: readonly DecodePlan[];
  readonly textual: readonly IdColumn[];
  /** True where the texts of sessions travel with the rows. */
  readonly carried: boolean;
  readonly rules: Rules;
  readonly bounds: Bounds | null;
  /** Share of the users whose rows are kept, above 0 to 1. */
  readonly sample: number;
  readonly wasm: EngineBinary;
  /** Database file of this worker's part, without `opfs://`; null in memory. */
  readonly file: string | null;
  /** Where rows that wait go beyond a limit of memory; null where they must stay there. */
  readonly spill: { readonly file: string; readonly limit: number } | null;
  /** The file of what is combined, at the worker that makes it. */
  readonly mainFile: string | null;
}

export interface ReadTask {
  /** Number of the slice over all files, in their order. */
  readonly order: number;
  /** Position among the files. */
  readonly file: number;
  readonly slice: Slice;
}

/** A part of a data set whose stored rows are taken as if they were read. */
export interface StoredTask {
  /** See `ReadTask.order`: what was stored comes before what is read. */
  readonly order: number;
  /** The attachment that holds its DWD, and the rows there. */
  readonly alias: string;
  readonly rows: number;
  readonly events: EarlierEvents;
}

/** In the place of a file. */
export const STORED = -1;

/** What became of a slice. */
export interface SliceResult {
  readonly order: number;
  /** Position among the files; `STORED` of rows that were stored. */
  readonly file: number;
  readonly records: number;
  readonly blank: number;
  /** Lines of the slice: what the lines of later slices of the file add. */
  readonly lines: number;
  readonly rejects: Readonly<Record<string, number>>;
  /** Lines are counted from the slice's start. */
  readonly kept: readonly Reject[];
  /** Rows of users outside of the sample. */
  readonly unsampled: number;
}

/** Why all must be read again, and how. */
export interface ReadAgain {
  readonly again: { readonly quoted: boolean; readonly textual: readonly IdColumn[] };
}

/** What a part's DWD holds. */
export interface DwdResult {
  readonly rows: number;
  readonly duplicates: number;
  /** Rows rejected by the robot rule. */
  readonly robots: number;
  /** The first of them: slice × 2^32 + row. */
  readonly robotOrdinals: Float64Array;
  readonly flags: Readonly<Record<RuleName, number>>;
  /** Microseconds since 1970 UTC; infinite where there are no rows. */
  readonly firstTime: number;
  readonly lastTime: number;
  /** Rows of each event type. */
  readonly types: readonly number[];
  /** True where instants may have more than whole seconds. */
  readonly fractions: boolean;
  /** Tables of identifiers' texts in this part, with their rows. */
  readonly tables: readonly BuiltTable[];
  readonly seconds: { readonly sort: number; readonly insert: number };
  /** Bytes of rows that waited in a file. */
  readonly spilled: number;
  /** Dims of which this part has all its rows at hand. */
  readonly dims: readonly string[];
}

/** A table as Arrow streams, for the page's own memory. */
export interface MemoryTable {
  readonly name: string;
  readonly batches: readonly Blob[];
}

export interface TablesResult {
  readonly tables: readonly BuiltTable[];
  /** Bytes of every table of the part's file. */
  readonly bytes: Readonly<Record<string, number>>;
  /** Filled in memory only. */
  readonly memory: readonly MemoryTable[];
  /** Rows of the dims that are put together over all parts. */
  readonly dims: readonly DimEntries[];
}

/** Figures of a worker at work, since the ones before. */
export interface IngestProgress {
  readonly stage: 'read' | 'sort' | 'dwd' | 'dws';
  readonly subject: string;
  readonly rows: number;
  readonly bytes: number;
  /** Share of the worker's work in this stage, 0 to 1. */
  readonly share: number;
}

/** What a part must know of sessions to tell and judge its own. */
export interface SessionTask {
  /** Source sessions with too many events; null where none has or the rule is off. */
  readonly robots: SessionCounts | null;
  /** Packed texts of sessions that several buckets have: the key of text n is n + 1. */
  readonly shared: readonly string[];
  /** Sessions of this part alone are numbered after it. */
  readonly before: number;
}

/** The face of an ingest worker. */
export interface IngestWorker {
  start(setup: IngestSetup, lines: (MessagePort | null)[], progress: MessagePort): Promise<void>;
  read(task: ReadTask): Promise<SliceResult | ReadAgain>;
  /** Takes stored rows; to be asked of owners of parts. */
  readStored(tasks: readonly StoredTask[]): Promise<readonly SliceResult[]>;
  /** Resolves when this worker has all pages of its part and the keys of the data set. */
  settle(): Promise<void>;
  /** What the rows of this part reach over. */
  survey(): Promise<Survey>;
  /** Source sessions that may be robots', by what this part holds. */
  suspects(): Promise<SessionCounts>;
  /** Distinct events of the suspected sessions in this part. */
  countSuspects(suspected: SessionCounts): Promise<SessionCounts>;
  /** Hashes of the sessions of this worker's shard that went to several buckets. */
  sessionPrints(): Promise<Uint32Array<ArrayBuffer>>;
  /** What this part holds of sessions with these hashes. */
  sharedSessions(prints: Uint32Array): Promise<SharedSessions>;
  /** Events of sessions by their packed texts. */
  countShared(texts: readonly string[]): Promise<readonly number[]>;
  buildDwd(context: DatasetContext, sessions: SessionTask): Promise<DwdResult>;
  /** Builds all other tables of the part and closes it. `rejects` go into it where nothing is combined. */
  buildTables(
    context: DatasetContext,
    rejects: readonly Reject[] | null,
    /** Dims that are put together over all parts: they are answered, and not written. */
    dims: readonly string[],
  ): Promise<TablesResult>;
  /** Builds tables of the part again from its stored DWD, into a file of their own. */
  relayer(task: RelayerTask): Promise<TablesResult>;
  /** Makes the main file from all parts' files; to be called when they are closed. */
  combine(task: CombineTask): Promise<CombineResult>;
  /** Bytes of its database's heap and of the rows that wait in it. */
  memoryBytes(): Promise<number>;
  /** Where rows of a slice stand in their file. */
  locate(task: ReadTask, rows: readonly number[]): Promise<readonly Reject[]>;
}

export interface CombineTask {
  readonly context: DatasetContext;
  readonly parts: readonly { readonly alias: string; readonly file: string }[];
  readonly rejects: readonly Reject[];
  /** Every part's rows of the dims that no part has written. */
  readonly dims?: readonly DimEntries[];
  /** Only these tables are made, and no rejects. */
  readonly only?: readonly string[];
}

/** A part of which tables are built again. */
export interface RelayerTask {
  readonly context: DatasetContext;
  /** The file that holds its DWD, and the rows there. */
  readonly file: string;
  readonly rows: number;
  readonly tables: readonly string[];
  /** True where rows flagged as repeats do not count. */
  readonly hidden: boolean;
}

export interface CombineResult {
  readonly tables: readonly BuiltTable[];
  /** Rows of the parts that a combined table stands in for, where it stands in for some only. */
  readonly replaced: Readonly<Record<string, number>>;
}
