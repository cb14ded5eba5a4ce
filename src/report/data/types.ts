/** Kinds of files that rows are written as. */
export const DATA_FORMATS = ['csv', 'parquet', 'json', 'arrow'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

/** Pulls the next piece of an Arrow IPC stream; null after the last. */
export type NextPiece = () => Promise<Uint8Array<ArrayBuffer> | null>;
/** Takes what is written; the next comes when it is through. */
export type TakeBytes = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
/** Told how many rows are written. */
export type OnRows = (rows: number) => void;

/** Writes one table. */
export interface DataWriter {
  write(format: DataFormat, next: NextPiece, take: TakeBytes, onRows: OnRows): Promise<number>;
  /** Ends the work and the worker. */
  terminate(): void;
}
