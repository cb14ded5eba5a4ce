import { isKey, numberFormat, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure } from '../frame.ts';
import { categorical } from '../palette.ts';
import type { Chart, ChartOptions, Twin } from '../types.ts';
import { columnLabel, num, ownLabel, show } from '../values.ts';
import { barList } from './bar-list.ts';
import { tied } from './network.ts';

const SHOWN = 20;
const MOST_TIES = 60;
const TWIN_ROWS = 200;

/** An item with what is known of it. */
function nameOf(row: Row, column = 'item_id'): string {
  const more = [row.brand, row.category_path].filter(
    (one) => one !== null && one !== undefined && one !== '',
  );
  return [String(row[column] ?? '—'), ...more.map(String)].join(' · ');
}

const pick = (column: string, value: unknown, row: Row, { onPick }: ChartOptions) =>
  onPick ? () => onPick(column, value, row) : null;

/** Three digits that mean something: scores have no unit and can be small. */
const brief = (value: unknown, locale: ChartOptions['locale']): string =>
  numberFormat(locale, { maximumSignificantDigits: 3 }).format(num(value));

/** Rows with every column that they have. */
function twinOf(rows: readonly Row[], { locale }: ChartOptions): Twin {
  return {
    columns: Object.keys(rows[0] ?? {}).map((name) => ({
      name,
      label: ownLabel('recommend', name, locale),
    })),
    rows: rows.slice(0, TWIN_ROWS),
  };
}

/** Why an item is recommended. */
function reasonOf(row: Row, { locale }: ChartOptions): string {
  const item = row.because_item_id;
  if (item === null || item === undefined) return '';
  if (row.users !== undefined)
    return t('recommend.chart.alike', { users: num(row.users), item: String(item) }, locale);
  const share = row.because_share;
  return share === null || share === undefined
    ? t('recommend.chart.because', { item: String(item) }, locale)
    : t(
        'recommend.chart.share',
        { item: String(item), share: show(share, 'percent', locale) },
        locale,
      );
}

/** Recommended items as a list, each with its reason. */
const listed: Chart = (rows, _facts, options) => {
  const { theme, locale } = options;
  const first = rows.slice(0, SHOWN);
  const { svg, marks } = barList(
    first.map((row) => ({
      row,
      name: `${row.rank}. ${nameOf(row)}`,
      note: reasonOf(row, options),
      value: num(row.score),
      figure: brief(row.score, locale),
      tip: `${nameOf(row)}\n${reasonOf(row, options)}`,
      colour: categorical(theme, 2),
      pick: pick('item_id', row.item_id, row, options),
    })),
    options,
  );
  const label = t(
    'recommend.chart.list',
    { n: first.length, first: nameOf(first[0] as Row), reason: reasonOf(first[0] as Row, options) },
    locale,
  );
  return { ...figure(svg, label, twinOf(rows, options)), marks };
};

/** The nearest of one item. */
const nearest: Chart = (rows, _facts, options) => {
  const { theme, locale } = options;
  const first = rows.slice(0, SHOWN);
  const { svg, marks } = barList(
    first.map((row) => ({
      row,
      name: nameOf(row),
      value: num(row.similarity),
      figure: `${brief(row.similarity, locale)} · ${show(row.users, 'integer', locale)}`,
      tip: `${nameOf(row)}\n${columnLabel('similarity', locale)}  ${brief(row.similarity, locale)}\n${columnLabel('users', locale)}  ${show(row.users, 'integer', locale)}`,
      colour: categorical(theme, 0),
      pick: pick('item_id', row.item_id, row, options),
    })),
    options,
  );
  const label = t(
    'recommend.chart.neighbours',
    {
      n: first.length,
      first: nameOf(first[0] as Row),
      similarity: brief(first[0]?.similarity, locale),
    },
    locale,
  );
  return { ...figure(svg, label, twinOf(rows, options)), marks };
};

/** Items alike, tied. */
const alike: Chart = (rows, _facts, options) => {
  const seen = new Set<string>();
  const ties = rows
    .filter((row) => {
      const pair = [String(row.item_id), String(row.neighbour_id)].sort().join('|');
      if (seen.has(pair)) return false;
      seen.add(pair);
      return true;
    })
    .slice(0, MOST_TIES);
  const { columns } = twinOf(rows, options);
  const made = tied(
    {
      rows: ties,
      source: ({ item_id }) => String(item_id),
      target: ({ neighbour_id }) => String(neighbour_id),
      value: 'similarity',
      title: t('recommend.chart.network', { n: ties.length }, options.locale),
      tip: (row) =>
        `${row.item_id} — ${nameOf(row, 'neighbour_id')}\n${columnLabel('similarity', options.locale)}  ${brief(row.similarity, options.locale)}`,
      member: {
        size: (_, rows) => rows.length,
        tip: (name, rows) =>
          t(
            'recommend.chart.tied',
            {
              item: name,
              n: rows.length,
              similarity: brief(
                Math.max(...rows.map(({ similarity }) => num(similarity))),
                options.locale,
              ),
            },
            options.locale,
          ),
        pick: (name, rows) => (rows[0] ? pick('item_id', name, rows[0], options) : null),
      },
      pick: (row) => pick('item_id', row.item_id, row, options)?.(),
      columns,
    },
    options,
  );
  return made && { ...made, twin: twinOf(rows, options) };
};

/** Popular or trending items, group after group where they are grouped. */
const ranked: Chart = (rows, _facts, options) => {
  const { theme, locale, parameters } = options;
  const group = ['hour', 'category_id', 'category_path', 'region', 'country', 'city'].find(
    (name) => parameters?.by && rows[0] && name in rows[0],
  );
  const first = rows.slice(0, group ? 30 : SHOWN);
  const { svg, marks } = barList(
    first.map((row) => {
      const plain = group === 'category_path' ? { ...row, category_path: null } : row;
      const climb =
        row.popular_rank === undefined
          ? ''
          : ` · ${columnLabel('popular_rank', locale)} ${row.popular_rank}`;
      return {
        row,
        name: group
          ? `${show(row[group], group === 'hour' ? 'hour' : 'text', locale)} · ${nameOf(plain)}`
          : `${row.rank}. ${nameOf(row)}`,
        value: num(row.score),
        figure: `${brief(row.score, locale)}${climb}`,
        tip: [
          nameOf(row),
          // Ratings alone are neither.
          ...(['views', 'purchases'] as const)
            .filter((name) => num(row[name]) > 0)
            .map((name) => `${columnLabel(name, locale)}  ${show(row[name], 'integer', locale)}`),
        ].join('\n'),
        colour: categorical(theme, row.popular_rank === undefined ? 0 : 1),
        pick: pick('item_id', row.item_id, row, options),
      };
    }),
    options,
  );
  const label = t(
    'recommend.chart.popular',
    {
      n: first.length,
      first: nameOf(first[0] as Row),
      score: brief(first[0]?.score, locale),
    },
    locale,
  );
  const notes =
    rows.length > first.length
      ? [t('basket.chart.first', { n: first.length, total: rows.length }, locale)]
      : [];
  return { ...figure(svg, label, twinOf(rows, options)), marks, notes };
};

export const methodLabel = (method: unknown, { locale }: ChartOptions): string => {
  const key = `recommend.method.${method}`;
  return isKey(key) ? t(key, {}, locale) : String(method);
};

/** Each method's figures at the longest list; the line across is popularity. */
const tested: Chart = (rows, _facts, options) => {
  const { theme, locale } = options;
  const longest = Math.max(...rows.map(({ k }) => num(k)));
  const at = rows.filter(({ k }) => num(k) === longest);
  const base = at.find(({ method }) => method === 'popular');
  const bars = (['hit_rate', 'ndcg', 'coverage'] as const).flatMap((measure, slot) =>
    at.map((row) => {
      const value = show(row[measure], 'percent', locale);
      const name = `${columnLabel(measure, locale)} · ${methodLabel(row.method, options)}`;
      return {
        row,
        name,
        value: num(row[measure]),
        figure: value,
        tip: `${name}\n${value}\n${t('recommend.chart.popular_short', {}, locale)} ${show(base?.[measure], 'percent', locale)}`,
        colour: categorical(theme, slot),
        pick: null,
        ...(base && row !== base ? { against: num(base[measure]) } : {}),
      };
    }),
  );
  const { svg, marks } = barList(bars, options);
  const best = [...at].sort((a, b) => num(b.hit_rate) - num(a.hit_rate))[0];
  const label = t(
    'recommend.chart.evaluation',
    {
      k: longest,
      best: methodLabel(best?.method, options),
      rate: show(best?.hit_rate, 'percent', locale),
      popular: show(base?.hit_rate, 'percent', locale),
    },
    locale,
  );
  const twin = twinOf(rows, options);
  return {
    ...figure(svg, label, {
      ...twin,
      rows: rows.map((row) => ({ ...row, method: methodLabel(row.method, options) })),
    }),
    marks,
  };
};

/** The drawing that fits what was asked. */
export const recommended: Chart = (rows, facts, options) => {
  const [row] = rows;
  if (!row) return null;
  if ('hit_rate' in row) return tested(rows, facts, options);
  if ('neighbour_id' in row) return alike(rows, facts, options);
  if ('because_item_id' in row) return listed(rows, facts, options);
  return 'similarity' in row ? nearest(rows, facts, options) : ranked(rows, facts, options);
};
