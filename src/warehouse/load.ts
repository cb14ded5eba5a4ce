import type { MemoryAttachment, OpfsAttachment } from '../engine/types.ts';
import type { DecodePlan, PickedFile, Reject, TimeGrain, TimeWindow } from '../sources/types.ts';
import type { Place } from './catalog/index.ts';
import type {
  DatasetContext,
  LoadProgress,
  RowCounts,
  Rules,
  Shared,
  Stage,
  Storage,
  WeekStart,
} from './types.ts';

/** Events of a data set in OPFS that others are added to: they are taken from there, and its files are not read. */
export interface EarlierEvents {
  readonly context: DatasetContext;
  /** How they were read. */
  readonly plans: readonly DecodePlan[];
  readonly attachments: readonly OpfsAttachment[];
  /** Where DWD and the texts of identifiers lie. */
  readonly places: readonly Place[];
}

/** Everything that is decided before a load begins. */
export interface LoadTask {
  /** Id of the data set that is made; its files in OPFS are `tabhouse-<id>-….db`. */
  readonly dataset: string;
  readonly name: string;
  /** One plan per file, in the same order. */
  readonly files: readonly PickedFile[];
  readonly plans: readonly DecodePlan[];
  readonly rules: Rules;
  /** Outside of it the rule `out_of_window` holds; null where the source has none. */
  readonly window: TimeWindow | null;
  readonly timezone: string;
  readonly reportTimezone: string;
  readonly weekStart: WeekStart;
  readonly currency?: string;
  readonly grain: TimeGrain;
  readonly sessionGapSeconds: number;
  readonly storage: Storage;
  /** Share of the users that is loaded, above 0 to 1; all where it is left out. */
  readonly sample?: number;
  /** How the work is shared out, where the caller says so. */
  readonly workers?: number;
  readonly buckets?: number;
  /** Bytes of rows that may wait in memory, over all parts; what is more waits in files. */
  readonly waitingBytes?: number;
  /** Events that come before those of the files. */
  readonly stored?: EarlierEvents;
  /** Rejected records of an earlier load, which are kept on. */
  readonly earlier?: readonly Reject[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface BuiltTable {
  readonly name: string;
  readonly rows: number;
  /** 0 where it is not known. */
  readonly bytes: number;
  readonly seconds: number;
}

/** What a load made: files closed and whole, ready to be mounted. */
export interface LoadOutcome {
  readonly context: DatasetContext;
  readonly attachments: readonly (OpfsAttachment | MemoryAttachment)[];
  /** Where every table lies. What is combined lies in the attachment `MAIN`. */
  readonly places: readonly Place[];
  readonly rows: RowCounts;
  readonly rejects: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, number>>;
  readonly tables: readonly BuiltTable[];
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  /** True where every instant is stored as the source has it. */
  readonly exactTimes?: boolean;
  /** How the work was shared out. */
  readonly shared: Shared;
}

/** Rejects with `TabhouseError`; what it had written is then gone again. */
export type Loader = (task: LoadTask) => Promise<LoadOutcome>;
