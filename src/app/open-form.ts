import {
  CANONICAL_COLUMNS,
  type CanonicalColumn,
  type ColumnOrigin,
  checkMapping,
  type DecodePlan,
  type Detection,
  defaultRules,
  detect,
  type Encoding,
  type EventType,
  eventType,
  type FileShape,
  groupByShape,
  type LookProgress,
  type Mapping,
  type Note,
  profile,
  resolveMapping,
  type TimeFormat,
} from '../sources/index.ts';
import { inspectApart } from '../sources/inspect/apart.ts';
import type {
  DatasetSettings,
  LoadOptions,
  OpenDataset,
  Rules,
  Storage,
  WeekStart,
} from '../warehouse/index.ts';

/** Files that are one source, with what is known of them and what the reader chose. */
export interface OpenGroup {
  /** What tells it from other groups, as `LoadOptions.shape` takes it. */
  readonly key: string;
  readonly files: readonly File[];
  readonly shapes: readonly FileShape[];
  readonly detection: Detection;
  readonly choice: OpenChoice;
}

/** Everything that can be changed before a load. */
export interface OpenChoice {
  readonly columns: Readonly<Partial<Record<CanonicalColumn, ColumnOrigin>>>;
  /** How times are written; worked out from the values where absent. */
  readonly time?: TimeFormat;
  /** What event words mean, by the reader's own say; null leaves their rows out. */
  readonly words?: Readonly<Record<string, EventType | null>>;
  readonly timezone: string;
  readonly reportTimezone: string;
  readonly currency: string;
  readonly weekStart: WeekStart;
  readonly storage: Storage;
  /** Share of the users; 1 is all. */
  readonly sample: number;
  /** As planned where absent. */
  readonly workers?: number;
  readonly buckets?: number;
  readonly rules: Rules;
}

/** Looks at picked files and puts those of one source together; throws where a file cannot be read at all. */
export async function inspectGroups(
  files: readonly File[],
  { storage, sample = 1, encoding, remembered = async () => undefined, ...look }: InspectOptions,
): Promise<Inspected> {
  const settled = await inspectApart(
    ({ inspect }) =>
      Promise.allSettled(
        files.map(async (file) =>
          (await inspect(file, encoding ? { encoding } : {})).map((shape) => ({ file, shape })),
        ),
      ),
    look,
  );
  const all = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const problem = settled.find((one) => one.status === 'rejected')?.reason;
  if (all.length === 0) throw problem;
  const groups = await Promise.all(
    groupByShape(all.map(({ shape }) => shape)).map(async ({ key, shapes, indices }) => {
      const own = indices.map((index) => all[index]?.file).filter((file) => file !== undefined);
      const detection = amended(detect(shapes), await remembered(key));
      const choice = { ...choiceOf(detection, storage), sample };
      return { key, files: [...new Set(own)], shapes, detection, choice };
    }),
  );
  return { groups, problem };
}

export interface InspectOptions {
  readonly storage: Storage;
  /** Share of the users to begin with. */
  readonly sample?: number;
  readonly encoding?: Encoding | undefined;
  /** The mapping that a person made for files of a shape before. */
  readonly remembered?: (shape: string) => Promise<Known | undefined>;
  /** Ends the look, which then throws `cancelled`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LookProgress) => void;
}

export interface Inspected {
  readonly groups: OpenGroup[];
  /** Why some of the files are not among them. */
  readonly problem: unknown;
}

type Known = Pick<DecodePlan, 'mapping' | 'source' | 'timezone'>;

/** What was detected, with what the reader said of such files before. */
function amended(detection: Detection, known: Known | undefined): Detection {
  if (!known) return detection;
  const { mapping, timezone } = known;
  return { ...detection, mapping, timezone, uncertain: [], events: true };
}

/** The choice that a data set was made with. */
export function choiceAsOpen(group: OpenGroup, open: OpenDataset): OpenGroup {
  const { context, plans, rules } = open;
  const plan = plans.find(({ shape }) => group.shapes.some(({ name }) => name === shape.name));
  if (!plan) return group;
  const detection = amended(group.detection, plan);
  const choice: OpenChoice = {
    ...choiceOf(detection, open.report.storage),
    reportTimezone: context.reportTimezone,
    currency: context.currency ?? '',
    weekStart: context.weekStart,
    sample: shareOf(open),
    rules,
  };
  return { ...group, detection, choice };
}

const shareOf = ({ report }: OpenDataset) => report.sample?.share ?? 1;

/** What of the choice differs from what the data set was made with; null where nothing does. */
export function settingsOf(group: OpenGroup, open: OpenDataset): DatasetSettings | null {
  const { choice, detection } = group;
  const { context, rules } = open;
  const mapping = isChanged(group) || open.plans.length === 0 ? mappingOf(group) : undefined;
  const settings = {
    ...(mapping ? { mapping } : {}),
    ...(choice.timezone === detection.timezone ? {} : { timezone: choice.timezone }),
    ...(JSON.stringify(choice.rules) === JSON.stringify(rules) ? {} : { rules: choice.rules }),
    ...(choice.reportTimezone === context.reportTimezone
      ? {}
      : { reportTimezone: choice.reportTimezone }),
    ...(choice.currency === (context.currency ?? '') ? {} : { currency: choice.currency }),
    ...(choice.weekStart === context.weekStart ? {} : { weekStart: choice.weekStart }),
    ...(choice.sample === shareOf(open) ? {} : { sample: choice.sample }),
  };
  return Object.keys(settings).length > 0 ? settings : null;
}

function choiceOf(detection: Detection, storage: Storage): OpenChoice {
  return {
    columns: detection.mapping.columns,
    timezone: detection.timezone,
    reportTimezone: detection.timezone,
    currency: detection.currency ?? '',
    weekStart: 1,
    storage,
    sample: 1,
    rules: defaultRules(detection.source, detection.grain, detection.mapping),
  };
}

/** What `open` is told for a group: the mapping only where the reader changed it. */
export function optionsOf(group: OpenGroup, append: boolean, encoding?: Encoding): LoadOptions {
  const { choice } = group;
  const mapping = isChanged(group) ? mappingOf(group) : undefined;
  return {
    ...(mapping ? { mapping } : {}),
    timezone: choice.timezone,
    reportTimezone: choice.reportTimezone,
    ...(choice.currency ? { currency: choice.currency } : {}),
    weekStart: choice.weekStart,
    storage: choice.storage,
    sample: choice.sample,
    ...(choice.workers ? { workers: choice.workers } : {}),
    ...(choice.buckets ? { buckets: choice.buckets } : {}),
    rules: choice.rules,
    shape: group.key,
    append,
    ...(encoding ? { encoding } : {}),
  };
}

const isChanged = ({ choice, detection }: OpenGroup): boolean =>
  choice.time !== undefined ||
  choice.words !== undefined ||
  CANONICAL_COLUMNS.some(
    (column) =>
      JSON.stringify(choice.columns[column]) !== JSON.stringify(detection.mapping.columns[column]),
  );

/** The mapping as the reader wants it. */
function mappingOf({ choice, detection, shapes }: OpenGroup): Mapping | undefined {
  const [shape] = shapes;
  if (!shape) return undefined;
  const { columns, time, words = {} } = choice;
  const mapping = resolveMapping(
    { columns: withAbsent(columns), ...(time ? { time } : {}) },
    shape,
    detection,
  );
  const meant = Object.entries({ ...mapping.words, ...words }).filter(
    (entry): entry is [string, EventType] => entry[1] !== null,
  );
  return mapping.words ? { ...mapping, words: Object.fromEntries(meant) } : mapping;
}

/** What a reader must still know of the choice, such as event words without a meaning. */
export function notesOf(group: OpenGroup): readonly Note[] {
  const [shape] = group.shapes;
  try {
    const mapping = mappingOf(group);
    return shape && mapping && isEvents(group.choice) ? checkMapping(mapping, shape) : [];
  } catch {
    return [];
  }
}

/** The event words of the preview with their meaning; null where nobody has given one. */
export function eventWords(group: OpenGroup): readonly (readonly [string, EventType | null])[] {
  const [shape] = group.shapes;
  const { columns, words = {} } = group.choice;
  const value = shape ? originValue(columns.event_type, shape) : '';
  if (!shape || !value.startsWith('p')) return [];
  const seen = profile(shape)[Number(value.slice(1))]?.distinct ?? new Set<string>();
  if (seen.size > MOST_WORDS) return [];
  const known = group.detection.mapping.words ?? {};
  return [...seen].map((word) => {
    const key = word.toLowerCase();
    return [key, words[key] === undefined ? (known[key] ?? eventType(key) ?? null) : words[key]];
  });
}

/** More different words than this are no event types. */
const MOST_WORDS = 40;

/** Columns that the reader took out are said to be absent, not merely left unsaid. */
function withAbsent(columns: OpenChoice['columns']): Record<string, ColumnOrigin | null> {
  return Object.fromEntries(CANONICAL_COLUMNS.map((column) => [column, columns[column] ?? null]));
}

/** True where the choice has what events need: a time and somebody who acts. */
export function isEvents({ columns }: OpenChoice): boolean {
  return columns.event_time !== undefined && columns.user_id !== undefined;
}

/** An origin as the value of a select: `p3` is the fourth column, `c:purchase` a constant, empty none. */
export function originValue(origin: ColumnOrigin | undefined, shape: FileShape): string {
  if (!origin) return '';
  if ('constant' in origin) return `c:${origin.constant}`;
  return 'position' in origin ? `p${origin.position}` : `p${shape.columns.indexOf(origin.column)}`;
}

/** The origin behind a select's value; `undefined` is none. */
export function valueOrigin(value: string, shape: FileShape): ColumnOrigin | undefined {
  if (value.startsWith('c:')) return { constant: value.slice(2) };
  if (!value.startsWith('p')) return undefined;
  const position = Number(value.slice(1));
  const column = shape.columns[position];
  return shape.dialect?.header === false || column === undefined ? { position } : { column };
}
