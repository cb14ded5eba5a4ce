import { type Data, DataType, type Table } from 'apache-arrow';
import { Dictionary } from '../../sources/read/index.ts';
import {
  DECIMAL_COLUMNS,
  ID_COLUMNS,
  type IdColumn,
  TEXT_COLUMNS,
  type TextColumn,
} from '../../sources/types.ts';
import type { EarlierEvents } from '../load.ts';
import { has } from '../tables/columns.ts';
import { DICTIONARY, keyOf } from '../tables/index.ts';
import { gathered, type Rows } from './bucket.ts';
import type { Lanes } from './lanes.ts';
import { type IngestSetup, type SliceResult, STORED, type StoredTask } from './messages.ts';
import { destinationsOf, type Outbox, TextHashes } from './route.ts';
import { flagsRows, judge } from './rules.ts';
import { decimals, doubles, integers, texts, whole } from './stored-rows.ts';

const ROWS = 1 << 19;
const ROW = '#row';

export interface StoredReading {
  readonly setup: Pick<IngestSetup, 'textual' | 'carried' | 'destinations' | 'rules' | 'bounds'>;
  readonly outbox: Outbox;
  /** The reader's. */
  readonly dictionaries: Partial<Record<IdColumn | TextColumn, Dictionary>>;
  readonly select: (sql: string) => Promise<Table>;
  readonly onRows: (rows: number) => void;
  /** Rows that are taken at a time. */
  readonly length?: number;
}

/**
 * Takes the stored rows of a part as if they were read from a file: identifiers and descriptions as their texts,
 * judged and sent to their bucket once more, in the order in which they lie.
 */
export async function readStored(
  { order, alias, rows: all, events }: StoredTask,
  { setup, outbox, dictionaries, select, onRows, length = ROWS }: StoredReading,
): Promise<SliceResult> {
  const { destinations, rules, bounds } = setup;
  const textual: ReadonlySet<IdColumn> = new Set(setup.textual);
  if (events.context.textual.some((id) => !textual.has(id)))
    throw new RangeError('stored texts are no numbers');
  // As of a slice: see SliceReader.
  const carried = setup.carried ? new Dictionary() : null;
  const sessions = carried && new TextHashes(carried);
  let users: TextHashes | null = null;
  outbox.begin(order, carried);
  for (let from = 0; from < all; from += length) {
    const table = await select(
      eventsSql(events, textual, { alias, from, to: Math.min(all, from + length) }),
    );
    const { rows, lanes } = eventLanes(table, textual, (name) => {
      if (carried && name === 'session_id') return carried;
      const known = dictionaries[name] ?? new Dictionary();
      dictionaries[name] = known;
      return known;
    });
    if (dictionaries.user_id) users ??= new TextHashes(dictionaries.user_id);
    const to = destinationsOf(lanes, rows, destinations, users, {
      sessions: lanes.session_id ? sessions : null,
    });
    const flags = judge(lanes, rows, to, rules, bounds, (_, reason) => {
      throw new RangeError(`a stored row breaks ${reason}`);
    });
    if (flagsRows(rules) && flags) lanes.flags = flags;
    outbox.add(lanes, rows, to);
    onRows(rows);
  }
  outbox.flush();
  return {
    order,
    file: STORED,
    records: all,
    blank: 0,
    lines: 0,
    rejects: {},
    kept: [],
    unsampled: 0,
  };
}

interface Range {
  readonly alias: string;
  readonly from: number;
  readonly to: number;
}

/** SELECT of stored events; identifiers are texts where they are `textual` now, whatever they are stored as. */
function eventsSql(
  { context, places }: EarlierEvents,
  textual: ReadonlySet<IdColumn>,
  { alias, from, to }: Range,
): string {
  const joins: string[] = [];
  const range = `${alias}.dwd WHERE rowid >= ${from} AND rowid < ${to}`;
  const ids = ID_COLUMNS.filter((id) => has(context, id)).map((id) => {
    const key = keyOf(id);
    if (!textual.has(id)) return `d.${key} AS ${id}`;
    if (!context.textual.includes(id)) return `CAST(d.${key} AS VARCHAR) AS ${id}`;
    const name = DICTIONARY[id];
    // Else a join could hold all texts, of which there can be millions.
    const few = `SELECT ${key} FROM ${range}`;
    const all = places
      .filter(({ table }) => table === name)
      .map((place) => `SELECT ${key}, ${id} FROM ${place.alias}.${name} WHERE ${key} IN (${few})`);
    joins.push(` LEFT JOIN (${all.join(' UNION ALL ')}) ${name} ON d.${key} = ${name}.${key}`);
    return `${name}.${id}`;
  });
  const columns = [
    'CAST(epoch_us(CAST(d.event_time AS TIMESTAMP)) AS DOUBLE) AS time',
    'CAST(enum_code(d.event_type) AS UTINYINT) AS type',
    ...ids,
    ...TEXT_COLUMNS.filter((name) => has(context, name)).map(
      (name) => `CAST(d.${name} AS VARCHAR) AS ${name}`,
    ),
    ...DECIMAL_COLUMNS.filter((name) => has(context, name)).map((name) => `d.${name}`),
    ...(has(context, 'rating') ? ['d.rating'] : []),
    // A join may give the rows in another order.
    ...(joins.length > 0 ? [`CAST(d.place - ${from} AS UINTEGER) AS "${ROW}"`] : []),
  ];
  return `SELECT ${columns.join(', ')} FROM (SELECT *, rowid AS place FROM ${range}) d${joins.join('')}`;
}

/** An answer of `eventsSql` as a reader's lanes; time in microseconds. */
function eventLanes(
  table: Table,
  textual: ReadonlySet<IdColumn>,
  dictionary: (name: IdColumn | TextColumn) => Dictionary,
): Rows {
  const rows = table.numRows;
  const lanes: Lanes = {};
  let places: Uint32Array<ArrayBuffer> | null = null;
  const isText = (name: string): name is IdColumn | TextColumn =>
    textual.has(name as IdColumn) || TEXT_COLUMNS.some((text) => text === name);
  for (const { name } of table.schema.fields) {
    const pieces: readonly Data[] = table.getChild(name)?.data ?? [];
    if (name === 'time') lanes[name] = whole(pieces, new Float64Array(rows));
    else if (name === 'type') lanes[name] = whole(pieces, new Uint8Array(rows));
    else if (name === ROW) places = whole(pieces, new Uint32Array(rows));
    else if (name === 'rating') lanes[name] = doubles(pieces, rows);
    else if (isText(name)) lanes[name] = texts(pieces, rows, dictionary(name));
    else if (DataType.isDecimal(pieces[0]?.type)) lanes[name] = decimals(pieces, rows);
    else Object.assign(lanes, integers(name, pieces, rows));
  }
  const read = { rows, lanes };
  return places?.some((place, row) => place !== row) ? gathered(read, inverse(places)) : read;
}

function inverse(places: Uint32Array): Uint32Array {
  const order = new Uint32Array(places.length);
  for (let row = 0; row < places.length; row++) order[places[row] as number] = row;
  return order;
}
