import { t } from '../../i18n/index.ts';
import { figure, node, sized } from '../frame.ts';
import { Marks } from '../marks/hover.ts';
import { longBar } from '../marks/long-bar.ts';
import { eventColour, PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show, textWidth, truncate } from '../values.ts';
import { rateText } from './bars.ts';
import { entityOf, pickEntity, shortName, twinOf } from './entities.ts';

const MOST = 6;
const STEPS = [
  { name: 'viewed', event: 'view', loss: null },
  { name: 'interested', event: 'cart', loss: 'loss_interest' },
  { name: 'bought', event: 'purchase', loss: 'loss_purchase' },
] as const;

/** The funnel of each of a few, each against its own first step, the chosen first; the loss stands between the bars. */
export const entityFunnels: Chart = (rows, _facts, options) => {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const steps = STEPS.filter(({ name }) => rows.some((row) => name in row));
  if (steps.length < 2) return null;
  const shown = [
    ...rows.filter((row) => row.chosen === true),
    ...rows.filter((row) => row.chosen !== true),
  ].slice(0, MOST);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const heads = steps.map(({ name }) => columnLabel(name, locale));
  const left = Math.min(width * 0.3, Math.max(...heads.map((head) => textWidth(head))) + 14);
  const room = 150;
  let y = 0;
  for (const row of shown) {
    const name = shortName(row, options);
    const first = Math.max(1, ...steps.map((step) => num(row[step.name]) || 0));
    const title = node(
      'text',
      {
        x: 0,
        y: y + 14,
        fill: palette.text,
        'font-weight': row.chosen === true ? 700 : 600,
      },
      truncate(name, width, 13),
    );
    marks.add(title, t('charts.shops.choose', { name }, locale), () =>
      pickEntity(row, options, true),
    );
    svg.append(title);
    y += 20;
    steps.forEach((step, at) => {
      const value = num(row[step.name]) || 0;
      const long = Math.max(2, (value / first) * Math.max(40, width - left - room));
      const bar = longBar(left, y + 2, long, 15, eventColour(theme, step.event) ?? palette.accent);
      const loss = step.loss ? rateText(row, step.loss, options) : '';
      const figures = show(value, 'integer', locale);
      marks.add(
        bar,
        [
          name,
          `${heads[at]}  ${figures}`,
          ...(step.loss ? [`${columnLabel(step.loss, locale)}  ${loss}`] : []),
        ].join('\n'),
        () => pickEntity(row, options, true),
      );
      svg.append(
        node(
          'text',
          { x: left - 8, y: y + 14, 'text-anchor': 'end', fill: palette.muted },
          truncate(heads[at] ?? '', left - 10),
        ),
        bar,
        node(
          'text',
          { x: left + long + 8, y: y + 14, fill: palette.muted, 'pointer-events': 'none' },
          step.loss && loss !== '—'
            ? t(
                loss.startsWith('+') ? 'charts.shops.gained' : 'charts.shops.lost',
                { value: figures, loss: loss.replace('+', '') },
                locale,
              )
            : figures,
        ),
      );
      y += 20;
    });
    y += 14;
  }
  const label = t(
    'charts.shops.funnels',
    { entity: columnLabel(entityOf(options), locale), n: shown.length },
    locale,
  );
  return {
    ...figure(sized(svg, width, y), label, twinOf(shown, options)),
    marks: marks.all,
  };
};
