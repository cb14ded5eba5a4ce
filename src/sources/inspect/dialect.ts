import { RecordScanner, SCAN, separatorOf } from '../read/scan.ts';
import type { Dialect } from '../types.ts';

/** Delimiters that are tried, and how much each is believed where several fit equally well. */
const CANDIDATES: readonly (readonly [string, number])[] = [
  ['\t', 1.1],
  ['\u0001', 1.1],
  ['::', 1.1],
  [';', 1.05],
  [',', 1],
  ['|', 1],
  ['^', 0.8],
  ['~', 0.8],
  [' ', 0.4],
];
const SAMPLE_RECORDS = 500;
const decoder = new TextDecoder();

/** Records of a sample as text, and what they say about the file's width. */
export interface Sample {
  readonly dialect: Omit<Dialect, 'header'>;
  readonly records: readonly (readonly string[])[];
  /** The number of fields that most records have. */
  readonly usual: number;
  /** Share of the records that have it. */
  readonly agreement: number;
  readonly longest: number;
  /** Behind the last whole record. */
  readonly bytes: number;
  /** Data records and header in the sample, the ones beyond `records` too. */
  readonly count: number;
  /** Of `count`, those whose quotes do not fit together. */
  readonly broken: number;
  /** Empty lines. */
  readonly blank: number;
}

/**
 * Finds how the fields of UTF-8 text are separated; `bytes` ends at a line end.
 * Where they are not all of the text, a quoted field that is open at their end is none of the sample's.
 */
export function detectDialect(
  bytes: Uint8Array,
  complete: boolean,
  chosen: Partial<Dialect> = {},
): Sample {
  const quote = chosen.quote === undefined ? '"' : chosen.quote;
  const sampleOf = (delimiter: string) => sampleWith(bytes, complete, delimiter, quote);
  if (chosen.delimiter !== undefined) return sampleOf(chosen.delimiter);
  let best: Sample | null = null;
  let bestScore = 0;
  let ragged: Sample | null = null;
  let raggedShare = 0.3;
  for (const [delimiter, weight] of CANDIDATES) {
    const sample = sampleOf(delimiter);
    const score = weight * scoreOf(sample);
    if (score > bestScore) {
      best = sample;
      bestScore = score;
    }
    const share = shareSplit(sample);
    if (delimiter !== ' ' && share > raggedShare) {
      ragged = sample;
      raggedShare = share;
    }
  }
  return best ?? ragged ?? sampleOf(',');
}

/** True where the lines have no width in common, as lists of things have not. */
export function isRagged({ records, usual, agreement }: Sample): boolean {
  return agreement < (records[0]?.length === usual ? 0.5 : 0.8);
}

/** High where nearly all records, the first among them, have the same number of fields, and many. */
function scoreOf(sample: Sample): number {
  const { records, usual, agreement } = sample;
  const first = records[0]?.length ?? 0;
  if (usual < 2 || isRagged(sample)) return 0;
  const fits = first === usual ? 1 : first === 1 ? 0.3 : 0.8;
  return agreement ** 2 * fits * Math.log2(usual);
}

function shareSplit({ records }: Sample): number {
  return records.filter((fields) => fields.length > 1).length / Math.max(1, records.length);
}

/** Reads the sample with one delimiter. */
function sampleWith(
  bytes: Uint8Array,
  complete: boolean,
  delimiter: string,
  quote: string | null,
): Sample {
  const scanner = new RecordScanner(separatorOf(delimiter, quote));
  const records: string[][] = [];
  const widths = new Map<number, number>();
  let p = 0;
  let count = 0;
  let broken = 0;
  let blank = 0;
  let longest = 0;
  while (p < bytes.length) {
    const state = scanner.scan(bytes, p, bytes.length);
    if (state === SCAN.open) {
      if (p > 0 && !complete) break;
      scanner.givenUp(bytes, p, bytes.length);
    }
    if (state === SCAN.blank) blank++;
    else {
      count++;
      if (state === SCAN.record) {
        longest = Math.max(longest, scanner.fields);
        widths.set(scanner.fields, (widths.get(scanner.fields) ?? 0) + 1);
        if (records.length < SAMPLE_RECORDS) records.push(fieldsOf(scanner, bytes));
      } else broken++;
    }
    p = scanner.next;
  }
  let usual = 0;
  let most = 0;
  for (const [width, n] of widths) {
    if (n > most || (n === most && width > usual)) {
      most = n;
      usual = width;
    }
  }
  const agreement = most / Math.max(1, count);
  const dialect = { delimiter, quote };
  return { dialect, records, usual, agreement, longest, bytes: p, count, broken, blank };
}

function fieldsOf(scanner: RecordScanner, bytes: Uint8Array): string[] {
  const fields: string[] = [];
  for (let i = 0; i < scanner.fields; i++) {
    const from = scanner.bytesOf(i, bytes);
    fields.push(decoder.decode(from.subarray(scanner.starts[i], scanner.ends[i])));
  }
  return fields;
}
