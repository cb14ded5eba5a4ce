import { kindOf } from '../values.ts';
import type { ColumnFacts } from './types.ts';
import type { Mapping } from './value.ts';

/** What a proposed chart is good for; `declared.propose.<kind>` is its name. */
export type ProposalKind =
  | 'line'
  | 'bars'
  | 'dots'
  | 'hexagons'
  | 'histogram'
  | 'heat'
  | 'timeline'
  | 'counts'
  | 'map'
  | 'outlines'
  | 'sankey'
  | 'ring'
  | 'box'
  | 'columns';

export interface Proposal {
  readonly kind: ProposalKind;
  /** Keys of the block, without `from`. */
  readonly spec: Mapping;
}

/** At most so many are offered: the first is drawn. */
const MOST = 5;
const FEW = 8;
const SOME = 30;
const STEPS_OF_TIME = new Set([
  'hour',
  'weekday',
  'week',
  'month',
  'quarter',
  'year',
  'dow',
  'step',
]);
const MANY_POINTS = 4000;

interface Sorted {
  readonly times: readonly ColumnFacts[];
  readonly measures: readonly ColumnFacts[];
  readonly categories: readonly ColumnFacts[];
  readonly total: number;
}

/**
 * Charts that suit the columns of a relation of `total` rows, the best first; empty where no column can be drawn.
 * Columns that are empty or hold one value only are passed over, and so are identifiers, where there is something else.
 */
export function proposals(columns: readonly ColumnFacts[], total: number): readonly Proposal[] {
  const filled = columns.filter(
    ({ nulls = 0, distinct }) => (total === 0 || nulls < total) && distinct !== 0,
  );
  const varied = filled.filter(({ distinct }) => distinct === undefined || distinct > 1);
  const used = varied.length > 0 ? varied : filled;
  const sorted: Sorted = {
    times: used.filter(
      ({ type, distinct }) => (type === 'day' || type === 'time') && (distinct ?? 2) > 1,
    ),
    measures: used.filter(isMeasure),
    categories: used
      .filter((one) => isCategory(one, total))
      .sort((a, b) => fitness(a) - fitness(b)),
    total,
  };
  const found = [
    ...geographic(used, sorted),
    ...flows(used, sorted),
    ...overTime(sorted),
    ...byCategory(sorted),
    ...twoMeasures(sorted),
    ...twoCategories(sorted),
    ...alone(sorted),
  ];
  const last = used[0];
  if (found.length === 0 && last) {
    return [
      { kind: 'counts', spec: { mark: 'barX', x: 'count()', y: last.name, sort: '-x', limit: 20 } },
    ];
  }
  return found.slice(0, MOST);
}

const isMeasure = ({ name, type }: ColumnFacts) =>
  type === 'number' && !STEPS_OF_TIME.has(name) && kindOf(name, 1) !== 'id' && !isPlace(name);

const isPlace = (name: string) => /(^|_)(lat|latitude|lon|lng|longitude)$/i.test(name);

/** Words that repeat, or steps of a week or a day; not what is different in every row. */
function isCategory({ name, type, distinct }: ColumnFacts, total: number): boolean {
  if (type === 'flag') return true;
  if (type === 'number') return STEPS_OF_TIME.has(name) && (distinct ?? 99) <= 53;
  if (type !== 'text') return false;
  const each = distinct !== undefined && total > 50 && distinct > total * 0.9;
  return !(each && kindOf(name, '') === 'id');
}

/** Few words before many: twenty tell more than two, and more than ten thousand. */
const fitness = ({ distinct = SOME }: ColumnFacts) =>
  distinct < 3 ? 2 : distinct <= SOME ? 0 : distinct <= 200 ? 1 : 3;

/** A share or rate is averaged, all else is summed. */
const figureOf = ({ name }: ColumnFacts): Mapping => {
  const kind = kindOf(name, 0.5);
  const averaged =
    kind === 'percent' ||
    /(^|_)(mean|avg|average|median|price|aov|rate|score|age|rank)(_|$)/.test(name);
  return { [averaged ? 'mean' : 'sum']: name };
};

const single = (column: ColumnFacts, total: number) =>
  column.distinct !== undefined && column.distinct >= total - (column.nulls ?? 0) && total > 0;

function series({ categories }: Sorted, not: readonly string[] = []): ColumnFacts | undefined {
  return categories.find(
    ({ name, distinct = SOME }) => distinct >= 2 && distinct <= FEW && !not.includes(name),
  );
}

function geographic(columns: readonly ColumnFacts[], { total, categories }: Sorted): Proposal[] {
  const shape = columns.find(
    ({ name, type }) => type === 'text' && /^(geometry|geojson|geom|outline)$/i.test(name),
  );
  if (shape) return [{ kind: 'outlines', spec: { mark: 'geo', geometry: shape.name } }];
  const lat = columns.find(
    ({ name, type }) => type === 'number' && /(^|_)(lat|latitude)$/i.test(name),
  );
  const lon = columns.find(
    ({ name, type }) => type === 'number' && /(^|_)(lon|lng|longitude)$/i.test(name),
  );
  if (!lat || !lon) return [];
  const fill = series({ categories } as Sorted);
  return [
    {
      kind: 'map',
      spec: {
        mark: 'dot',
        x: lon.name,
        y: lat.name,
        ...(fill && total < MANY_POINTS ? { fill: fill.name } : {}),
        aspectRatio: 1,
      },
    },
  ];
}

function flows(columns: readonly ColumnFacts[], { measures }: Sorted): Proposal[] {
  const [source, target] = ['source', 'target'].map((word) =>
    columns.find(
      ({ name, type }) =>
        type === 'text' && (name === word || name === (word === 'source' ? 'from' : 'to')),
    ),
  );
  const [value] = measures;
  return source && target && value
    ? [
        {
          kind: 'sankey',
          spec: { mark: 'sankey', source: source.name, target: target.name, value: value.name },
        },
      ]
    : [];
}

function overTime(sorted: Sorted): Proposal[] {
  const {
    times: [time],
    measures: [measure],
    total,
  } = sorted;
  if (!time) return [];
  const stroke = series(sorted);
  const once = single(time, total);
  if (!measure)
    return [
      {
        kind: 'timeline',
        spec: {
          mark: 'rectY',
          x: { bin: time.name, steps: 40 },
          y: 'count()',
          ...(stroke ? { fill: stroke.name } : {}),
        },
      },
    ];
  const coarse =
    time.type === 'time' && !once
      ? { x: { column: time.name, interval: 'day' } }
      : { x: time.name };
  const y = once ? { y: measure.name } : { y: figureOf(measure) };
  const line: Proposal = {
    kind: 'line',
    spec: { mark: 'lineY', ...coarse, ...y, ...(stroke && !once ? { stroke: stroke.name } : {}) },
  };
  const columns: Proposal = {
    kind: 'columns',
    spec: { mark: 'barY', ...coarse, ...y, ...(stroke && !once ? { fill: stroke.name } : {}) },
  };
  return [line, columns];
}

function byCategory(sorted: Sorted): Proposal[] {
  const {
    categories: [category],
    measures: [measure],
    total,
  } = sorted;
  if (!category || !measure) return [];
  const x = single(category, total) ? measure.name : figureOf(measure);
  const ordered = category.type === 'number';
  const bars: Proposal = ordered
    ? { kind: 'columns', spec: { mark: 'barY', x: category.name, y: x } }
    : {
        kind: 'bars',
        spec: {
          mark: 'barX',
          x,
          y: category.name,
          sort: '-x',
          ...((category.distinct ?? SOME) > 20 ? { limit: 20 } : {}),
        },
      };
  const summed = typeof x === 'string' ? kindOf(measure.name, 1) !== 'percent' : 'sum' in x;
  const positive = measure.min === undefined || Number(measure.min) >= 0;
  const few = (category.distinct ?? 99) <= FEW && (category.distinct ?? 0) >= 2;
  return [
    bars,
    ...(few && summed && positive && !ordered
      ? [{ kind: 'ring' as const, spec: { mark: 'ring', label: category.name, value: x } }]
      : []),
    ...(typeof x === 'string' || total < 20
      ? []
      : [
          {
            kind: 'box' as const,
            spec: {
              mark: 'boxX',
              x: measure.name,
              y: category.name,
              ...((category.distinct ?? SOME) > 20 ? { limit: 20 } : {}),
            },
          },
        ]),
  ];
}

function twoMeasures(sorted: Sorted): Proposal[] {
  const {
    measures: [x, y],
    total,
  } = sorted;
  if (!x || !y) return [];
  if (total > MANY_POINTS)
    return [{ kind: 'hexagons', spec: { mark: 'hexbin', x: x.name, y: y.name, fill: 'count()' } }];
  const fill = series(sorted);
  return [
    {
      kind: 'dots',
      spec: { mark: 'dot', x: x.name, y: y.name, ...(fill ? { fill: fill.name } : {}) },
    },
  ];
}

function twoCategories({ categories, measures: [measure], total }: Sorted): Proposal[] {
  const [a, b] = categories.filter(({ distinct = SOME }) => distinct <= 60);
  if (!a || !b) return [];
  const once = (a.distinct ?? 0) * (b.distinct ?? 0) >= total;
  const fill = measure ? (once ? measure.name : figureOf(measure)) : 'count()';
  const [wide, high] = (a.distinct ?? 0) >= (b.distinct ?? 0) ? [a, b] : [b, a];
  return [{ kind: 'heat', spec: { mark: 'cell', x: wide.name, y: high.name, fill } }];
}

function alone({ measures: [measure], categories: [category] }: Sorted): Proposal[] {
  const found: Proposal[] = [];
  if (measure)
    found.push({
      kind: 'histogram',
      spec: { mark: 'rectY', x: { bin: measure.name, steps: 30 }, y: 'count()' },
    });
  if (category && !measure)
    found.push({
      kind: 'counts',
      spec: {
        mark: 'barX',
        x: 'count()',
        y: category.name,
        sort: '-x',
        ...((category.distinct ?? SOME) > 20 ? { limit: 20 } : {}),
      },
    });
  return found;
}
