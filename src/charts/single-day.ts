import { format, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { node, sized } from './frame.ts';
import { PALETTES } from './palette.ts';
import type { ChartOptions } from './types.ts';
import { brief, columnLabel, iso, kindOf, num, show, textWidth } from './values.ts';

const SIZE = 20;

/** The figures of a row: of the only day there is, which says that one point is no trend, or of the whole period. */
export function singleDay(
  row: Row,
  measures: readonly string[],
  options: ChartOptions,
): SVGSVGElement {
  const { theme, locale, currency, width } = options;
  const palette = PALETTES[theme];
  const across = width < 480 ? 2 : Math.min(4, Math.max(2, measures.length));
  const step = width / across;
  const figureOf = (measure: string) => {
    const kind = kindOf(measure, row[measure]);
    const exact = show(row[measure], kind, locale, currency);
    return textWidth(exact, SIZE) <= step - 8
      ? exact
      : brief(num(row[measure]), kind, locale, currency);
  };
  const svg = node('svg');
  const top = hasDay(row) ? 48 : 14;
  if (hasDay(row)) {
    const day = format.day(iso(row.day), undefined, locale);
    svg.append(
      node('text', { x: 0, y: 14, fill: palette.muted }, t('charts.trend.single', { day }, locale)),
    );
  }
  measures.forEach((measure, index) => {
    const [x, y] = [(index % across) * step, top + Math.floor(index / across) * 56];
    svg.append(
      node('text', { x, y, fill: palette.faint }, columnLabel(measure, locale)),
      node(
        'text',
        { x, y: y + 26, 'font-size': SIZE, 'font-weight': 600, fill: palette.text },
        figureOf(measure),
      ),
    );
  });
  return sized(svg, width, top + Math.ceil(measures.length / across) * 56 - 14);
}

/** False of figures of a whole period. */
export const hasDay = (row: Row | undefined): boolean => row?.day !== undefined && row.day !== null;
