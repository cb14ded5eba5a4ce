import {
  CANONICAL_COLUMNS,
  type CanonicalColumn,
  type ColumnOrigin,
  type Detection,
  defaultRules,
  detect,
  type Encoding,
  type FileShape,
  groupByShape,
  inspectFile,
  resolveMapping,
} from '../sources/index.ts';
import type { LoadOptions, Rules, Storage, WeekStart } from '../warehouse/index.ts';

/** Files that are one source, with what is known of them and what the reader chose. */
export interface OpenGroup {
  readonly files: readonly File[];
  readonly shapes: readonly FileShape[];
  readonly detection: Detection;
  readonly choice: OpenChoice;
}

/** Everything that can be changed before a load. */
export interface OpenChoice {
  readonly columns: Readonly<Partial<Record<CanonicalColumn, ColumnOrigin>>>;
  readonly timezone: string;
  readonly reportTimezone: string;
  readonly currency: string;
  readonly weekStart: WeekStart;
  readonly storage: Storage;
  readonly rules: Rules;
}

/** Looks at picked files and puts those of one source together; throws where a file cannot be read at all. */
export async function inspectGroups(
  files: readonly File[],
  storage: Storage,
  encoding?: Encoding,
): Promise<OpenGroup[]> {
  const found = await Promise.all(
    files.map(async (file) =>
      (await inspectFile(file, encoding ? { encoding } : {})).map((shape) => ({ file, shape })),
    ),
  );
  const all = found.flat();
  return groupByShape(all.map(({ shape }) => shape)).map(({ shapes, indices }) => {
    const own = indices.map((index) => all[index]?.file).filter((file) => file !== undefined);
    const detection = detect(shapes);
    return { files: [...new Set(own)], shapes, detection, choice: choiceOf(detection, storage) };
  });
}

function choiceOf(detection: Detection, storage: Storage): OpenChoice {
  return {
    columns: detection.mapping.columns,
    timezone: detection.timezone,
    reportTimezone: detection.timezone,
    currency: detection.currency ?? '',
    weekStart: 1,
    storage,
    rules: defaultRules(detection.source, detection.grain, detection.mapping),
  };
}

/** What `open` is told for a group: the mapping only where the reader changed it. */
export function optionsOf(group: OpenGroup, append: boolean, encoding?: Encoding): LoadOptions {
  const { choice, detection, shapes } = group;
  const [shape] = shapes;
  const changed = CANONICAL_COLUMNS.some(
    (column) =>
      JSON.stringify(choice.columns[column]) !== JSON.stringify(detection.mapping.columns[column]),
  );
  const mapping =
    changed && shape
      ? { mapping: resolveMapping(withAbsent(choice.columns), shape, detection) }
      : {};
  return {
    ...mapping,
    ...(detection.source === 'custom' || changed ? {} : { source: detection.source }),
    timezone: choice.timezone,
    reportTimezone: choice.reportTimezone,
    ...(choice.currency ? { currency: choice.currency } : {}),
    weekStart: choice.weekStart,
    storage: choice.storage,
    rules: choice.rules,
    append,
    ...(encoding ? { encoding } : {}),
  };
}

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
