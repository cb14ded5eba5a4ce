import { identifier } from '../../engine/identifier.ts';
import { type Cut, cutOf } from './derive.ts';
import type { Key, LayerPlan, Measure } from './plan.ts';
import type { Scalar, Where } from './types.ts';

/** A statement over the relation `from`, which need not be at hand as rows. */
export interface DeriveSql {
  /** Lowest and highest value of each column that is cut into steps, as `low_0`, `high_0`, …; null where none is. */
  readonly bounds: string | null;
  /** The rows put together, given those bounds; `most` of them, and `groups`: how many there are. */
  readonly rows: (cuts: readonly Cut[]) => string;
  readonly cut: (key: Key) => number;
}

/** How the derived rows of a plan are asked of the engine, for relations that are too large to be at hand. */
export function deriveSql(
  from: string,
  { layer, derived }: LayerPlan & { readonly derived: NonNullable<LayerPlan['derived']> },
  most: number,
): DeriveSql {
  const source = `${identifier(from)}${conditions(layer.where)}`;
  const binned = derived.keys.filter(({ bin }) => bin !== undefined);
  const rows = (cuts: readonly Cut[]) => {
    const keys = derived.keys.map(
      (key) => `${keySql(key, cuts[binned.indexOf(key)])} as ${identifier(key.name)}`,
    );
    const measures = derived.measures.map((one) => `${measureSql(one)} as ${identifier(one.name)}`);
    const group = derived.keys.length > 0 ? ' group by all' : '';
    const largest = derived.measures[0];
    const cutOff = layer.sort || !largest ? '' : ` order by ${identifier(largest.name)} desc`;
    return `select *, count(*) over () as ${identifier(GROUPS)} from (select ${[...keys, ...measures].join(', ')} from ${source}${group})${sortSql(derived, layer.sort) || cutOff} limit ${most}`;
  };
  const bounds =
    binned.length === 0
      ? null
      : `select ${binned.map((key, at) => `${boundSql('min', key)} as low_${at}, ${boundSql('max', key)} as high_${at}`).join(', ')} from ${source}`;
  return { bounds, rows, cut: (key) => binned.indexOf(key) };
}

/** Column in which `DeriveSql.rows` says how many groups there are. */
export const GROUPS = 'tabhouse_groups';

/** How the bounds of a statement cut the columns, and how its rows become those that `derive` gives. */
export function cutsOf(
  derived: NonNullable<LayerPlan['derived']>,
  bounds: Readonly<Record<string, unknown>>,
): Cut[] {
  return derived.keys
    .filter(({ bin }) => bin !== undefined)
    .map((key, at) =>
      cutOf(key, Number(bounds[`low_${at}`] ?? 0), Number(bounds[`high_${at}`] ?? 0)),
    );
}

const boundSql = (which: 'min' | 'max', { column, type }: Key) =>
  type === 'number'
    ? `${which}(${identifier(column)})::double`
    : `epoch_ms(${which}(${identifier(column)})::timestamp)::double`;

function keySql({ column, type, interval }: Key, cut: Cut | undefined): string {
  const name = identifier(column);
  if (cut?.kind === 'step') return `floor(${name}::double / ${cut.step} + 1e-9)`;
  const step = cut?.kind === 'interval' ? cut.interval : interval;
  if (!step) return name;
  const floor = `date_trunc('${step}', ${name}::timestamp)`;
  return type === 'day' ? `${floor}::date` : floor;
}

function measureSql({ reduce, column }: Measure): string {
  const name = column === null ? null : identifier(column);
  const figure = `${name}::double`;
  switch (reduce) {
    case 'count':
      return name === null ? 'count(*)' : `count(${name})`;
    case 'share':
      return name === null
        ? 'count(*)::double / nullif(sum(count(*)) over (), 0)'
        : `sum(${figure}) / nullif(sum(sum(${figure})) over (), 0)`;
    case 'distinct':
      return `count(distinct ${name})`;
    case 'mode':
      return `mode(${name})`;
    case 'min':
    case 'max':
      return `${reduce}(${name})`;
    case 'sum':
      return `sum(${figure})`;
    case 'mean':
      return `avg(${figure})`;
    case 'median':
      return `median(${figure})`;
    case 'deviation':
      return `stddev_samp(${figure})`;
    case 'variance':
      return `var_samp(${figure})`;
    default:
      return `quantile_cont(${figure}, ${Number(reduce.slice(1)) / 100})`;
  }
}

function sortSql(
  { keys, measures }: NonNullable<LayerPlan['derived']>,
  sort: LayerPlan['layer']['sort'],
): string {
  if (!sort) return '';
  const found =
    measures.find(({ name, column }) => name === sort.by || column === sort.by)?.name ??
    keys.find(({ name, column }) => name === sort.by || column === sort.by)?.name ??
    measures[0]?.name;
  return found
    ? ` order by ${identifier(found)} ${sort.descending ? 'desc' : 'asc'} nulls last`
    : '';
}

const literal = (value: Scalar) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** The conditions of a mark as SQL; values are compared as text, as on the page, except bounds. */
export function conditions(where: readonly Where[]): string {
  const parts = where.flatMap(({ column, is, not, min, max }) => {
    const name = identifier(column);
    const among = (values: readonly (Scalar | null)[]) => {
      const listed = values.filter((one) => one !== null);
      const some =
        listed.length > 0
          ? `${name}::varchar in (${listed.map((one) => literal(String(one))).join(', ')})`
          : 'false';
      return values.includes(null) ? `(${some} or ${name} is null)` : `coalesce(${some}, false)`;
    };
    return [
      ...(is ? [among(is)] : []),
      ...(not ? [`not ${among(not)}`] : []),
      ...(min === undefined
        ? []
        : [
            typeof min === 'number'
              ? `${name} >= ${min}`
              : `left(${name}::varchar, ${min.length}) >= ${literal(min)}`,
          ]),
      ...(max === undefined
        ? []
        : [
            typeof max === 'number'
              ? `${name} <= ${max}`
              : `left(${name}::varchar, ${max.length}) <= ${literal(max)}`,
          ]),
    ];
  });
  return parts.length > 0 ? ` where ${parts.join(' and ')}` : '';
}

/** Rows as they are: all columns of the plan, thinned by the engine to about `most` where there are more. */
export function sampleSql(from: string, { layer, columns }: LayerPlan, most: number): string {
  const names = columns.length > 0 ? columns.map(identifier).join(', ') : '*';
  const sorted = layer.sort && columns.includes(layer.sort.by) && layer.limit !== null;
  const inner = `select ${names} from ${identifier(from)}${conditions(layer.where)}`;
  if (layer.limit !== null && sorted)
    return `${inner} order by ${identifier(layer.sort.by)} ${layer.sort.descending ? 'desc' : 'asc'} nulls last limit ${Math.min(layer.limit, most)}`;
  if (layer.limit !== null) return `${inner} limit ${Math.min(layer.limit, most)}`;
  return `select * from (${inner}) using sample reservoir(${most} rows) repeatable (42)`;
}

/** As `sampleSql` for a line: of each of `steps` along x the rows with the lowest and the highest y, for every series. */
export function extremesSql(
  from: string,
  { layer, bounds, columns }: LayerPlan,
  steps: number,
): string | null {
  const { x, y } = bounds;
  const z = bounds.z ?? bounds.stroke ?? bounds.fill;
  if (x?.kind !== 'column' || y?.kind !== 'column' || x.type === 'text' || y.type !== 'number')
    return null;
  const [along, value] = [identifier(x.name), identifier(y.name)];
  const place = x.type === 'number' ? `${along}::double` : `epoch_ms(${along}::timestamp)::double`;
  const series = z?.kind === 'column' ? `, ${identifier(z.name)}` : '';
  const names = [...new Set(columns)].map(identifier).join(', ');
  return `with rel as (select ${names}, ${place} as tabhouse_at from ${identifier(from)}${conditions(layer.where)}),
span as (select min(tabhouse_at) as low, max(tabhouse_at) as high from rel),
cut as (select rel.*, least(${steps - 1}, floor((tabhouse_at - low) / greatest(high - low, 1e-12) * ${steps})) as tabhouse_step from rel, span where tabhouse_at is not null),
ends as (select unnest([arg_min(cut, ${value}), arg_max(cut, ${value})]) as one from cut group by tabhouse_step${series})
select distinct ${[...new Set(columns)].map((name) => `one.${identifier(name)} as ${identifier(name)}`).join(', ')} from ends where one is not null`;
}
