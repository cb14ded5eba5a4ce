import { type Dictionaries, Dictionary, type DictionaryData } from '../../sources/read/index.ts';
import { ID_COLUMNS, type IdColumn, TEXT_COLUMNS, type TextColumn } from '../../sources/types.ts';
import type { KeptKeys } from './kept-keys.ts';
import type { IdShard, ReaderEnd, ShardKeys } from './peers.ts';
import type { TextHashes } from './route.ts';
import { TextHashes as Hashes } from './route.ts';

/** Few-valued texts of a reader, whole: every worker merges them alike and so gives them the same keys. */
export function textsOf(dictionaries: Dictionaries): Partial<Record<TextColumn, DictionaryData>> {
  const texts: Partial<Record<TextColumn, DictionaryData>> = {};
  for (const name of TEXT_COLUMNS) {
    const dictionary = dictionaries[name];
    if (dictionary) texts[name] = dictionary.export();
  }
  return texts;
}

/**
 * Textual identifiers of a reader, dealt out to `count` shards by the hash of their text; with `kept` only those that
 * rows have.
 */
export function shardsOf(
  dictionaries: Dictionaries,
  count: number,
  hashes: Partial<Record<string, TextHashes>> = {},
  kept: KeptKeys | null = null,
): Partial<Record<IdColumn, IdShard>>[] {
  const shards: Partial<Record<IdColumn, IdShard>>[] = Array.from({ length: count }, () => ({}));
  for (const name of ID_COLUMNS) {
    const dictionary = dictionaries[name];
    if (!dictionary) continue;
    const of = hashes[name] ?? new Hashes(dictionary);
    const pieces = dealt(dictionary, count, of, kept?.of(name) ?? null);
    for (const [index, piece] of pieces.entries()) {
      const shard = shards[index];
      if (shard) shard[name] = piece;
    }
  }
  return shards;
}

/** No shard has this number. */
const NO_SHARD = 255;

function dealt(
  dictionary: Dictionary,
  count: number,
  hashes: TextHashes,
  kept: Uint8Array | null,
): IdShard[] {
  const { bytes, offsets, counts } = dictionary.view();
  const size = counts.length;
  const shardOf = new Uint8Array(size);
  const entries = new Uint32Array(count);
  const lengths = new Float64Array(count);
  for (let i = 0; i < size; i++) {
    if (kept && kept[i + 1] !== 1) {
      shardOf[i] = NO_SHARD;
      continue;
    }
    const shard = (hashes.of(i + 1) >>> 7) % count;
    shardOf[i] = shard;
    entries[shard] = (entries[shard] as number) + 1;
    lengths[shard] =
      (lengths[shard] as number) + (offsets[i + 1] as number) - (offsets[i] as number);
  }
  return Array.from({ length: count }, (_, shard) => {
    const rows = entries[shard] as number;
    const piece = {
      keys: new Uint32Array(rows),
      data: {
        bytes: new Uint8Array(lengths[shard] as number),
        offsets: new Uint32Array(rows + 1),
        counts: new Uint32Array(rows),
      },
    };
    let row = 0;
    let at = 0;
    for (let i = 0; i < size; i++) {
      if (shardOf[i] !== shard) continue;
      piece.keys[row] = i + 1;
      piece.data.counts[row] = counts[i] as number;
      const end = offsets[i + 1] as number;
      const start = offsets[i] as number;
      for (let p = start; p < end; p++) piece.data.bytes[at++] = bytes[p] as number;
      piece.data.offsets[++row] = at;
    }
    return piece;
  });
}

/**
 * Keys that mean the same in all workers. Texts get theirs from merging all readers' dictionaries in the readers'
 * order; identifiers from their shard: text n of shard s, of S shards, is n × S + s + 1.
 */
export class GlobalKeys {
  readonly texts: Partial<Record<TextColumn, Dictionary>> = {};
  /** This worker's shard of the identifiers' texts. */
  readonly shard: Partial<Record<IdColumn, Dictionary>> = {};
  private readonly translations = new Map<string, Uint32Array<ArrayBuffer>>();
  private readonly index: number;
  private readonly shards: number;

  constructor(index: number, shards: number) {
    this.index = index;
    this.shards = shards;
  }

  /** Key in the data set of a text of this worker's shard. */
  readonly key = (local: number): number => (local - 1) * this.shards + this.index + 1;

  /** Merges what all readers sent, once; answers the keys that the other workers must be told. */
  merge(ends: readonly ReaderEnd[]): ShardKeys[] {
    const answers: ShardKeys[] = [];
    const ordered = [...ends].sort((a, b) => a.reader - b.reader);
    for (const { reader, texts, ids } of ordered) {
      for (const name of TEXT_COLUMNS) {
        const data = texts[name];
        if (!data) continue;
        const dictionary = this.texts[name] ?? new Dictionary();
        this.texts[name] = dictionary;
        this.translations.set(
          `${name} ${reader}`,
          dictionary.mergeData(data) as Uint32Array<ArrayBuffer>,
        );
      }
      for (const column of ID_COLUMNS) {
        const piece = ids[column];
        if (!piece) continue;
        const dictionary = this.shard[column] ?? new Dictionary();
        this.shard[column] = dictionary;
        const globals = dictionary.mergeData(piece.data).subarray(1).map(this.key);
        answers.push({
          kind: 'keys',
          shard: this.index,
          reader,
          column,
          keys: piece.keys,
          globals: globals as Uint32Array<ArrayBuffer>,
        });
      }
    }
    for (const dictionary of Object.values(this.shard)) dictionary.seal();
    return answers;
  }

  /** Takes the keys that a shard has given to a reader's texts. */
  learn({ reader, column, keys, globals }: ShardKeys): void {
    const name = `${column} ${reader}`;
    const most = keys.length === 0 ? 0 : (keys[keys.length - 1] as number);
    let known = this.translations.get(name) ?? new Uint32Array(0);
    if (known.length <= most) {
      const wider = new Uint32Array(most + 1);
      wider.set(known);
      known = wider;
      this.translations.set(name, known);
    }
    for (let i = 0; i < keys.length; i++) known[keys[i] as number] = globals[i] as number;
  }

  /** Entry k is the key in the data set of the reader's key k; undefined where the column has no dictionary. */
  readonly translation = (column: string, reader: number): Uint32Array | undefined =>
    this.translations.get(`${column} ${reader}`);

  /** Frees the identifiers' texts, when they are written. */
  forgetShard(): void {
    for (const name of ID_COLUMNS) delete this.shard[name];
  }

  /** Frees what only pages needed. */
  forgetTranslations(): void {
    this.translations.clear();
  }
}
