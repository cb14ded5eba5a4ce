import * as Plot from '@observablehq/plot';
import { t } from '../i18n/index.ts';
import { draw, figure } from './frame.ts';
import { categorical, PALETTES } from './palette.ts';
import { describe, entityOf, measureOf, nameOf, type Ranked, ranked, twin } from './pareto.ts';
import type { Chart } from './types.ts';
import { columnLabel, kindOf, show, textWidth, truncate } from './values.ts';

/** The ten largest by name, each with its share. */
export const leaders: Chart = (rows, _facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme, width, currency, onPick } = options;
  const palette = PALETTES[theme];
  const first = ranked(rows).slice(0, 10);
  const measure = measureOf(options);
  const kind = kindOf(measure, 1);
  const names = first.map((one) => nameOf(one.row));
  const left = Math.min(width * 0.42, Math.max(60, ...names.map((name) => textWidth(name) + 18)));
  const right =
    Math.max(
      ...first.map((one) => textWidth(`${show(one.row.value, kind, locale, currency)} · 00.0%`)),
    ) + 16;
  const svg = draw(options, {
    width,
    height: first.length * 27 + 4,
    marginTop: 2,
    marginBottom: 2,
    marginLeft: left,
    marginRight: right,
    x: { axis: null, domain: [0, Math.max(1e-9, ...first.map((one) => one.value))] },
    y: { type: 'band', domain: first.map((one) => one.rank), padding: 0.28, axis: null },
    marks: [
      Plot.barX(first, {
        x: 'value',
        y: 'rank',
        fill: (one: Ranked) => (one.head ? categorical(theme, 0) : palette.strong),
        rx2: 3,
        className: 'th-grow-x',
        title: (one: Ranked) => describe(one, measure, options),
      }),
      Plot.text(first, {
        x: 0,
        y: 'rank',
        text: (one: Ranked) => truncate(nameOf(one.row), left - 16),
        dx: -10,
        textAnchor: 'end',
        fill: palette.text,
        title: (one: Ranked) => nameOf(one.row),
      }),
      Plot.text(first, {
        x: 'value',
        y: 'rank',
        text: (one: Ranked) =>
          `${show(one.row.value, kind, locale, currency)} · ${show(one.row.share, 'percent', locale)}`,
        dx: 8,
        textAnchor: 'start',
        fill: palette.muted,
      }),
    ],
  });
  if (onPick) {
    const marks = svg.querySelectorAll<SVGElement>('.th-grow-x > *');
    marks.forEach((mark, index) => {
      const row = first[index]?.row;
      if (!row) return;
      mark.style.cursor = 'pointer';
      mark.addEventListener('click', () => onPick(entityOf(options), row.id, row));
    });
  }
  return figure(
    svg,
    t(
      'charts.leaders.label',
      {
        entity: columnLabel(entityOf(options), locale),
        measure: columnLabel(measure, locale),
        name: names[0] ?? '',
      },
      locale,
    ),
    twin(rows.slice(0, 10), options),
  );
};
