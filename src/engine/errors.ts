/** What went wrong, as a stable word; `error.<code>` in the dictionary is its sentence. */
export type ErrorCode =
  | 'cancelled'
  | 'engine-start'
  | 'engine-lost'
  | 'sql'
  | 'sql-not-allowed'
  | 'sql-several-statements'
  | 'sql-empty'
  | 'sql-files'
  | 'sql-json'
  | 'sql-today'
  | 'sql-time-zone'
  | 'sql-extension'
  | 'result-too-large'
  | 'out-of-memory'
  | 'storage-full'
  | 'storage-small'
  | 'storage-small-any'
  | 'storage-unavailable'
  | 'storage-busy'
  | 'storage-damaged'
  | 'file-empty'
  | 'file-header-only'
  | 'file-one-column'
  | 'file-binary'
  | 'file-changed'
  | 'file-missing'
  | 'file-elsewhere'
  | 'file-line-too-long'
  | 'file-broken'
  | 'file-encrypted'
  | 'file-unsupported'
  | 'encoding-mixed'
  | 'source-unknown'
  | 'option-unknown'
  | 'mapping-incomplete'
  | 'no-time-column'
  | 'all-rejected'
  | 'sample-empty'
  | 'sample-without-users'
  | 'dataset-missing'
  | 'nothing-open'
  | 'metric-unknown'
  | 'metric-parameter'
  | 'metric-not-applicable'
  | 'notebook-syntax'
  | 'notebook-cycle'
  | 'notebook-name-taken'
  | 'notebook-link'
  | 'notebook-too-large'
  | 'notebook-missing'
  | 'notebook-elsewhere'
  | 'internal';

export interface ErrorDetails {
  /** What the sentence names: a file, a column, a limit. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Offset in the SQL or notebook text, counted in UTF-16 units. */
  readonly position?: number;
  readonly cause?: unknown;
}

/** The one error type of the product; `src/app` turns it into words, in both languages. */
export class TabhouseError extends Error {
  override readonly name = 'TabhouseError';
  readonly code: ErrorCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly position: number | undefined;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const { parameters = {}, position, cause } = details;
    const reason =
      cause instanceof Error ? cause.message : cause === undefined ? '' : String(cause);
    super(reason ? `${code}: ${reason}` : `${code} ${JSON.stringify(parameters)}`, { cause });
    this.code = code;
    this.parameters = parameters;
    this.position = position;
  }
}
