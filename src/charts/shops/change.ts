import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { waterfall } from '../marks/waterfall.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { columnLabel, num, show, type ValueKind } from '../values.ts';
import { segmentName } from './attribution.ts';
import { viewOf } from './view.ts';

const PARTS = ['volume_effect', 'mix_effect', 'rate_effect'] as const;
const KINDS: Readonly<Record<string, ValueKind>> = {
  conversion: 'percent',
  purchases: 'number',
  gmv: 'money',
  purchase_value: 'money',
  view_value: 'money',
};

const kindOf = (measure: unknown): ValueKind => KINDS[String(measure)] ?? 'number';

const signed = (value: unknown, kind: ValueKind, { locale, currency }: ChartOptions) =>
  value === null || value === undefined
    ? '—'
    : `${num(value) > 0 ? '+' : ''}${show(value, kind, locale, currency)}`;

/** The whole change as its volume, mix and rate effects. */
export const changeParts: Chart = (_rows, facts, options) => {
  const { locale } = options;
  const kind = kindOf(facts.measure);
  const parts = PARTS.filter((name) => Number.isFinite(num(facts[`total_${name}`])));
  if (parts.length === 0) return null;
  const rows: Row[] = parts.map((name) => ({
    part: columnLabel(name, locale),
    value: facts[`total_${name}`],
  }));
  return waterfall(
    viewOf({
      rows,
      title: sentence(facts, options),
      channels: { label: 'part', value: 'value' },
      columns: [
        { name: 'part', label: t('charts.shops.part', {}, locale) },
        { name: 'value', label: columnLabel('effect', locale) },
      ],
      kind,
      height: 280,
      tip: (row) => `${row.part}\n${signed(row.value, kind, options)}`,
    }),
    options,
  );
};

/** What each segment adds to the change, largest rise first; the rest in one step. Rows of `change`. */
export const changeSegments: Chart = (rows, facts, options) => {
  const { locale, onPick, parameters = {} } = options;
  const by = String(facts.by ?? parameters.by ?? 'category');
  const kind = kindOf(facts.measure);
  const known = rows.filter((row) => row.effect !== null && row.effect !== undefined);
  if (known.length === 0) return null;
  const names = known.map((row) =>
    row.state === 'others'
      ? t('charts.shops.others', {}, locale)
      : shortOf(by, segmentName(by, row[by], options)),
  );
  const shown: Row[] = known.map((row, at) => ({ ...row, segment: names[at] }));
  const found = waterfall(
    viewOf({
      rows: shown,
      title: t('charts.shops.segments', { by: columnLabel(by, locale) }, locale),
      channels: { label: 'segment', value: 'effect' },
      columns: [
        'segment',
        'state',
        ...Object.keys(rows[0] ?? {}).filter((name) => name !== by && name !== 'state'),
      ].map((name) => ({
        name,
        label: name === 'segment' ? columnLabel(by, locale) : columnLabel(name, locale),
      })),
      kind,
      height: 340,
      tip: (row) =>
        [
          `${row.state === 'others' ? row.segment : segmentName(by, row[by], options)}${row.state === 'kept' ? '' : ` · ${stateOf(row, options)}`}`,
          `${columnLabel('effect', locale)}  ${signed(row.effect, kind, options)}`,
          ...PARTS.filter((name) => row[name] !== undefined).map(
            (name) => `${columnLabel(name, locale)}  ${signed(row[name], kind, options)}`,
          ),
        ].join('\n'),
      pick: (row) => {
        if (row.state !== 'others') onPick?.(by, row[by], row);
      },
    }),
    options,
  );
  if (!found) return null;
  const twin = found.twin.rows.map((row) => ({ ...row, state: stateOf(row, options) }));
  return { ...found, twin: { ...found.twin, rows: twin } };
};

/** The last level of a path: the whole stands in the tip. */
const shortOf = (by: string, name: string): string =>
  by === 'category' ? (name.split('.').at(-1) ?? name) : name;

const stateOf = ({ state }: Row, { locale }: ChartOptions): string =>
  t(`charts.shops.state.${state}` as 'charts.shops.state.new', {}, locale);

function sentence(facts: Readonly<Record<string, unknown>>, options: ChartOptions): string {
  const { locale, currency } = options;
  const kind = kindOf(facts.measure);
  return t(
    'charts.shops.change',
    {
      before: show(facts.total_before, kind, locale, currency),
      after: show(facts.total_after, kind, locale, currency),
      change: signed(facts.total_change, kind, options),
    },
    locale,
  );
}
