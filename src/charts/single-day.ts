import { format, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { node, sized } from './frame.ts';
import { PALETTES } from './palette.ts';
import type { ChartOptions } from './types.ts';
import { columnLabel, iso, kindOf, show } from './values.ts';

/** The figures of the only day there is: one point is no trend, and says so. */
export function singleDay(
  row: Row,
  measures: readonly string[],
  options: ChartOptions,
): SVGSVGElement {
  const { theme, locale, currency, width } = options;
  const palette = PALETTES[theme];
  const across = width < 480 ? 2 : Math.max(2, measures.length);
  const step = width / across;
  const svg = node(
    'svg',
    {},
    node(
      'text',
      { x: 0, y: 14, fill: palette.muted },
      t('charts.trend.single', { day: format.day(iso(row.day), undefined, locale) }, locale),
    ),
  );
  measures.forEach((measure, index) => {
    const [x, y] = [(index % across) * step, 48 + Math.floor(index / across) * 56];
    svg.append(
      node('text', { x, y, fill: palette.faint }, columnLabel(measure, locale)),
      node(
        'text',
        { x, y: y + 26, 'font-size': 20, 'font-weight': 600, fill: palette.text },
        show(row[measure], kindOf(measure, row[measure]), locale, currency),
      ),
    );
  });
  return sized(svg, width, 48 + Math.ceil(measures.length / across) * 56 - 14);
}
