import { arc, group, pie, sum } from 'd3';
import { format, numberFormat, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { isCompared, pairedRows } from './compare/twin.ts';
import { figure, node, sized } from './frame.ts';
import { categorical, inkOn, PALETTES, type ThemeName } from './palette.ts';
import type { Chart, Facts } from './types.ts';
import { columnLabel, num, segmentLabel, show } from './values.ts';

/** Segments from best to lost, per model; the order of ring and table. */
const ORDER = [
  'champions',
  'loyal',
  'potential_loyalist',
  'promising',
  'new_customers',
  'need_attention',
  'at_risk',
  'hibernating',
  'core_vip',
  'promising_new',
  'win_back',
  'lapsed',
  'top',
  'high',
  'middle',
  'low',
  'lapsing',
];
/** Colour slots: value in warm and strong colours, loss in quiet ones. */
const SLOTS: Readonly<Record<string, number>> = {
  champions: 0,
  loyal: 5,
  potential_loyalist: 2,
  promising: 4,
  new_customers: 3,
  need_attention: 1,
  at_risk: 6,
  hibernating: 7,
  core_vip: 0,
  promising_new: 2,
  win_back: 1,
  lapsed: 7,
  top: 0,
  high: 5,
  middle: 2,
  low: 1,
  lapsing: 7,
};

export const segmentColour = (theme: ThemeName, segment: string) =>
  categorical(theme, SLOTS[segment] ?? 7);

/** Columns of the segment table, in order. */
export const SEGMENT_COLUMNS = [
  'segment',
  'users',
  'users_share',
  'orders',
  'orders_share',
  'gmv',
  'gmv_share',
  'recency',
  'frequency',
  'monetary',
];

/**
 * One row per segment: users, orders, GMV with their shares, mean R, F, M. Taken from the metric's facts
 * (`segments`: a list of such rows, over all users); else summed up over the rows, which then must be all of them. Of
 * two periods the earlier figures stand beside (`users_before`).
 */
export function segments(rows: readonly Row[], facts: Facts): Row[] {
  const now = withShares(rows, facts);
  if (!isCompared(facts) || !Array.isArray(facts.before_segments)) return now;
  const before = withShares([], { segments: facts.before_segments });
  const none = { users: 0, users_share: 0 };
  return pairedRows(now, before, 'segment')
    .map((row): Row => ({ ...none, ...row }))
    .sort((a, b) => rank(a) - rank(b));
}

function withShares(rows: readonly Row[], facts: Facts): Row[] {
  const given = Array.isArray(facts.segments)
    ? (facts.segments as Row[]).filter((row) => typeof row === 'object' && row !== null)
    : [];
  const base =
    given.length > 0
      ? given.map(normalised)
      : rows.length > 0 && rows[0] && 'users' in rows[0]
        ? rows.map(normalised)
        : summed(rows);
  const total = (name: string) => sum(base, (row) => num(row[name]) || 0);
  const [users, orders, gmv] = [total('users'), total('orders'), total('gmv')];
  const share = (row: Row, name: string, of: number) =>
    of > 0 ? (num(row[name]) || 0) / of : null;
  return base
    .map((row) => ({
      ...row,
      users_share: share(row, 'users', users),
      ...(orders > 0 ? { orders_share: share(row, 'orders', orders) } : {}),
      ...(gmv > 0 ? { gmv_share: share(row, 'gmv', gmv) } : {}),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

const rank = (row: Row) => {
  const at = ORDER.indexOf(String(row.segment));
  return at < 0 ? ORDER.length : at;
};

function normalised(row: Row): Row {
  const pick = (...names: string[]) =>
    names.map((name) => row[name]).find((value) => value !== undefined && value !== null);
  const entries = {
    segment: row.segment,
    users: num(pick('users', 'count')),
    orders: pick('orders'),
    gmv: pick('gmv', 'amount'),
    recency: pick('mean_recency', 'recency', 'mean_r', 'avg_recency'),
    frequency: pick('mean_frequency', 'frequency', 'mean_f', 'avg_frequency'),
    monetary: pick('mean_monetary', 'monetary', 'mean_m', 'avg_monetary'),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

function summed(rows: readonly Row[]): Row[] {
  return [...group(rows, (row) => String(row.segment))].map(([segment, members]) => {
    const total = (name: string) => sum(members, (row) => num(row[name]) || 0);
    const priced = members.some((row) => Number.isFinite(num(row.monetary)));
    return {
      segment,
      users: members.length,
      orders: total('frequency'),
      ...(priced ? { gmv: total('monetary') } : {}),
      recency: total('recency') / members.length,
      frequency: total('frequency') / members.length,
      ...(priced ? { monetary: total('monetary') / members.length } : {}),
    };
  });
}

/** Ring of users per segment, the total in its middle, names beside the larger arcs. */
export const rfmRing: Chart = (rows, facts, options) => {
  const parts = segments(rows, facts);
  if (parts.length === 0) return null;
  const { locale, theme, width, onPick } = options;
  const palette = PALETTES[theme];
  const total = sum(parts, (row) => num(row.users));
  const size = Math.min(width, 300);
  const radius = size / 2;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const ring = node('g', { transform: `translate(${width / 2},${radius})` });
  const shape = arc<{ startAngle: number; endAngle: number }>()
    .innerRadius(radius * 0.66)
    .outerRadius(radius - 2)
    .padAngle(0.012)
    .cornerRadius(3);
  for (const slice of pie<Row>()
    .sort(null)
    .value((row) => num(row.users))(parts.filter((row) => num(row.users) > 0))) {
    const name = String(slice.data.segment);
    const colour = segmentColour(theme, name);
    const share = show(slice.data.users_share, 'percent', locale);
    const path = node('path', { d: shape(slice) ?? '', fill: colour, class: 'th-arc' });
    path.append(
      node(
        'title',
        {},
        `${segmentLabel(name, locale)}: ${show(slice.data.users, 'integer', locale)} · ${share}`,
      ),
    );
    if (onPick) {
      path.style.cursor = 'pointer';
      path.addEventListener('click', () => onPick('segment', name, slice.data));
    }
    ring.append(path);
    if (slice.endAngle - slice.startAngle > 0.3) {
      const angle = (slice.startAngle + slice.endAngle) / 2 - Math.PI / 2;
      const at = radius * 0.825;
      ring.append(
        node(
          'text',
          {
            x: Math.cos(angle) * at,
            y: Math.sin(angle) * at + 4,
            'text-anchor': 'middle',
            'font-size': 11,
            'font-weight': 600,
            fill: inkOn(colour),
            'pointer-events': 'none',
          },
          numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(
            num(slice.data.users_share),
          ),
        ),
      );
    }
  }
  const figureText = total >= 1e6 ? format.compact(total, locale) : format.integer(total, locale);
  ring.append(
    node(
      'text',
      { y: 4, 'text-anchor': 'middle', 'font-size': 28, 'font-weight': 600, fill: palette.text },
      figureText,
    ),
    node(
      'text',
      { y: 26, 'text-anchor': 'middle', fill: palette.faint },
      columnLabel('buyers', locale),
    ),
  );
  svg.append(ring);
  const told = parts
    .map(
      (row) =>
        `${segmentLabel(String(row.segment), locale)} ${show(row.users_share, 'percent', locale)}`,
    )
    .join(t('charts.comma', {}, locale));
  return figure(sized(svg, width, size), t('charts.rfm.label', { users: total, told }, locale), {
    columns: SEGMENT_COLUMNS.filter((name) => parts.some((row) => row[name] !== undefined)).map(
      (name) => ({ name, label: segmentColumnLabel(name, locale) }),
    ),
    rows: parts.map((row) => ({ ...row, segment: segmentLabel(String(row.segment), locale) })),
  });
};

/** Heads of the segment table: R, F and M are means there. */
export const segmentColumnLabel = (name: string, locale: Parameters<typeof columnLabel>[1]) =>
  columnLabel(['recency', 'frequency', 'monetary'].includes(name) ? `mean_${name}` : name, locale);
