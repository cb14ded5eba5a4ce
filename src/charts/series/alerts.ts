import { isKey, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import { broken } from '../tips.ts';
import type { Chart, ChartOptions, Facts, PickableMark } from '../types.ts';
import { columnLabel, num, show, textWidth } from '../values.ts';
import { alertLabel, pickAlert, segmentLabel } from './pick.ts';
import { firstSeries } from './times.ts';

const MOST = 12;
/** Gaps that have a place in the list though more than enough is outside of the band. */
const GAPS = 4;
const LINE = 17;

/** Alerts as a list, furthest out first and gaps last: what was seen, what was expected, the segment behind it. Each can be picked. */
export const anomalyAlerts: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, width } = options;
  const gaps = rows.filter(({ kind }) => kind === 'missing');
  const outside = rows
    .filter(({ kind }) => kind !== 'missing')
    .sort((a, b) => Math.abs(num(b.score)) - Math.abs(num(a.score)));
  const sorted = [...outside, ...gaps];
  // Neither hides the other: nights without anybody are many gaps.
  const first = outside.slice(0, MOST - Math.min(gaps.length, GAPS));
  const shown = [...first, ...gaps].slice(0, MOST);
  const many = firstSeries(rows).many > 1;
  const svg = node('svg');
  let height = 0;
  const marks = shown.map((row) => {
    const { element, high } = item(row, height, many, facts, options);
    height += high + 4;
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
    sized(svg, width, height),
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
  const notes =
    sorted.length > MOST
      ? [t('declared.note.first', { n: MOST, total: sorted.length }, locale)]
      : [];
  return { ...made, marks, notes };
};

function kindText({ kind }: Row, { locale }: ChartOptions): string {
  const key = `anomaly.${String(kind)}`;
  return isKey(key) ? t(key, {}, locale) : String(kind);
}

/** An alert with all of its words, in as many lines as the width asks for. */
function item(
  row: Row,
  top: number,
  series: boolean,
  facts: Facts,
  options: ChartOptions,
): { readonly element: SVGGElement; readonly high: number } {
  const { theme, width, locale } = options;
  const palette = PALETTES[theme];
  const missing = row.kind === 'missing';
  const far = missing
    ? ''
    : `${num(row.score) > 0 ? '+' : '−'}${show(Math.abs(num(row.score)), 'number', locale)}`;
  const tag = missing ? kindText(row, options) : `${kindText(row, options)} ${far}`;
  const text = `${series ? `${String(row.series)} · ` : ''}${alertLabel(row, facts, options)}`;
  const because = segmentLabel(row, options);
  // Bold letters are wider than those that are measured.
  const room = width - 34 - textWidth(tag);
  const lines = [
    ...broken(text, room / 1.08).map((line) => ({ line, weight: 600, fill: palette.text })),
    ...(because ? broken(because, room) : []).map((line) => ({
      line,
      weight: 400,
      fill: palette.muted,
    })),
  ];
  const high = Math.max(40, lines.length * LINE + 8);
  const first = top + (high - lines.length * LINE) / 2 + 13;
  const element = node(
    'g',
    { style: 'cursor: pointer', class: 'th-alert' },
    node('rect', {
      x: 0,
      y: top,
      width,
      height: high,
      rx: 6,
      fill: missing ? palette.warnSoft : palette.sunken,
    }),
    node('rect', {
      x: 0,
      y: top,
      width: 4,
      height: high,
      rx: 2,
      fill: missing ? palette.warn : palette.bad,
    }),
    ...lines.map(({ line, weight, fill }, at) =>
      node('text', { x: 14, y: first + at * LINE, fill, 'font-weight': weight }, line),
    ),
    node(
      'text',
      {
        x: width - 12,
        y: top + high / 2 + 5,
        'text-anchor': 'end',
        fill: missing ? palette.warn : palette.bad,
      },
      tag,
    ),
  );
  return { element, high };
}
