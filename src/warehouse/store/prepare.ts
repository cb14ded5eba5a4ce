import { TabhouseError } from '../../engine/errors.ts';
import { decodePlans, detect, groupByShape, resolveMapping } from '../../sources/detect/index.ts';
import { defaultRules } from '../../sources/detect/rules.ts';
import { type Inspector, inspectApart } from '../../sources/inspect/apart.ts';
import { SOURCES, sourceDefinition } from '../../sources/known/index.ts';
import type {
  DecodePlan,
  Detection,
  FileShape,
  IdColumn,
  Note,
  PickedFile,
  Reject,
  SourceId,
  TimeGrain,
  TimeWindow,
} from '../../sources/types.ts';
import type { EarlierEvents } from '../load.ts';
import type { LoadOptions, Rules } from '../types.ts';
import { looking } from './looking.ts';
import type { Taken } from './picked.ts';
import type { Store } from './records.ts';

/** Files that are one source, with all that is decided about them. */
export interface PreparedEvents {
  readonly files: readonly PickedFile[];
  readonly plans: readonly DecodePlan[];
  readonly detection: Detection;
  readonly timezone: string;
  readonly grain: TimeGrain;
  readonly currency?: string;
  readonly rules: Rules;
  readonly window: TimeWindow | null;
  /** Events of an earlier load that these are added to. */
  readonly stored?: EarlierEvents;
  /** Rejected records of an earlier load whose events are stored, or among the files. */
  readonly earlier?: readonly Reject[];
}

export interface Prepared {
  /** Null where none of the files is events. */
  readonly events: PreparedEvents | null;
  /** Files that open as tables, those of one shape as one table. */
  readonly tables: readonly (readonly PickedFile[])[];
  /** What the reader should know of it all. */
  readonly notes: readonly Note[];
}

interface Group {
  readonly key: string;
  readonly files: readonly PickedFile[];
  readonly detection: Detection;
}

/** Coarser grains first: data of two grains is as coarse as its coarser part. */
const GRAINS: readonly TimeGrain[] = ['day', 'hour', 'minute', 'second', 'subsecond'];

/**
 * Looks at picked files and decides what becomes of each: the largest source is the events, the rest are tables.
 * With `kept` (the plans of a data set that is added to) every source of events is taken. `members` says which members
 * of archives and workbooks are looked at. Throws what inspection, detection and mapping throw.
 */
export async function prepare(
  files: readonly File[],
  options: LoadOptions,
  store: Store,
  kept: readonly DecodePlan[] = [],
  members: Taken = new Map(),
): Promise<Prepared> {
  const { signal, onProgress } = options;
  const look = { signal, onProgress: looking(onProgress) };
  const groups = await inspectApart(
    (inspector) => groupsOf(files, options, members, inspector),
    look,
  );
  const mapped = new Map<Group, PreparedEvents>();
  let problem: unknown;
  if (!options.asTable)
    for (const group of groups) {
      const events = await eventsOf(group, options, store, kept).catch((error) => {
        problem ??= error;
        return null;
      });
      if (events) mapped.set(group, events);
    }
  // A mapping that fits some of the files is theirs; the others are tables.
  if (problem !== undefined && mapped.size === 0) throw problem;
  if (mapped.size === 0 && !options.asTable) demanded(groups, options);
  const chosen = [...mapped.keys()].sort((a, b) => rowsOf(b) - rowsOf(a));
  const taken = kept.length > 0 ? chosen : chosen.slice(0, 1);
  return {
    events: together(taken.map((group) => mapped.get(group)).filter((one) => one !== undefined)),
    tables: groups.filter((group) => !taken.includes(group)).map((group) => group.files),
    notes: groups.flatMap(({ files: own, detection }) => [
      ...detection.notes,
      ...own.flatMap(({ shape }) => shape.notes),
    ]),
  };
}

/** Files by their shape, the tables of a source that is several joined to one. */
async function groupsOf(
  files: readonly File[],
  options: LoadOptions,
  members: Taken,
  inspector: Inspector,
): Promise<Group[]> {
  const looked = await Promise.all(
    files.map((file) => inspected(file, options, inspector, members.get(file))),
  );
  const picked = looked.flat();
  const shapes = groupByShape(picked.map(({ shape }) => shape));
  const { shape: only } = options;
  const wanted = only === undefined ? shapes : shapes.filter(({ key }) => key === only);
  return Promise.all(
    wanted.map(({ key, indices }, _at, all) => {
      const own = indices.map((index) => picked[index]).filter((one) => one !== undefined);
      return grouped(key, own, options, inspector, all.length === 1);
    }),
  );
}

/**
 * Files that are no events are tables, unless events were asked for, by the caller or by a file that lacks nothing
 * but the time. Throws `no-time-column`, `mapping-incomplete`.
 */
function demanded([first, ...others]: readonly Group[], { source }: LoadOptions): void {
  if (!first || others.length > 0) return;
  const { columns } = first.detection.mapping;
  const type = columns.event_type;
  const behaviour = columns.user_id !== undefined && type !== undefined && !('constant' in type);
  if (!source && !behaviour) return;
  const parameters = { file: first.files[0]?.shape.name ?? '' };
  if (!columns.event_time) throw new TabhouseError('no-time-column', { parameters });
  if (source)
    throw new TabhouseError('mapping-incomplete', {
      parameters: { ...parameters, column: columns.user_id ? 'event_type' : 'user_id' },
    });
}

async function inspected(
  file: File,
  { encoding }: LoadOptions,
  { inspect }: Inspector,
  taken?: readonly string[],
): Promise<PickedFile[]> {
  const shapes = await inspect(file, encoding ? { encoding } : {});
  const handle = 'handle' in file ? file.handle : undefined;
  return shapes
    .filter(({ member }) => !taken || member === undefined || taken.includes(member))
    .map((shape) => ({
      file,
      shape,
      ...(isHandle(handle) ? { handle } : {}),
    }));
}

/** Pickers put the handle on the file where there is one. */
const isHandle = (value: unknown): value is FileSystemFileHandle =>
  typeof FileSystemFileHandle !== 'undefined' && value instanceof FileSystemFileHandle;

async function grouped(
  key: string,
  files: readonly PickedFile[],
  { source, asTable }: LoadOptions,
  inspector: Inspector,
  only: boolean,
): Promise<Group> {
  const joined = asTable ? null : await joinedFile(key, files, inspector);
  const own = joined ? [{ ...joined, origins: files }] : files;
  const shapes = own.map(({ shape }) => shape);
  return { key, files: own, detection: detected(shapes, source, only) };
}

/** Where there are other files too, one that is not the stated source is whatever else it looks like. */
function detected(shapes: readonly FileShape[], source: SourceId | undefined, only: boolean) {
  if (!source || only) return detect(shapes, source);
  try {
    return detect(shapes, source);
  } catch {
    return detect(shapes);
  }
}

/** The one file that the tables of a source become; null where the group is not such tables. */
async function joinedFile(key: string, files: readonly PickedFile[], inspector: Inspector) {
  const definition = SOURCES.find(({ id }) => key === `joined:${id}`);
  return definition ? inspector.join(definition.id, files) : null;
}

async function eventsOf(
  { key, files, detection }: Group,
  options: LoadOptions,
  store: Store,
  kept: readonly DecodePlan[],
): Promise<PreparedEvents | null> {
  const [first] = files;
  if (!first) return null;
  const shapes = files.map(({ shape }) => shape);
  const known = options.mapping || options.source ? undefined : await store.mappings.get(key);
  const before = kept.find((plan) => sameColumns(plan.shape, first.shape));
  const mapping = options.mapping
    ? resolveMapping({ ...options.mapping }, first.shape, detection)
    : (before?.mapping ?? known?.plan.mapping);
  if (!detection.events && !mapping) return null;
  const timezone =
    options.timezone ?? before?.timezone ?? known?.plan.timezone ?? detection.timezone;
  const textual = [...new Set(kept.flatMap((plan) => plan.textual))];
  const plans = decodePlans(shapes, detection, {
    timezone,
    ...(mapping ? { mapping } : {}),
    ...(textual.length > 0 ? { textual } : {}),
  });
  if (options.mapping && mapping)
    await store.mappings.set(key, {
      shape: key,
      plan: { mapping, timezone, source: detection.source },
      example: first.shape.name,
    });
  const currency = options.currency ?? detection.currency;
  return {
    files,
    plans,
    detection,
    timezone,
    grain: detection.grain,
    ...(currency ? { currency } : {}),
    rules: {
      ...defaultRules(detection.source, detection.grain, mapping ?? detection.mapping),
      ...options.rules,
    },
    window: sourceDefinition(detection.source)?.window ?? null,
  };
}

export const sameColumns = (a: FileShape, b: FileShape) =>
  a.format === b.format && JSON.stringify(a.columns) === JSON.stringify(b.columns);

const rowsOf = ({ files }: Group) => files.reduce((sum, { shape }) => sum + shape.estimatedRows, 0);

/** Several sources as one load: identifiers that are text in one are text in all. */
export function together(all: readonly PreparedEvents[]): PreparedEvents | null {
  const [first] = all;
  if (!first) return null;
  const textual = new Set<IdColumn>(all.flatMap(({ plans }) => plans.flatMap((p) => p.textual)));
  return {
    ...first,
    files: all.flatMap(({ files }) => files),
    plans: all
      .flatMap(({ plans }) => plans)
      .map((plan) => ({
        ...plan,
        textual: [...textual].filter((id) => plan.mapping.columns[id] !== undefined),
      })),
    grain: GRAINS.find((grain) => all.some((one) => one.grain === grain)) ?? first.grain,
  };
}
