import { isKey, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { Chart, ChartOptions, Facts, PickableMark } from '../types.ts';
import { columnLabel, num, show, truncate } from '../values.ts';
import { alertLabel, pickAlert, segmentLabel } from './pick.ts';
import { firstSeries } from './times.ts';

const MOST = 12;
const HIGH = 44;

/** Alerts as a list, furthest out first: what was seen, what was expected, the segment behind it. Each can be picked. */
export const anomalyAlerts: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, width } = options;
  const size = ({ score }: Row) =>
    score === null ? Number.POSITIVE_INFINITY : Math.abs(num(score));
  const sorted = [...rows].sort((a, b) => size(b) - size(a));
  const shown = sorted.slice(0, MOST);
  const many = firstSeries(rows).many > 1;
  const svg = node('svg');
  const marks = shown.map((row, index) => {
    const element = item(row, index * HIGH, many, facts, options);
    svg.append(element);
    const label = [alertLabel(row, facts, options), segmentLabel(row, options)]
      .filter(Boolean)
      .join('. ');
    element.addEventListener('click', () => pickAlert(row, options));
    return { element, label, pick: () => pickAlert(row, options) } satisfies PickableMark;
  });
  const has = (name: string) => rows.some((row) => row[name] !== null && row[name] !== undefined);
  const names = [
    'series',
    'time',
    'kind',
    'periods',
    'observed',
    'expected',
    'lower',
    'upper',
    'score',
    'dimension',
    'segment',
    'explains',
    'usual_share',
  ];
  const made = figure(
    sized(svg, width, shown.length * HIGH),
    t('charts.anomalies.list', { n: rows.length }, locale),
    {
      columns: names.filter(has).map((name) => ({
        name,
        label: name === 'score' ? t('charts.series.score', {}, locale) : columnLabel(name, locale),
      })),
      rows: sorted.map((row) => ({
        ...row,
        kind: kindText(row, options),
        ...Object.fromEntries(
          ['explains', 'usual_share']
            .filter((name) => row[name] != null)
            .map((name) => [name, show(row[name], 'percent', locale)]),
        ),
      })),
    },
  );
  return { ...made, marks };
};

function kindText({ kind }: Row, { locale }: ChartOptions): string {
  const key = `anomaly.${String(kind)}`;
  return isKey(key) ? t(key, {}, locale) : String(kind);
}

function item(
  row: Row,
  top: number,
  series: boolean,
  facts: Facts,
  options: ChartOptions,
): SVGGElement {
  const { theme, width, locale } = options;
  const palette = PALETTES[theme];
  const missing = row.kind === 'missing';
  const far = missing
    ? ''
    : `${num(row.score) > 0 ? '+' : '−'}${show(Math.abs(num(row.score)), 'number', locale)}`;
  const tag = missing ? kindText(row, options) : `${kindText(row, options)} ${far}`;
  const text = `${series ? `${String(row.series)} · ` : ''}${alertLabel(row, facts, options)}`;
  const because = segmentLabel(row, options);
  const room = width - 130;
  return node(
    'g',
    { style: 'cursor: pointer', class: 'th-alert' },
    node('rect', {
      x: 0,
      y: top,
      width,
      height: HIGH - 4,
      rx: 6,
      fill: missing ? palette.warnSoft : palette.sunken,
    }),
    node('rect', {
      x: 0,
      y: top,
      width: 4,
      height: HIGH - 4,
      rx: 2,
      fill: missing ? palette.warn : palette.bad,
    }),
    node(
      'text',
      { x: 14, y: top + (because ? 17 : 25), fill: palette.text, 'font-weight': 600 },
      truncate(text, room),
    ),
    ...(because
      ? [node('text', { x: 14, y: top + 33, fill: palette.muted }, truncate(because, room))]
      : []),
    node(
      'text',
      {
        x: width - 12,
        y: top + 25,
        'text-anchor': 'end',
        fill: missing ? palette.warn : palette.bad,
      },
      tag,
    ),
  );
}
