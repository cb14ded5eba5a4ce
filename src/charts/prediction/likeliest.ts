import { t } from '../../i18n/index.ts';
import { figure, node, sized } from '../frame.ts';
import { longBar } from '../marks/long-bar.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart, PickableMark } from '../types.ts';
import { columnLabel, num, show, textWidth, truncate } from '../values.ts';

const MOST = 12;

/** The users who will most likely buy; each can be picked. */
export const likeliest: Chart = (rows, facts, options) => {
  const drawn = rows.slice(0, MOST);
  if (drawn.length === 0) return null;
  const { locale, theme, width, onPick } = options;
  const palette = PALETTES[theme];
  const names = drawn.map((row) => String(row.user_id ?? '—'));
  const left = Math.min(width * 0.42, Math.max(60, ...names.map((name) => textWidth(name) + 12)));
  const room = Math.max(40, width - left - 62);
  const most = Math.max(1e-9, ...drawn.map((row) => num(row.probability)));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.append(
    node(
      'text',
      { x: 0, y: 14, 'font-weight': 600, fill: palette.text },
      t('charts.prediction.likeliest', {}, locale),
    ),
  );
  const marks: PickableMark[] = [];
  for (const [index, row] of drawn.entries()) {
    const y = 26 + index * 25;
    const length = Math.max(1, (num(row.probability) / most) * room);
    const percent = show(row.probability, 'percent', locale);
    const group = node('g', { class: 'th-user' });
    group.append(
      node('title', {}, `${names[index]}  ${percent}`),
      node(
        'text',
        { x: left - 10, y: y + 14, 'text-anchor': 'end', fill: palette.text },
        truncate(names[index] ?? '', left - 12),
      ),
      longBar(left, y + 1, length, 18, categorical(theme, 2)),
      node('text', { x: left + length + 8, y: y + 14, fill: palette.muted }, percent),
    );
    if (onPick) {
      const pick = () => onPick('user_id', row.user_id, row);
      group.style.cursor = 'pointer';
      group.addEventListener('click', pick);
      marks.push({ element: group, label: `${names[index]}, ${percent}`, pick });
    }
    svg.append(group);
  }
  const label = t(
    'charts.prediction.likeliest.label',
    {
      n: drawn.length,
      users: num(facts.users ?? rows.length),
      low: show(drawn.at(-1)?.probability, 'percent', locale),
      high: show(drawn[0]?.probability, 'percent', locale),
    },
    locale,
  );
  const told = Object.keys(rows[0] ?? {}).filter((name) => name !== 'user_key');
  return {
    ...figure(sized(svg, width, 26 + drawn.length * 25), label, {
      columns: told.map((name) => ({
        name,
        label: columnLabel(name, locale),
        ...(name === 'probability' && ({ kind: 'percent' } as const)),
      })),
      rows: rows.slice(0, 200),
    }),
    marks,
  };
};
