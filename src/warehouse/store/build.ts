import { TabhouseError } from '../../engine/errors.ts';
import { persistStorage } from '../../engine/storage.ts';
import type { LoadOutcome } from '../load.ts';
import type { LoadReport } from '../types.ts';
import { estimateCost } from './estimate.ts';
import { deleteFiles, filesOf, whileLoading } from './files.ts';
import { type Builder, checkedReport, type Held, isStored, mount, type Wanted } from './held.ts';
import { needSpace, needUsers } from './need-space.ts';
import { originsOf, recorded } from './picked.ts';
import { type PlainTables, plainTables } from './plain.ts';
import type { Prepared, PreparedEvents } from './prepare.ts';
import { scaled } from './progress.ts';
import { changeSettings, type DatasetRecord, type Store, settingsOf } from './records.ts';
import { buildReport, tablesReport } from './report.ts';
import { emptyContext, taskOf } from './task.ts';

/** Speeds that are remembered. */
const SPEEDS = 5;

/** Loads, mounts, checks. Where any of it fails, its files are gone and what was open is open again. */
export async function built(
  builder: Builder,
  before: Held | null,
  prepared: Prepared,
  options: Wanted,
  key: string,
): Promise<Held> {
  if (options.signal?.aborted) throw new TabhouseError('cancelled');
  const id = crypto.randomUUID().slice(0, 8);
  const started = performance.now();
  return whileLoading(id, async () => {
    let made: Held | null = null;
    try {
      made = await make(builder, { id, key }, prepared, options);
      const mounting = performance.now();
      await mount(builder, made);
      const seconds = (performance.now() - mounting) / 1000;
      const whole = await checked(builder, timed(made, seconds), options);
      const { report } = whole.record;
      const total = { ...report, seconds: (performance.now() - started) / 1000 };
      if (report.rows.read > 0 && !report.sample) await remember(builder.store, total);
      return { ...whole, record: { ...whole.record, report: total } };
    } catch (error) {
      // The first error is the one to tell; what cannot be undone now is swept at the next start.
      if (made) await mount(builder, before).catch(() => undefined);
      await deleteFiles(await filesOf(id)).catch(() => undefined);
      builder.files.delete(id);
      throw error;
    }
  });
}

async function make(
  builder: Builder,
  { id, key }: Pick<Parts, 'id' | 'key'>,
  { events, tables, notes }: Prepared,
  options: Wanted,
): Promise<Held> {
  const { storage, sample = 1, signal } = options;
  if (events && sample < 1) needUsers(events);
  const picked = [...(events?.files ?? []), ...tables.flat()];
  const shapes = picked.map(({ shape }) => shape);
  const origins = picked.flatMap(originsOf);
  const files = await recorded(origins);
  if (storage === 'opfs') {
    const { speeds = [] } = await settingsOf(builder.store);
    const old = events?.stored?.plans.map(({ shape }) => shape) ?? [];
    await needSpace([...old, ...shapes], options, events, speeds);
    // Where the browser asks the reader, the load does not wait for the answer.
    void persistStorage();
  }
  const name = options.name ?? nameOf(shapes[0]?.name ?? '', shapes.length);
  const outcome = events
    ? await builder.load(taskOf(id, name, events, scaled(options)))
    : undefined;
  const plain =
    tables.length > 0
      ? await plainTables(tables, {
          dataset: id,
          storage,
          taken: [],
          ...(signal ? { signal } : {}),
        })
      : undefined;
  const report = outcome
    ? buildReport({ outcome, files: shapes, storage, sample })
    : tablesReport(id, name, storage, shapes);
  builder.files.set(id, [...new Set(origins.map(({ file }) => file))]);
  return held({
    id,
    name,
    storage,
    events,
    outcome,
    plain,
    report: { ...report, notes },
    key,
    files,
  });
}

/** With the seconds that mounting took. */
function timed(held: Held, seconds: number): Held {
  const { report } = held.record;
  const stages = { ...report.stages, open: (report.stages.open ?? 0) + seconds };
  return { ...held, record: { ...held.record, report: { ...report, stages } } };
}

/** A mounted data set with its checks, where it has layers to check. */
async function checked(builder: Builder, made: Held, options: Wanted): Promise<Held> {
  const { record } = made;
  if (record.places.length === 0) return made;
  return { ...made, record: { ...record, report: await checkedReport(builder, made, options) } };
}

interface Parts {
  readonly id: string;
  readonly name: string;
  readonly storage: Wanted['storage'];
  readonly key: string;
  readonly events: PreparedEvents | null;
  readonly outcome: LoadOutcome | undefined;
  readonly plain: PlainTables | undefined;
  readonly files: DatasetRecord['files'];
  readonly report: LoadReport;
}

function held({ events, outcome, plain, report, ...rest }: Parts): Held {
  const attachments = [...(outcome?.attachments ?? []), ...(plain ? [plain.attachment] : [])];
  const now = Date.now();
  return {
    memory: attachments.filter((one) => one.kind === 'memory'),
    record: {
      ...rest,
      created: now,
      plans: events?.plans ?? [],
      rules: events?.rules ?? OFF,
      context: outcome?.context ?? emptyContext(rest.id, rest.name),
      attachments: attachments.filter(isStored),
      places: outcome?.places ?? [],
      ...(outcome?.exactTimes ? { exactTimes: true } : {}),
      plain: plain?.plain ?? [],
      report: { ...report, tables: [...report.tables, ...(plain?.tables ?? [])] },
    },
  };
}

const OFF = {
  duplicates: 'off',
  price_illegal: 'off',
  bot_session: 'off',
  out_of_window: 'off',
} as const;

async function remember(store: Store, report: LoadReport): Promise<void> {
  const { speeds = [] } = await settingsOf(store);
  const { storage, rows, seconds, tables, files } = report;
  const kept = tables.filter(({ layer }) => layer !== 'ods');
  const bytes = kept.reduce((sum, table) => sum + table.bytes, 0);
  const expected = estimateCost(files, storage).bytes;
  const speed = { storage, rows: rows.read, seconds, ...(bytes > 0 ? { bytes, expected } : {}) };
  await changeSettings(store, { speeds: [speed, ...speeds].slice(0, SPEEDS) });
}

const nameOf = (first: string, count: number) =>
  count > 1 ? `${first} + ${count - 1}` : first.replace(/\.[^.]+$/, '');
