import { columnLabel } from '../../charts/values.ts';
import { locale, t } from '../../i18n/index.ts';
import { metricOf } from '../../metrics/registry.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { whoText } from '../segment.ts';
import {
  type Choice,
  cellChoices,
  columnChoices,
  eventColumns,
  key,
  type SpecKey,
  type Surroundings,
  titleKey,
} from './keys.ts';

/** The keys of a segment block: whose rows tell its members, and which rows. */
export function segmentKeys(around: Surroundings): readonly SpecKey[] {
  const { spec, cells, context } = around;
  const isEvents = spec.from === undefined || spec.from === 'events';
  const members = cells.find(({ name }) => name === spec.from);
  const who = (members && membersOf(members, context)?.who) ?? [];
  return [
    key('segment', 'of', 'choice', {
      choices: (['users', 'items'] as const).map((value) => ({
        value,
        label: t(`segments.of.${value}`),
      })),
      fallback: 'users',
    }),
    key('segment', 'from', 'cell', {
      choices: [{ value: 'events', label: t('segments.events') }, ...cellChoices(cells)],
      fallback: 'events',
    }),
    key('segment', 'where', 'where', {
      choices: isEvents ? eventColumns(context) : rowColumns(around),
    }),
    key('segment', 'who', 'choice', {
      choices: who.map((value) => ({ value, label: whoText(value) })),
      hidden: who.length === 0,
    }),
    key('segment', 'not', 'flag', { fallback: false }),
    key('cell', 'filter', 'any', { hidden: true, bindable: true }),
    titleKey(),
  ];
}

type Known = Surroundings['cells'][number];

/** Columns of the rows; of a metric whose rows are put together, those that tell one from another. */
function rowColumns(around: Surroundings): readonly Choice[] {
  const source = around.cells.find(({ name }) => name === around.spec.from);
  const columns = source && membersOf(source, around.context)?.columns;
  return (
    columns?.map((value) => ({ value, label: columnLabel(value, locale.value) })) ??
    columnChoices(around)
  );
}

/** What an analysis with rows of many users tells of their members; null for any other cell. */
function membersOf({ cell, columns }: Known, context: DatasetContext | null) {
  const told = columns.some(({ name }) => name === 'user_id' || name === 'item_id');
  if (cell.kind !== 'metric' || told || !context) return null;
  try {
    const { members, parameters, schema } = metricOf(String(cell.spec.kind));
    if (!members) return null;
    const own = schema.filter(({ name }) => cell.spec[name] !== undefined);
    const given = Object.fromEntries(own.map(({ name }) => [name, cell.spec[name]]));
    const read = { ...(parameters({}, context) as object), ...given };
    return { who: members.who(read), columns: members.columns(read) };
  } catch {
    return null;
  }
}
