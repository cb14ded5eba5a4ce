import { extent, geoCentroid, geoMercator, geoNaturalEarth1, geoPath, scaleSqrt } from 'd3';
import { t } from '../../i18n/index.ts';
import { plainName } from '../../metrics/places/gazetteer.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized, stack } from '../frame.ts';
import { rampLegend } from '../legend.ts';
import { Marks } from '../marks/hover.ts';
import { tileMap } from '../marks/tile-map.ts';
import { categorical, PALETTES } from '../palette.ts';
import { sequential } from '../ramps.ts';
import { viewOf } from '../shops/view.ts';
import type { Chart, Figure } from '../types.ts';
import { brief, columnLabel, kindOf, num, ownLabel, show } from '../values.ts';
import { countries, fileShapes } from './outlines.ts';
import { asWritten, placeName, type Setting, settingOf, tipOf } from './setting.ts';
import { namesOf } from './shapes.ts';

/** A map of the places of a `places` metric: outlines, tiles or points, coloured or sized by the measure. */
export const placesMap: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const setting = settingOf(facts, options);
  const { map } = setting;
  if (map === 'world') return outlines(rows, setting, countries(), (row) => [String(row.code)]);
  if (map === 'cities') return points(rows, setting);
  if (map === 'file') return ofFile(rows, setting);
  return tiles(rows, setting);
};

function drawn(
  svg: SVGSVGElement,
  marks: Marks,
  rows: readonly Row[],
  setting: Setting,
  notes: readonly string[] = [],
): Figure {
  const { by, measure, options } = setting;
  const { locale, currency } = options;
  const [first] = rows;
  const label = t(
    'charts.places.map',
    {
      measure: columnLabel(measure, locale),
      by: columnLabel(by, locale),
      first: first ? placeName(first, setting) : '',
      value: show(first?.[measure], kindOf(measure, 1), locale, currency),
    },
    locale,
  );
  return {
    ...figure(svg, label, {
      columns: ['place', ...Object.keys(first ?? {})].map((name) => ({
        name,
        label: ownLabel('places', name, locale),
      })),
      rows: rows.map((row) => ({ place: placeName(row, setting), ...row })),
    }),
    marks: marks.all,
    notes,
  };
}

interface Area {
  readonly shape: GeoJSON.Feature;
  readonly code?: string | null;
  readonly names?: readonly string[];
}

/** Areas filled by the measure; what lies nowhere on the map is said. */
function outlines(
  rows: readonly Row[],
  setting: Setting,
  areas: readonly Area[],
  keysOf: (row: Row) => readonly string[],
): Figure | null {
  if (areas.length === 0) return null;
  const { measure, by, options } = setting;
  const { theme, width, locale, currency, onPick } = options;
  const palette = PALETTES[theme];
  const byKey = new Map(rows.flatMap((row) => keysOf(row).map((key) => [key, row] as const)));
  const values = rows.map((row) => num(row[measure])).filter(Number.isFinite);
  const [, most = 1] = extent(values);
  const ramp = sequential(theme);
  const worldwide = setting.map === 'world';
  const height = Math.min(560, Math.max(200, width * (worldwide ? 0.48 : 0.7)));
  const collection = {
    type: 'FeatureCollection',
    features: areas.map(({ shape }) => shape),
  } as const;
  const projection = (worldwide ? geoNaturalEarth1() : geoMercator()).fitExtent(
    [
      [2, 2],
      [width - 2, height - 2],
    ],
    collection as never,
  );
  const path = geoPath(projection).pointRadius(5);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const placed = new Set<Row>();
  for (const { shape, code, names = [] } of areas) {
    const row = [code ?? '', ...names].map((key) => byKey.get(key)).find(Boolean);
    const value = num(row?.[measure]);
    if (row) placed.add(row);
    const area = node('path', {
      d: path(shape as never) ?? '',
      // The square root keeps the small ones apart where one country has most of it.
      fill: Number.isFinite(value)
        ? ramp(0.08 + 0.92 * Math.sqrt(Math.max(0, value) / (most || 1)))
        : palette.sunken,
      stroke: palette.border,
      'stroke-width': 0.6,
    });
    if (row) marks.add(area, tipOf(row, setting), () => onPick?.(by, row[by], row));
    svg.append(area);
  }
  if (placed.size === 0 && worldwide && !rows.some(({ located }) => located === true)) return null;
  const outside = rows.filter(
    (row) => !placed.has(row) && (setting.map === 'file' || row.located === true),
  );
  const ramped = rampLegend(
    options,
    columnLabel(measure, locale),
    brief(most, kindOf(measure, 1), locale, currency),
  );
  const named = outside
    .slice(0, 8)
    .map(
      (row) =>
        `${asWritten(row, setting)} ${show(row[measure], kindOf(measure, 1), locale, currency)}`,
    );
  return drawn(stack([ramped, sized(svg, width, height)], width, 4), marks, rows, setting, [
    ...(outside.length > 0
      ? [
          t(
            setting.map === 'file' ? 'charts.places.unmatched' : 'charts.places.outside',
            {
              n: outside.length,
              names: [...named, ...(outside.length > named.length ? ['…'] : [])].join(
                t('charts.comma', {}, locale),
              ),
            },
            locale,
          ),
        ]
      : []),
  ]);
}

/** Cities as points over the outlines of the countries about them. */
function points(rows: readonly Row[], setting: Setting): Figure | null {
  const { measure, by, options } = setting;
  const { theme, width, onPick } = options;
  const palette = PALETTES[theme];
  const found = rows.filter((row) => row.located === true).slice(0, 1000);
  if (found.length === 0) return null;
  const height = Math.min(560, Math.max(220, width * 0.6));
  const at = (row: Row): [number, number] => [num(row.longitude), num(row.latitude)];
  const around = { type: 'MultiPoint', coordinates: found.map(at) } as const;
  const [west = 0, east = 0] = extent(found, (row) => num(row.longitude));
  const projection = (east - west > 180 ? geoNaturalEarth1() : geoMercator()).clipExtent([
    [0, 0],
    [width, height],
  ]);
  const margin = 36;
  projection.fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    around as never,
  );
  // One city, or cities side by side, are shown with the country about them, in the middle.
  const closest = found.length < 2 ? 900 : 9000;
  if (!(projection.scale() <= closest))
    projection
      .scale(closest)
      .center(geoCentroid(around as never))
      .translate([width / 2, height / 2]);
  const path = geoPath(projection);
  const svg = node('svg');
  for (const { shape } of countries())
    svg.append(
      node('path', {
        d: path(shape as never) ?? '',
        fill: palette.sunken,
        stroke: palette.border,
        'stroke-width': 0.6,
      }),
    );
  const most = Math.max(1e-9, ...found.map((row) => num(row[measure]) || 0));
  const radius = scaleSqrt().domain([0, most]).range([2, 18]);
  const marks = new Marks(svg, options);
  for (const row of [...found].sort((a, b) => num(b[measure]) - num(a[measure]))) {
    const place = projection(at(row));
    if (!place) continue;
    const dot = node('circle', {
      cx: place[0],
      cy: place[1],
      r: radius(Math.max(0, num(row[measure]) || 0)),
      fill: categorical(theme, 0),
      'fill-opacity': 0.55,
      stroke: categorical(theme, 0),
    });
    marks.add(dot, tipOf(row, setting), () => onPick?.(by, row[by], row));
    svg.append(dot);
  }
  return drawn(sized(svg, width, height), marks, rows, setting);
}

function tiles(rows: readonly Row[], setting: Setting): Figure | null {
  const { by, map, measure, options } = setting;
  const { locale } = options;
  const found = rows.filter((row) => row.located === true);
  const made = tileMap(
    viewOf({
      rows: found,
      title: '',
      channels: { region: 'code', value: measure },
      labels: { region: columnLabel(by, locale), value: columnLabel(measure, locale) },
      columns: [],
      kind: kindOf(measure, 1),
      options: { layout: map },
      own: (row) => tipOf(row, setting),
      pick: (row) => options.onPick?.(by, row[by], row),
    }),
    options,
  );
  if (!made) return null;
  const { label, twin } = drawn(made.svg, new Marks(made.svg, options), rows, setting);
  return { ...made, label, twin };
}

function ofFile(rows: readonly Row[], setting: Setting): Figure | null {
  const { options, by } = setting;
  const { file, property } = options.parameters ?? {};
  const shapes = typeof file === 'string' ? fileShapes(file) : null;
  if (!shapes) return null;
  const wanted = typeof property === 'string' && property !== '' ? property : null;
  return outlines(
    rows,
    setting,
    shapes.features.map((shape) => ({ shape, names: namesOf(shape, wanted) })),
    (row) => [plainName(String(row[by]))],
  );
}
