import type {
  CanonicalColumn,
  Encoding,
  EventType,
  FileShape,
  IdColumn,
  Mapping,
  Note,
  SourceId,
  TimeGrain,
} from '../sources/types.ts';

export type Layer = 'ods' | 'dwd' | 'dim' | 'dws' | 'ads';

export type RuleName = 'duplicates' | 'price_illegal' | 'bot_session' | 'out_of_window';
export type RuleAction = 'reject' | 'flag' | 'off';
export type Rules = Readonly<Record<RuleName, RuleAction>>;

/** Bits of `dwd_events.flags`. */
export const FLAG_BITS: Readonly<Record<RuleName, number>> = {
  duplicates: 1,
  price_illegal: 2,
  bot_session: 4,
  out_of_window: 8,
};

/** What a caller of `open` may leave out. */
export interface LoadOptions {
  readonly source?: SourceId;
  /** Names, positions and constants as people give them, or a whole mapping. */
  readonly mapping?: Mapping | Readonly<Record<string, unknown>>;
  readonly timezone?: string;
  readonly reportTimezone?: string;
  readonly currency?: string;
  readonly weekStart?: WeekStart;
  readonly name?: string;
  /** Read delimited text in this encoding instead of the one that was detected. */
  readonly encoding?: Encoding;
  /** Take only what has this shape (`shapeKey`) of the files and of what archives and workbooks hold. */
  readonly shape?: string;
  /** Open as a plain table although it could be events. */
  readonly asTable?: boolean;
  /** Add to the current data set instead of starting one. */
  readonly append?: boolean;
  readonly storage?: Storage;
  /** Share of the users that is loaded, above 0 to 1: whole users, drawn by a hash of their identifier. */
  readonly sample?: number;
  /** Ingest workers, and buckets of each one's part; decided by files and machine where they are left out. */
  readonly workers?: number;
  readonly buckets?: number;
  /** Begin although the browser seems to give too little space. */
  readonly anyway?: boolean;
  readonly rules?: Partial<Rules>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export type Storage = 'memory' | 'opfs';
/** 1 is Monday, 7 Sunday. */
export type WeekStart = 1 | 6 | 7;

export type Stage = 'read' | 'sort' | 'dwd' | 'dws' | 'check' | 'open';

export interface LoadProgress {
  readonly stage: Stage;
  /** Table or file at work. */
  readonly subject: string;
  readonly rows: number;
  readonly estimatedRows: number;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rowsPerSecond: number;
  /** Of the whole load, 0 to 1. */
  readonly fraction: number;
  readonly secondsLeft: number | null;
  /** By their number; none while the page's engine does the work. */
  readonly workers?: readonly WorkerProgress[];
}

/** What one ingest worker is doing. */
export interface WorkerProgress {
  readonly stage: Stage;
  /** Table or file at work; empty where it waits for the others. */
  readonly subject: string;
  /** Rows of this stage so far. */
  readonly rows: number;
  /** Bytes of its database's heap and of the rows that it holds; 0 until it has said. */
  readonly memoryBytes: number;
}

export interface CheckResult {
  readonly table: string;
  readonly name: string;
  readonly passed: boolean;
  /** Rows that break the rule. */
  readonly failures: number;
  readonly sql: string;
}

export interface TableStatus {
  readonly layer: Layer;
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly checks: readonly CheckResult[];
  readonly dependencies: readonly string[];
}

/** How a load was shared out. */
export interface Shared {
  readonly workers: number;
  /** Parts of the users, each with files of its own; in memory there is one. */
  readonly parts: number;
  /** Buckets of each part: what is sorted at a time. */
  readonly buckets: number;
  /** Pieces of the files. */
  readonly slices: number;
  /** Bytes of rows that waited in the browser's storage until they were sorted; absent where memory held all. */
  readonly spilled?: number;
}

/** A key figure of a sample with what it says of all. */
export interface SampleFigure {
  /** As `metric('overview')` names it. */
  readonly name: string;
  /** In the sample. */
  readonly value: number;
  /** Of all users: a total is scaled up, a rate is as it is. */
  readonly estimate: number;
  /** Relative standard error of the estimate; null where there is nothing to tell it by. */
  readonly error: number | null;
}

export interface SampleReport {
  /** Share of the users that was loaded. */
  readonly share: number;
  /** Users in the sample. */
  readonly users: number;
  readonly figures: readonly SampleFigure[];
}

/** read = dwd + duplicates + rejected + unsampled, always. */
export interface RowCounts {
  readonly read: number;
  readonly dwd: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Empty or delimiter-only lines, which are not records. */
  readonly blank: number;
  /** Rows of users outside of the sample; 0 where all were loaded. */
  readonly unsampled: number;
}

export interface LoadReport {
  /** Id of the data set. */
  readonly dataset: string;
  readonly name: string;
  readonly source: SourceId;
  readonly storage: Storage;
  readonly rows: RowCounts;
  readonly rejects: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, number>>;
  readonly tables: readonly TableStatus[];
  readonly files: readonly FileShape[];
  /** What the reader should know of the files, as dictionary keys with parameters. */
  readonly notes?: readonly Note[];
  readonly seconds: number;
  /** Seconds per stage. */
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  /** How the work was shared out; absent where there were no events. */
  readonly shared?: Shared;
  /** Where only a share of the users was loaded. */
  readonly sample?: SampleReport;
  /** Where it came of what was stored: the tables that were built for it. */
  readonly made?: Made;
}

/** How a data set came to be as it is, where not all files were read for it. */
export interface Made {
  /** `stored`: from its own layers. `added`: from its own layers and the files that were added. */
  readonly from: 'stored' | 'added';
  /** Tables that were built; all others stayed as they were. */
  readonly tables: readonly string[];
}

/** How orders are told apart; printed with every figure that counts them. */
export type OrderBasis = 'order_id' | 'session' | 'row';
/** Where sessions come from: the source, a gap of inactivity, or the user's day. */
export type SessionBasis = 'source' | 'gap' | 'day';

/** What ingest counted of distinct users over any range of days; see `src/warehouse/tables/dws-user-reach.ts`. */
export interface ReachPlan {
  /** Zone and version of the data set that it holds for. */
  readonly zone: string;
  readonly version: string;
  /** Event types that are told apart. */
  readonly types: readonly EventType[];
  /** First day, counted from 1970-01-01, and the number of days. */
  readonly first: number;
  readonly days: number;
}

/** What the SQL of metrics and tables depends on in a data set. */
export interface DatasetContext {
  readonly id: string;
  readonly name: string;
  readonly source: SourceId;
  /** Canonical columns that the source fills. `session_id` is here only where the source has it. */
  readonly columns: readonly CanonicalColumn[];
  /** Identifiers kept as text; their `*_key` needs its dim to become text again. */
  readonly textual: readonly IdColumn[];
  /** First and last day of the data in the report zone, `YYYY-MM-DD`; null where it is empty. */
  readonly from: string | null;
  readonly to: string | null;
  /** The last event, ISO in the report zone without offset, to tell a cut last day. */
  readonly lastEvent: string | null;
  readonly dataTimezone: string;
  readonly reportTimezone: string;
  readonly weekStart: WeekStart;
  readonly currency?: string;
  readonly grain: TimeGrain;
  readonly orders: OrderBasis;
  readonly sessions: SessionBasis;
  readonly sessionGapSeconds: number;
  /** Event types that occur. */
  readonly eventTypes: readonly string[];
  /** True where sessions are stored with their length: their ends take twice the space. Absent in older data sets. */
  readonly lengths?: boolean;
  /** True where `dws_path_day` is stored. Absent in older data sets. */
  readonly pathDays?: boolean;
  /** What loading told of the records, where it is known. */
  readonly load?: Pick<LoadReport, 'rows' | 'flags'>;
  /** Where ingest wrote `dws_user_reach`, `dws_hour_reach` and `dws_user_return`. */
  readonly reach?: ReachPlan;
  /** Changes whenever any figure could: part of every cache key. */
  readonly version: string;
  /** The tab that asks, where several work on one engine: their results are tables of their own. */
  readonly tab?: string;
}
