import type { Query, RawParameters } from '../types.ts';

export type MemberKind = 'users' | 'items';

/**
 * Users or items by what makes them one, never by a list of them: plain data, so that two of the same definition are
 * the same segment, whoever asks and whenever.
 */
export interface Segment {
  /** What it is called. */
  readonly segment: string;
  readonly of: MemberKind;
  /** All others of the data instead. */
  readonly not?: boolean;
  readonly source: SegmentSource;
}

/** A value of a column, or values between two, both included. */
export type RowValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | { readonly from: string | number; readonly to: string | number };

/** Conditions on rows: every column is one of its values. */
export type RowConditions = Readonly<Record<string, readonly RowValue[]>>;

export type SegmentSource =
  /** Who stands in some rows of a metric, or, where rows are put together, behind one of them (see `Members`). */
  | {
      readonly from: 'metric';
      readonly kind: string;
      readonly parameters: RawParameters;
      readonly where: RowConditions;
      readonly who?: string;
    }
  /** Whoever has an event in scope, `from` and `to` (days) and `filters` as of any metric. */
  | { readonly from: 'events'; readonly parameters: RawParameters }
  /** Who stands in rows of a statement that has `column`. */
  | {
      readonly from: 'rows';
      readonly query: Query;
      readonly column: 'user_id' | 'user_key' | 'item_id' | 'item_key';
      readonly where: RowConditions;
      /** Segments whose tables the statement reads. */
      readonly reads?: readonly Segment[];
    }
  /** Whoever is in any of them. */
  | { readonly from: 'any'; readonly segments: readonly Segment[] };

export const isSegment = (value: unknown): value is Segment =>
  typeof value === 'object' && value !== null && 'segment' in value && 'source' in value;

/** The column by which layers know a member. */
export const memberKey = (of: MemberKind): 'user_key' | 'item_key' =>
  of === 'users' ? 'user_key' : 'item_key';

/** The identifier of a member as the source writes it. */
export const memberId = (of: MemberKind): 'user_id' | 'item_id' =>
  of === 'users' ? 'user_id' : 'item_id';
