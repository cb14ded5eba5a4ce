import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { listed } from '../customers/names.ts';
import { type StepNames, sankey } from '../marks/sankey.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, Facts, Figure } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { beforeOf, isCompared } from './twin.ts';

/** How a group of users is called, and its colour. */
export interface Group {
  readonly column: string;
  readonly name: (value: unknown) => string;
  readonly colour: (value: unknown) => string;
}

/**
 * From which group of the earlier period to which of the later users went; those in none of a period stand as such. Null
 * where no two periods are compared. Facts: `moves`, `in_both`, `moved`.
 */
export function movesBetween(facts: Facts, group: Group, options: ChartOptions): Figure | null {
  const moves = listed(facts, 'moves');
  if (!isCompared(facts) || moves.length === 0) return null;
  const { locale, theme } = options;
  const { column } = group;
  const earlier = beforeOf(column);
  const [then, now] = [t('compare.moves.then', {}, locale), t('compare.moves.now', {}, locale)];
  const nobody = t('compare.moves.none', {}, locale);
  const called = (value: unknown) =>
    value === null || value === undefined ? nobody : group.name(value);
  const nodes = new Map<string, { sign: string; short: string; value: unknown }>();
  const text = (channel: string, row: Row) => {
    const [sign, value] = channel === 'source' ? [then, row[earlier]] : [now, row[column]];
    const short = called(value);
    const name = `${sign} · ${short}`;
    nodes.set(name, { sign, short, value });
    return name;
  };
  const short = (name: string) => nodes.get(name)?.short ?? name;
  const names: StepNames = {
    short,
    least: short,
    step: (name) => nodes.get(name)?.sign ?? '',
    kind: short,
    colour: (name) => {
      const value = nodes.get(name)?.value;
      return value === null || value === undefined ? PALETTES[theme].strong : group.colour(value);
    },
  };
  const columns = [
    { name: earlier, label: `${then} · ${columnLabel(column, locale)}` },
    { name: column, label: `${now} · ${columnLabel(column, locale)}` },
    { name: 'users', label: columnLabel('users', locale) },
  ];
  const label = t('compare.moves.label', {}, locale);
  const drawn = sankey(
    {
      rows: moves,
      title: label,
      height: null,
      options: {},
      legend: false,
      scales: {},
      column: (channel) => (channel === 'value' ? 'users' : channel),
      type: () => null,
      label: () => columnLabel('users', locale),
      text,
      kind: () => 'integer',
      colour: () => null,
      tip: () => '',
      pick: (row) => {
        const value = row[column];
        if (value !== null && value !== undefined) options.onPick?.(column, value, row);
      },
      columns,
    },
    options,
    names,
  );
  if (!drawn) return null;
  const both = num(facts.in_both);
  const said = t(
    both > 0 ? 'compare.moves.said' : 'compare.moves.nobody',
    {
      both,
      moved: num(facts.moved),
      share: show(both > 0 ? num(facts.moved) / both : 0, 'percent', locale),
    },
    locale,
  );
  return {
    ...drawn,
    label: `${label} ${said}`,
    twin: {
      columns,
      rows: moves.map((row) => ({
        ...row,
        [earlier]: called(row[earlier]),
        [column]: called(row[column]),
      })),
    },
    notes: [`${label} ${said}`, ...(drawn.notes ?? [])],
  };
}
