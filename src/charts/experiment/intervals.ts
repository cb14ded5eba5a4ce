import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure } from '../frame.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { brief, columnLabel, kindOf, num, show } from '../values.ts';
import { forest, type Interval } from './forest.ts';

const MOST = 30;

/** Columns of one drawing of intervals. */
interface Shown {
  readonly value: string;
  readonly low: string;
  readonly high: string;
  /** The p value that tells whether the difference is significant; absent for single variants. */
  readonly p?: string;
  readonly title: (control: string, options: ChartOptions) => string;
}

/** The p value to two significant digits. */
export const pText = (p: number): string =>
  p < 1e-4 ? p.toExponential(1) : String(Number(p.toPrecision(2)));

/** Differences are told with their sign: a share in points, a mean as a number. */
const written = (
  value: number,
  kind: ReturnType<typeof kindOf>,
  signed: boolean,
  { locale }: ChartOptions,
) => {
  const text = kind === 'percent' ? format.percent(value, locale) : show(value, 'number', locale);
  return signed && value > 0 ? `+${text}` : text;
};

const intervalsOf =
  (shown: Shown): Chart =>
  (rows, facts, options) => {
    const { locale, theme, parameters = {} } = options;
    const known = rows.filter(
      (row) => Number.isFinite(num(row[shown.value])) && row[shown.value] !== null,
    );
    const drawn = known.slice(0, MOST);
    if (drawn.length === 0) return null;
    const palette = PALETTES[theme];
    const kind = kindOf(shown.value, 0.5);
    const signed = shown.p !== undefined;
    const alpha = num(parameters.alpha ?? 0.05);
    const text = (value: number) => written(value, kind, signed, options);
    const short = (value: number) =>
      kind === 'percent'
        ? text(value)
        : `${signed && value > 0 ? '+' : ''}${brief(value, 'number', locale)}`;
    const list = drawn.map((row): Interval => {
      const [value, low, high] = [shown.value, shown.low, shown.high].map((name) =>
        given(row[name]),
      );
      const p = shown.p === undefined ? Number.NaN : given(row[shown.p]);
      const told = (write: (value: number) => string) =>
        [
          write(value ?? 0),
          Number.isFinite(low)
            ? t(
                'charts.experiment.interval',
                { low: write(low ?? 0), high: write(high ?? 0) },
                locale,
              )
            : '',
          Number.isFinite(p) ? `p = ${pText(p)}` : '',
        ]
          .filter(Boolean)
          .join(' · ');
      return {
        name: String(row.variant ?? '—'),
        value: value ?? 0,
        low: low ?? Number.NaN,
        high: high ?? Number.NaN,
        colour: signed
          ? p < alpha
            ? categorical(theme, 0)
            : palette.faint
          : armColour(row, rows, options),
        told: told(text),
        short: told(short),
      };
    });
    const title = shown.title(String(facts.control ?? '—'), options);
    const label = t(
      'charts.experiment.label',
      {
        title,
        told: list
          .map(({ name, told }) =>
            t('charts.experiment.told', { variant: name, value: told }, locale),
          )
          .join(t('charts.comma', {}, locale)),
        level: format.percent(1 - alpha, locale),
      },
      locale,
    );
    const svg = forest(list, { title, zero: signed, tick: short }, options);
    return {
      ...figure(svg, label, twinOf(drawn, shown, options)),
      ...(known.length > MOST && {
        notes: [t('charts.experiment.more', { n: MOST, all: known.length }, locale)],
      }),
    };
  };

const given = (value: unknown): number => (value === null ? Number.NaN : num(value));

/** The control in the quiet colour, the others each in their own. */
export function armColour(row: Row, rows: readonly Row[], { theme }: ChartOptions): string {
  return row.control === true
    ? PALETTES[theme].faint
    : categorical(theme, (rows.indexOf(row) - 1) % 8);
}

function twinOf(rows: readonly Row[], { value, low, high, p }: Shown, { locale }: ChartOptions) {
  const names = [
    'variant',
    'units',
    value,
    low,
    high,
    ...(p ? [p.replace('_corrected', ''), p] : []),
  ];
  return {
    columns: [...new Set(names)].map((name) => ({ name, label: columnLabel(name, locale) })),
    rows,
  };
}

const titled =
  (
    key:
      | 'charts.experiment.difference'
      | 'charts.experiment.value_difference'
      | 'charts.experiment.conversion'
      | 'charts.experiment.mean',
  ) =>
  (control: string, { locale }: ChartOptions) =>
    t(key, { control }, locale);

/** Conversion against the control. */
export const differences = intervalsOf({
  value: 'conversion_difference',
  low: 'conversion_difference_low',
  high: 'conversion_difference_high',
  p: 'p_corrected',
  title: titled('charts.experiment.difference'),
});

/** Conversion of every variant. */
export const conversions = intervalsOf({
  value: 'conversion',
  low: 'conversion_low',
  high: 'conversion_high',
  title: titled('charts.experiment.conversion'),
});

/** Mean value against the control. */
export const valueDifferences = intervalsOf({
  value: 'value_difference',
  low: 'value_difference_low',
  high: 'value_difference_high',
  p: 'value_p_corrected',
  title: titled('charts.experiment.value_difference'),
});

/** Mean value of every variant. */
export const means = intervalsOf({
  value: 'mean_value',
  low: 'mean_low',
  high: 'mean_high',
  title: titled('charts.experiment.mean'),
});
