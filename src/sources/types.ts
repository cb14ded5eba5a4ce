/** The event words of `dwd_events`, in the order of the ENUM. */
export const EVENT_TYPES = [
  'view',
  'fav',
  'cart',
  'remove',
  'purchase',
  'refund',
  'click',
  'rate',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Identifiers: BIGINT where the source is integral, else text kept through a dictionary. */
export const ID_COLUMNS = ['user_id', 'item_id', 'category_id', 'session_id', 'order_id'] as const;
export type IdColumn = (typeof ID_COLUMNS)[number];

/** Descriptions of few distinct values. */
export const TEXT_COLUMNS = [
  'category_path',
  'brand',
  'device',
  'region',
  'city',
  'country',
  'variant',
] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** DECIMAL(18,4) columns. */
export const DECIMAL_COLUMNS = ['price', 'quantity', 'amount'] as const;
export type DecimalColumn = (typeof DECIMAL_COLUMNS)[number];

export const CANONICAL_COLUMNS = [
  'event_time',
  'event_type',
  ...ID_COLUMNS,
  ...TEXT_COLUMNS,
  ...DECIMAL_COLUMNS,
  'rating',
] as const;
export type CanonicalColumn = (typeof CANONICAL_COLUMNS)[number];

/** How a source writes instants. `zoned` text carries its own offset or `UTC`/`Z`. */
export type TimeFormat =
  | { readonly kind: 'epoch'; readonly unit: 's' | 'ms' | 'us' | 'ns' }
  | {
      readonly kind: 'text';
      /** Order of the date's fields. */
      readonly order: 'ymd' | 'mdy' | 'dmy';
      readonly zoned: boolean;
    };

/** The finest step that the source's times have. */
export type TimeGrain = 'subsecond' | 'second' | 'minute' | 'hour' | 'day';

/** Where a canonical column comes from. */
export type ColumnOrigin =
  | { readonly column: string }
  | { readonly position: number }
  | { readonly constant: string };

/** Canonical column → source column (name), position (from 0) or constant. */
export interface Mapping {
  readonly columns: Partial<Record<CanonicalColumn, ColumnOrigin>>;
  readonly time?: TimeFormat;
  /** Source word (lower case) → event type; words absent here are rejected as `event_type`. */
  readonly words?: Readonly<Record<string, EventType>>;
  /** A `purchase` that meets any of these is a `refund` instead. */
  readonly refunds?: readonly RefundRule[];
}

/** A condition on the source text of a mapped column; all that is given must hold. */
export interface RefundRule {
  readonly column: CanonicalColumn;
  readonly startsWith?: string;
  /** The value is a number below zero. */
  readonly negative?: true;
}

export type SourceId =
  | 'taobao'
  | 'tianchi-mobile'
  | 'rees46'
  | 'retailrocket'
  | 'online-retail'
  | 'olist'
  | 'event-log'
  | 'custom';

export type FileFormat = 'delimited' | 'json' | 'ndjson' | 'excel' | 'parquet';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** How the text of a delimited file is cut into fields. */
export interface Dialect {
  readonly delimiter: string;
  /** The quote character, or null where fields are never quoted. */
  readonly quote: string | null;
  readonly header: boolean;
}

/** One member of a picked file: the file itself, or an entry of a `.zip`. */
export interface FileShape {
  readonly name: string;
  /** Bytes of the picked file. */
  readonly size: number;
  readonly lastModified: number;
  readonly format: FileFormat;
  readonly compression: 'none' | 'gzip' | 'zip';
  /** Path inside the archive, sheet of the workbook. */
  readonly member?: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly dialect?: Dialect;
  /** Column names; `column0`, `column1`, … where the file has no header. */
  readonly columns: readonly string[];
  /** Source types as the file states them (Parquet), else what the sample looks like. */
  readonly types: readonly string[];
  /** First rows as text, at most 50; null is an empty or NULL field. */
  readonly preview: readonly (readonly (string | null)[])[];
  /** Data records, estimated from the sample; exact for Parquet. */
  readonly estimatedRows: number;
  readonly exactRows: boolean;
  /** Things that the reader should know before loading, as dictionary keys with parameters. */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly key: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** What detection made of files of one shape. */
export interface Detection {
  readonly source: SourceId;
  /** 0 to 1. */
  readonly confidence: number;
  readonly mapping: Mapping;
  /** Canonical columns whose origin is a guess. */
  readonly uncertain: readonly CanonicalColumn[];
  readonly timezone: string;
  readonly grain: TimeGrain;
  readonly currency?: string;
  readonly notes: readonly Note[];
  /** False where the file opens as a plain table: it has no time or nobody who acts. */
  readonly events: boolean;
}

/** Whole days of the data zone, both included. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
}

/** A kind of file known by name. One file each, one line in the index. */
export interface SourceDefinition {
  readonly id: SourceId;
  readonly timezone: string;
  readonly currency?: string;
  readonly window?: TimeWindow;
  readonly grain: TimeGrain;
  /** 0 to 1: how surely files of this shape are this source. */
  match(shape: FileShape): number;
  mapping(shape: FileShape): Mapping;
  /** Identifiers that hold text somewhere, whatever the preview shows. */
  readonly textual?: readonly IdColumn[];
  /**
   * Several tables that are one source: they are joined to one file of events before anything else happens.
   * `match` and `mapping` are then about that file, `belongs` about the picked ones.
   */
  readonly join?: TableJoin;
}

/** All rows of a picked file as text, in batches; one array per column of its shape. */
export type RecordSource = (picked: PickedFile) => AsyncIterable<{
  readonly rows: number;
  readonly columns: readonly (readonly (string | null)[])[];
}>;

export interface TableJoin {
  /** The role of a file among the tables; null where it is none of them. */
  belongs(shape: FileShape): string | null;
  /** Roles without which there is nothing to join. */
  readonly needs: readonly string[];
  /** Roles that the join reads; the others belong to the data set and add nothing to its events. */
  readonly reads: readonly string[];
  /** Columns of the joined file. */
  readonly columns: readonly string[];
  /** The joined file; records of it that are refused are named by its lines. */
  prepare(
    files: readonly PickedFile[],
    records: RecordSource,
    signal?: AbortSignal,
  ): Promise<PickedFile>;
}

/** How far the look at picked files is. */
export interface LookProgress {
  /** File, sheet or table at work. */
  readonly subject: string;
  readonly rows: number;
  /** Bytes of the picked files. */
  readonly bytes: number;
  readonly totalBytes: number;
}

/** A picked file with what is known of it. */
export interface PickedFile {
  readonly file: File;
  readonly handle?: FileSystemFileHandle;
  readonly shape: FileShape;
  /** The picked files that this one was joined from. */
  readonly origins?: readonly PickedFile[];
}

/** Everything a worker needs to turn records of one shape into canonical chunks; structured-clonable. */
export interface DecodePlan {
  readonly shape: FileShape;
  readonly mapping: Mapping;
  readonly source: SourceId;
  readonly timezone: string;
  /** Identifier columns whose values are kept as text (dictionary) instead of integers. */
  readonly textual: readonly IdColumn[];
}

/** Identifiers of a chunk: integers as two halves, or keys of the reader's dictionary (0 is NULL). */
export type IdVector =
  | {
      readonly kind: 'integer';
      readonly low: Uint32Array;
      /** High half, signed; null where every value fits the low half. */
      readonly high: Int32Array | null;
      /** 1 where there is a value; null where all are. */
      readonly valid: Uint8Array | null;
    }
  | { readonly kind: 'text'; readonly keys: Uint32Array };

/**
 * Rows of one batch in canonical columns, parsed and not yet routed, sorted or judged by rules.
 * A column that the mapping does not give is absent.
 */
export interface EventChunk {
  readonly rows: number;
  /** Microseconds since 1970 UTC. */
  readonly time: Float64Array;
  /** Index into `EVENT_TYPES`. */
  readonly type: Uint8Array;
  readonly ids: Partial<Record<IdColumn, IdVector>>;
  /** Keys of the reader's dictionary of that column; 0 is NULL. */
  readonly text: Partial<Record<TextColumn, Uint32Array>>;
  /** Value × 10,000, rounded half away from zero; NaN is NULL. */
  readonly decimals: Partial<Record<DecimalColumn, Float64Array>>;
  readonly rating?: Float64Array;
  /** 64-bit hash (two halves interleaved) of the source fields that no canonical column holds exactly. */
  readonly rest?: Uint32Array;
}

/** A record that never became a row. */
export interface Reject {
  readonly file: string;
  /** 1 is the first line of the file, or its first record where the format has no lines. */
  readonly line: number;
  /** `cut`, `parse`, a canonical column that could not be read, or a rule's name. */
  readonly reason: string;
  /** The record as it stands in the file, at most 2,000 characters. */
  readonly text: string;
}
