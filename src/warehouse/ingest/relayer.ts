import { Dictionary } from '../../sources/read/index.ts';
import type { IdColumn } from '../../sources/types.ts';
import type { BuiltTable } from '../load.ts';
import { has } from '../tables/columns.ts';
import { plan } from '../tables/index.ts';
import { FLAG_BITS } from '../types.ts';
import { type Arranged, arranged } from './arrange.ts';
import { gathered, type Rows } from './bucket.ts';
import { localDays } from './days.ts';
import type { Inbox } from './inbox.ts';
import { ITEM_DAYS } from './item-days.ts';
import { ItemSums } from './item-sums.ts';
import type { Lane } from './lanes.ts';
import { runs } from './layers/group-sums.ts';
import { Layers } from './layers/index.ts';
import { keyLanes } from './layers/keys.ts';
import type { IngestProgress, IngestSetup, RelayerTask, TablesResult } from './messages.ts';
import { type Part, sized } from './part.ts';
import type { Peers } from './peers.ts';
import { Reach } from './reach/index.ts';
import { STORED_SESSION, storedRows, storedSql } from './stored-rows.ts';

/** Rows that are read at a time; a user with more is read whole. */
const ROWS = 1 << 19;
const SOURCE = 'source';
const REACH = ['dws_user_reach', 'dws_hour_reach', 'dws_user_return'];

interface Work {
  readonly setup: IngestSetup;
  readonly inbox: Inbox;
  readonly peers: Peers;
  readonly part: Part;
  readonly tell: (progress: IngestProgress) => void;
}

/**
 * Builds tables of a part again from its stored DWD, as they are built while its events are written: the rows of each
 * user lie there together and by time.
 */
export async function relayer(
  { setup, inbox, peers, part, tell }: Work,
  { context, file, rows, tables, hidden }: RelayerTask,
): Promise<TablesResult> {
  const textual: ReadonlySet<IdColumn> = new Set(setup.textual);
  const wanted = new Set(tables);
  await part.attach(file, SOURCE);
  const texts = { brand: new Dictionary(), category_path: new Dictionary() };
  const layers = await Layers.start(part, { context, textual, sessionKey: same }, wanted);
  const reach =
    context.reach && REACH.some((name) => wanted.has(name))
      ? new Reach(context.reach, context.grain !== 'day')
      : null;
  const items =
    has(context, 'item_id') && wanted.has(ITEM_DAYS) ? new ItemSums(setup, inbox, peers) : null;
  let inserting: Promise<void> = Promise.resolve();
  let bucket = 0;
  let length = ROWS;
  for (let from = 0; from < rows; ) {
    const to = Math.min(rows, from + length);
    const table = await part.select(
      storedSql(context, `${SOURCE}.dwd WHERE rowid >= ${from} AND rowid < ${to}`),
    );
    const read = storedRows(table, textual, texts);
    const count = to === rows ? read.rows : wholeUsers(read);
    if (count === 0) {
      length *= 2;
      continue;
    }
    const own = seen(read, read.flags, count, hidden);
    const days = localDays(own.rows.lanes.time as Lane, context.reportTimezone);
    const laid = laidOut(own.rows, own.flags, days, textual);
    items?.send(bucket++, laid, context);
    reach?.add(laid, textual.has('user_id'));
    const batches = layers.add(laid);
    await inserting;
    inserting = part.insertAll(batches);
    from += count;
    length = ROWS;
    tell({ stage: 'dws', subject: 'dwd', rows: count, bytes: 0, share: (0.6 * from) / rows });
  }
  items?.end();
  await inserting;
  const where = hidden ? ` WHERE (flags & ${FLAG_BITS.duplicates}) = 0` : '';
  await part.view('dwd', `SELECT * FROM ${SOURCE}.dwd${where}`);
  const built: BuiltTable[] = [];
  if (reach)
    built.push(
      ...(await reach.write({
        createTable: (name) => part.createTable(name, context),
        insert: (name, ipc) => part.insert(name, ipc),
      })),
    );
  built.push(...(await layers.finish(part, context, texts)));
  if (items) built.push(await items.build(part, context, tell));
  const not = plan(context).flatMap(({ name }) => (wanted.has(name) ? [] : name));
  const there = [...not, ...built.map(({ name }) => name)];
  built.push(
    ...(await part.buildTables(context, there, (subject, done, all) =>
      tell({ stage: 'dws', subject, rows: 0, bytes: 0, share: 0.6 + (0.4 * done) / all }),
    )),
  );
  await part.dropView('dwd');
  const sizes = await part.sizes();
  await part.close();
  return { tables: sized(built, sizes), bytes: Object.fromEntries(sizes), memory: [], dims: [] };
}

const same = (key: number) => key;

/** Rows before the last user, whose other rows may follow. */
function wholeUsers({ rows, lanes }: Rows): number {
  const starts = runs(rows, keyLanes(lanes, 'user_id'), null);
  return starts.length < 3 ? 0 : (starts[starts.length - 2] as number);
}

/** The first `count` rows, without repeats where they are `hidden`. */
function seen(rows: Rows, flags: Uint8Array<ArrayBuffer>, count: number, hidden: boolean) {
  const order = new Uint32Array(count);
  let kept = 0;
  for (let row = 0; row < count; row++)
    if (!hidden || ((flags[row] as number) & FLAG_BITS.duplicates) === 0) order[kept++] = row;
  if (kept === rows.rows) return { rows, flags };
  const chosen = order.subarray(0, kept);
  return {
    rows: gathered(rows, chosen),
    flags: Uint8Array.from(chosen, (row) => flags[row] as number),
  };
}

function laidOut(
  { rows, lanes }: Rows,
  flags: Uint8Array<ArrayBuffer>,
  days: Int32Array<ArrayBuffer>,
  textual: ReadonlySet<IdColumn>,
): Arranged {
  const { [STORED_SESSION]: stored, ...own } = lanes;
  const sessions = stored instanceof Uint32Array ? stored : null;
  return arranged({ rows: { rows, lanes: own }, days, flags, sessions }, textual);
}
