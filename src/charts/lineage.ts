import { format, type Locale, t } from '../i18n/index.ts';
import type { Layer, TableStatus } from '../warehouse/types.ts';
import { figure, node, sized } from './frame.ts';
import { PALETTES } from './palette.ts';
import type { ChartOptions, Figure } from './types.ts';
import { columnLabel, textWidth, truncate } from './values.ts';

const LAYERS: readonly Layer[] = ['ods', 'dwd', 'dim', 'dws', 'ads'];

interface Box {
  readonly table: TableStatus;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const HEIGHT = 50;
const GAP = 10;

/**
 * The layers from left to right (top to bottom where narrow), each table with rows, size, time and the state of its
 * checks; curves are dependencies. Clicking a table picks `table`.
 */
export function lineage(tables: readonly TableStatus[], options: ChartOptions): Figure | null {
  if (tables.length === 0) return null;
  const { width, locale } = options;
  const layers = LAYERS.map((layer) => ({
    layer,
    members: tables.filter((table) => table.layer === layer),
  })).filter(({ members }) => members.length > 0);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const wide = width >= layers.length * 168;
  const boxes = wide ? columnsLayout(layers, svg, options) : rowsLayout(layers, svg, options);
  const byName = new Map(boxes.boxes.map((box) => [box.table.name, box]));
  const edges = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  for (const box of boxes.boxes) {
    for (const name of box.table.dependencies) {
      const from = byName.get(name);
      if (from) edges.append(edge(from, box, wide, options));
    }
  }
  svg.append(edges);
  for (const box of boxes.boxes) svg.append(draw(box, options, edges));
  const failing = tables.filter((table) => table.checks.some((check) => !check.passed));
  return figure(
    sized(svg, width, boxes.height),
    t('charts.lineage.label', { tables: tables.length, failing: failing.length }, locale),
    {
      columns: ['layer', 'name', 'rows', 'bytes', 'seconds', 'checks', 'dependencies'].map(
        (name) => ({
          name,
          label: columnLabel(name, locale),
        }),
      ),
      rows: tables.map((table) => ({
        layer: table.layer.toUpperCase(),
        name: table.name,
        rows: table.rows,
        bytes: format.bytes(table.bytes, locale),
        seconds: format.duration(table.seconds, locale),
        checks: checksText(table, locale),
        dependencies: table.dependencies.join(t('charts.comma', {}, locale)),
      })),
    },
  );
}

interface Group {
  readonly layer: Layer;
  readonly members: readonly TableStatus[];
}

function heading(
  x: number,
  y: number,
  { layer, members }: Group,
  { theme, locale }: ChartOptions,
): SVGElement {
  const palette = PALETTES[theme];
  const rows = members.reduce((total, table) => total + table.rows, 0);
  return node(
    'g',
    {},
    node(
      'text',
      { x, y, fill: palette.text, 'font-weight': 600, 'font-size': 13, 'letter-spacing': '0.04em' },
      layer === 'dim' ? t('charts.layer.dim', {}, locale) : layer.toUpperCase(),
    ),
    node(
      'text',
      { x, y: y + 17, fill: palette.faint },
      t('charts.lineage.rows', { rows: format.compact(rows, locale) }, locale),
    ),
  );
}

function columnsLayout(layers: readonly Group[], svg: SVGSVGElement, options: ChartOptions) {
  const spacing = 56;
  const width = Math.min(240, (options.width - spacing * (layers.length - 1)) / layers.length);
  const stride = layers.length > 1 ? (options.width - width) / (layers.length - 1) : 0;
  const most = Math.max(...layers.map(({ members }) => members.length));
  const height = 48 + most * (HEIGHT + GAP) - GAP;
  const boxes = layers.flatMap((group, column) => {
    const x = column * stride;
    svg.append(heading(x, 14, group, options));
    const inset = ((most - group.members.length) * (HEIGHT + GAP)) / 2;
    return group.members.map(
      (table, index): Box => ({ table, x, y: 48 + inset + index * (HEIGHT + GAP), width }),
    );
  });
  return { boxes, height: height + 4 };
}

function rowsLayout(layers: readonly Group[], svg: SVGSVGElement, options: ChartOptions) {
  const across = options.width >= 560 ? 3 : options.width >= 340 ? 2 : 1;
  const width = (options.width - (across - 1) * GAP) / across;
  let y = 14;
  const boxes = layers.flatMap((group) => {
    svg.append(heading(0, y, group, options));
    y += 30;
    const placed = group.members.map(
      (table, index): Box => ({
        table,
        x: (index % across) * (width + GAP),
        y: y + Math.floor(index / across) * (HEIGHT + GAP),
        width,
      }),
    );
    y += Math.ceil(group.members.length / across) * (HEIGHT + GAP) + 26;
    return placed;
  });
  return { boxes, height: y - 30 };
}

function edge(from: Box, to: Box, wide: boolean, { theme }: ChartOptions): SVGElement {
  const palette = PALETTES[theme];
  const same = Math.abs(from.x - to.x) < 1;
  const [x1, y1] = wide
    ? [from.x + from.width, from.y + HEIGHT / 2]
    : [from.x + from.width / 2, from.y + HEIGHT];
  const [x2, y2] = wide ? [to.x, to.y + HEIGHT / 2] : [to.x + to.width / 2, to.y];
  const bend = wide ? Math.max(24, (x2 - x1) / 2) : 16;
  const d = wide
    ? same
      ? `M${from.x},${y1}C${from.x - 26},${y1} ${to.x - 26},${y2} ${x2},${y2}`
      : `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`
    : `M${x1},${y1}C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}`;
  return node('path', {
    d,
    fill: 'none',
    stroke: palette.faint,
    'stroke-width': 1.25,
    'stroke-opacity': wide ? 0.75 : 0.35,
    'data-from': from.table.name,
    'data-to': to.table.name,
  });
}

function draw({ table, x, y, width }: Box, options: ChartOptions, edges: SVGElement): SVGElement {
  const { theme, locale, onPick } = options;
  const palette = PALETTES[theme];
  const failed = table.checks.filter((check) => !check.passed).length;
  const some = table.checks.length > 0;
  const ink = failed > 0 ? palette.bad : palette.good;
  const about = facts(table, width - 22, locale);
  const box = node('rect', {
    x,
    y,
    width,
    height: HEIGHT,
    rx: 8,
    fill: palette.surface,
    stroke: failed > 0 ? palette.bad : palette.border,
    'stroke-width': failed > 0 ? 1.5 : 1,
  });
  const full = [
    table.name,
    t('charts.lineage.rows', { rows: format.integer(table.rows, locale) }, locale),
    format.bytes(table.bytes, locale),
    format.duration(table.seconds, locale),
    checksText(table, locale),
  ].join('\n');
  const group = node(
    'g',
    {},
    node('title', {}, full),
    box,
    node(
      'text',
      { x: x + 12, y: y + 21, fill: palette.text, 'font-weight': 600 },
      truncate(table.name, width - (some ? 38 : 22)),
    ),
    node('text', { x: x + 12, y: y + 38, fill: palette.faint, 'font-size': 11 }, about),
  );
  if (some) group.append(mark(x + width - 18, y + 17, failed > 0, ink));
  const highlight = (on: boolean) => {
    box.setAttribute('stroke', on ? palette.accent : failed > 0 ? palette.bad : palette.border);
    for (const path of edges.querySelectorAll('path')) {
      const mine =
        path.getAttribute('data-from') === table.name ||
        path.getAttribute('data-to') === table.name;
      path.setAttribute('stroke', on && mine ? palette.accent : palette.faint);
      path.setAttribute('stroke-width', on && mine ? '2.25' : '1.25');
    }
  };
  group.addEventListener('pointerenter', () => highlight(true));
  group.addEventListener('pointerleave', () => highlight(false));
  if (onPick) {
    group.style.cursor = 'pointer';
    group.addEventListener('click', () => onPick('table', table.name, { ...table }));
  }
  return group;
}

/** As many of rows, size and time as fit. */
function facts(table: TableStatus, width: number, locale: Locale): string {
  const all = [
    t('charts.lineage.rows', { rows: format.compact(table.rows, locale) }, locale),
    table.bytes > 0 ? format.bytes(table.bytes, locale) : '',
    table.seconds > 0 ? format.duration(table.seconds, locale) : '',
  ].filter(Boolean);
  while (all.length > 1 && textWidth(all.join(' · '), 11) > width) all.pop();
  return all.join(' · ');
}

const mark = (x: number, y: number, failed: boolean, ink: string) =>
  node('path', {
    d: failed
      ? `M${x - 4},${y - 4}L${x + 4},${y + 4}M${x + 4},${y - 4}L${x - 4},${y + 4}`
      : `M${x - 5},${y}L${x - 1.5},${y + 4}L${x + 5},${y - 4}`,
    fill: 'none',
    stroke: ink,
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });

/** "5 checks passed", "2 of 5 checks failed", "no checks". */
function checksText(table: TableStatus, locale: Locale): string {
  const failed = table.checks.filter((check) => !check.passed).length;
  if (table.checks.length === 0) return t('charts.checks.none', {}, locale);
  return failed > 0
    ? t('charts.checks.failed', { failed, n: table.checks.length }, locale)
    : t('charts.checks.passed', { n: table.checks.length }, locale);
}
