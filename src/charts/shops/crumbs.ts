import { t } from '../../i18n/index.ts';
import { node } from '../frame.ts';
import type { Marks } from '../marks/hover.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions } from '../types.ts';
import { textWidth, truncate } from '../values.ts';

/** The way from the top to the level on screen; each step but the last leads back. Gives the height that it takes. */
export function crumbs(
  svg: SVGSVGElement,
  marks: Marks,
  parent: string | null,
  options: ChartOptions,
): number {
  if (parent === null) return 0;
  const { locale, theme, width, onPick } = options;
  const palette = PALETTES[theme];
  const parts = parent.split('.');
  const steps = [
    { name: t('charts.shops.all', {}, locale), path: null as string | null },
    ...parts.map((name, at) => ({ name, path: parts.slice(0, at + 1).join('.') })),
  ];
  let [x, y] = [0, 14];
  steps.forEach((step, at) => {
    const last = at === steps.length - 1;
    const name = truncate(step.name, width * 0.5, 13);
    const wide = textWidth(name, 13) + (last ? 0 : 18);
    if (x > 0 && x + wide > width) [x, y] = [0, y + 22];
    const text = node(
      'text',
      {
        x,
        y,
        'font-size': 13,
        fill: last ? palette.text : palette.accent,
        'font-weight': last ? 600 : 400,
        ...(last ? {} : { 'text-decoration': 'underline' }),
        class: 'th-crumb',
      },
      name,
    );
    svg.append(text);
    if (!last) {
      const said = t('charts.shops.back', { name: step.name }, locale);
      marks.add(text, said, () => onPick?.('parent', step.path, { parent: step.path }));
      svg.append(node('text', { x: x + wide - 13, y, 'font-size': 13, fill: palette.faint }, '›'));
    }
    x += wide;
  });
  return y + 14;
}
