import { type Locale, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel, isCompared } from '../compare/twin.ts';
import { type StepNames, sankey } from '../marks/sankey.ts';
import type { MarkView } from '../marks/types.ts';
import { eventColour, PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { nodeLabel } from './node-label.ts';

/** The event type of a node, or the end of the session that it is. */
const typeOf = (node: string): string => node.split(' · ')[0] ?? node;

const COLUMNS = ['step', 'source', 'target', 'sessions', 'share'];

/** The links unrolled step by step: the same event stands once on every step. Rows: `step, source, target, sessions`. */
export const pathLinks: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme } = options;
  const nodes = new Map<
    string,
    { readonly node: string; readonly sign: string; readonly step: number }
  >();
  const place = (step: number, node: string) => {
    const sign = step > 0 ? `+${step}` : step < 0 ? `−${-step}` : '0';
    const name = `${sign}  ${nodeLabel(node, locale)}`;
    nodes.set(name, { node, sign, step });
    return name;
  };
  const nodeOf = (name: string) => nodes.get(name)?.node ?? name;
  const kindLabel = (of: string) => nodeLabel(typeOf(of), locale);
  const earlier = (row: Row) => {
    if (!isCompared(facts)) return null;
    const share = show(row.share_before ?? 0, 'percent', locale);
    const sessions = show(row.sessions_before ?? 0, 'integer', locale);
    return `${beforeLabel('sessions', locale)}  ${sessions} · ${t('paths.chart.share', { share }, locale)}`;
  };
  const names: StepNames = {
    short: (name) => nodeLabel(nodeOf(name), locale),
    least: (name) => {
      const of = nodeOf(name);
      return nodeLabel(of, locale).slice(of.includes(' · ') ? kindLabel(of).length + 3 : 0);
    },
    step: (name) => nodes.get(name)?.sign ?? '',
    at: (name) => nodes.get(name)?.step ?? 0,
    kind: (name) => kindLabel(nodeOf(name)),
    colour: (name) => eventColour(theme, typeOf(nodeOf(name))) ?? PALETTES[theme].strong,
    more: earlier,
  };
  const ends = (channel: string, row: Row) =>
    channel === 'source'
      ? place(num(row.step), String(row.source))
      : place(num(row.step) + 1, String(row.target));
  const [first] = (Array.isArray(facts.paths) ? facts.paths : []) as readonly Row[];
  const columns = COLUMNS.map((name) => ({ name, label: columnLabel(name, locale) }));
  const view: MarkView = {
    rows,
    title: t(
      'paths.chart.label',
      { n: num(facts.sessions), path: pathLabel(String(first?.path ?? ''), locale) },
      locale,
    ),
    height: null,
    options: {},
    legend: false,
    scales: {} as MarkView['scales'],
    column: (channel) => (channel === 'value' ? 'sessions' : channel),
    type: () => null,
    label: (channel) => columnLabel(channel === 'value' ? 'sessions' : channel, locale),
    text: ends,
    kind: () => 'integer',
    colour: () => null,
    tip: () => '',
    pick: (row) => options.onPick?.('step', row.step, row),
    columns,
  };
  const drawn = sankey(view, options, names);
  if (!drawn) return null;
  const told = rows.map((row) => ({
    ...row,
    source: nodeLabel(String(row.source), locale),
    target: nodeLabel(String(row.target), locale),
  }));
  return { ...drawn, twin: { columns, rows: told } };
};

export const pathLabel = (path: string, locale: Locale): string =>
  path
    .split(' → ')
    .map((node) => nodeLabel(node, locale))
    .join(' → ');
