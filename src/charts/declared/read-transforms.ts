import { t } from '../../i18n/index.ts';
import type { Problems } from './problems.ts';
import type { Path, Scalar, Sort, Transforms, Where } from './types.ts';
import { flag, isMapping, isScalar, type Mapping, numberIn } from './value.ts';

const OFFSETS = ['zero', 'normalize', 'center', 'wiggle', 'none'] as const;
const ORDERS = ['value', 'x', 'y', 'z', 'sum', 'appearance', 'inside-out'] as const;
const BASES = [
  'sum',
  'max',
  'min',
  'mean',
  'median',
  'first',
  'last',
  'extent',
  'deviation',
] as const;
const WINDOW_REDUCERS = [
  'mean',
  'median',
  'sum',
  'min',
  'max',
  'deviation',
  'variance',
  'first',
  'last',
  'difference',
  'ratio',
  'count',
] as const;
const MAPS = ['cumsum', 'rank', 'quantile'] as const;
const SELECTORS = ['first', 'last', 'minX', 'maxX', 'minY', 'maxY'] as const;

export function readTransforms(raw: Mapping, path: Path, problems: Problems): Transforms {
  const word = <T extends string>(key: string, known: readonly T[]) => {
    const value = raw[key];
    return value === undefined || value === null
      ? undefined
      : problems.oneOf([...path, key], value, known);
  };
  const normalize = word('normalize', BASES);
  const map = word('map', MAPS);
  const only = word('only', SELECTORS);
  const stack = stackOf(raw.stack, [...path, 'stack'], problems);
  const window = windowOf(raw.window, [...path, 'window'], problems);
  const dodge = dodgeOf(raw.dodge, [...path, 'dodge'], problems);
  return {
    ...(stack && { stack }),
    ...(normalize && { normalize }),
    ...(window && { window }),
    ...(map && { map }),
    ...(only && { only }),
    ...(dodge && { dodge }),
  };
}

function stackOf(raw: unknown, path: Path, problems: Problems): Transforms['stack'] {
  if (raw === undefined || raw === null || raw === true) return undefined;
  if (raw === false) return { offset: 'none' };
  const spec: Mapping = isMapping(raw) ? raw : { offset: raw };
  checkKeys(spec, ['offset', 'order', 'reverse'], path, problems);
  const offset =
    spec.offset === undefined
      ? undefined
      : problems.oneOf([...path, 'offset'], spec.offset, OFFSETS);
  const order =
    spec.order === undefined ? undefined : problems.oneOf([...path, 'order'], spec.order, ORDERS);
  return {
    ...(offset && { offset }),
    ...(order && { order }),
    ...(spec.reverse === undefined
      ? {}
      : { reverse: flag(spec.reverse, false, [...path, 'reverse'], problems) }),
  };
}

function windowOf(raw: unknown, path: Path, problems: Problems): Transforms['window'] {
  if (raw === undefined || raw === null) return undefined;
  const spec: Mapping = isMapping(raw) ? raw : { k: raw };
  checkKeys(spec, ['k', 'reduce', 'anchor'], path, problems);
  const k = numberIn(spec.k ?? null, 1, 10_000, [...path, 'k'], problems);
  const reduce = problems.oneOf([...path, 'reduce'], spec.reduce ?? 'mean', WINDOW_REDUCERS);
  const anchor = problems.oneOf([...path, 'anchor'], spec.anchor ?? 'end', [
    'start',
    'middle',
    'end',
  ] as const);
  return k === null || !reduce || !anchor ? undefined : { k, reduce, anchor };
}

function dodgeOf(raw: unknown, path: Path, problems: Problems): Transforms['dodge'] {
  if (raw === undefined || raw === null) return undefined;
  const spec: Mapping = isMapping(raw) ? raw : { axis: raw };
  checkKeys(spec, ['axis', 'anchor', 'padding'], path, problems);
  const axis = problems.oneOf([...path, 'axis'], spec.axis, ['x', 'y'] as const);
  if (!axis) return undefined;
  const anchors =
    axis === 'y' ? (['middle', 'top', 'bottom'] as const) : (['middle', 'left', 'right'] as const);
  const anchor = problems.oneOf(
    [...path, 'anchor'],
    spec.anchor ?? 'middle',
    anchors as readonly string[],
  );
  const padding = numberIn(spec.padding ?? 1, 0, 40, [...path, 'padding'], problems) ?? 1;
  return { axis, anchor: anchor ?? 'middle', padding };
}

function checkKeys(spec: Mapping, known: readonly string[], path: Path, problems: Problems): void {
  for (const key of Object.keys(spec))
    if (!known.includes(key)) problems.unknown([...path, key], key, known);
}

/** `-gmv`, or `{ by: gmv, order: descending }`. */
export function readSort(raw: unknown, path: Path, problems: Problems): Sort | null {
  if (raw === undefined || raw === null || raw === false) return null;
  if (typeof raw === 'string' && raw.replace(/^-/, '') !== '')
    return { by: raw.replace(/^-/, ''), descending: raw.startsWith('-') };
  if (!isMapping(raw) || typeof raw.by !== 'string') {
    problems.add(path, t('declared.problem.sort'));
    return null;
  }
  checkKeys(raw, ['by', 'order'], path, problems);
  const order = problems.oneOf([...path, 'order'], raw.order ?? 'ascending', [
    'ascending',
    'descending',
  ] as const);
  return { by: raw.by, descending: order === 'descending' };
}

/** `{ brand: apple, price: { min: 10 } }`: all of it must hold. */
export function readWhere(raw: unknown, path: Path, problems: Problems): readonly Where[] {
  if (raw === undefined || raw === null) return [];
  if (!isMapping(raw)) {
    problems.add(path, t('declared.problem.mapping', { key: 'where' }));
    return [];
  }
  return Object.entries(raw).flatMap(([column, value]): Where[] => {
    const at = [...path, column];
    if (value === null || isScalar(value)) return [{ column, is: [value] }];
    if (Array.isArray(value)) return [{ column, is: listed(value, at, problems) }];
    if (!isMapping(value)) {
      problems.add(at, t('declared.problem.channel', { key: column }));
      return [];
    }
    checkKeys(value, ['not', 'min', 'max'], at, problems);
    const { not, min, max } = value;
    const bound = (one: unknown) => typeof one === 'number' || typeof one === 'string';
    return [
      {
        column,
        ...(not === undefined
          ? {}
          : { not: Array.isArray(not) ? listed(not, at, problems) : listed([not], at, problems) }),
        ...(bound(min) ? { min: min as number | string } : {}),
        ...(bound(max) ? { max: max as number | string } : {}),
      },
    ];
  });
}

function listed(values: readonly unknown[], path: Path, problems: Problems): (Scalar | null)[] {
  const good = values.filter((one): one is Scalar | null => one === null || isScalar(one));
  if (good.length < values.length)
    problems.add(path, t('declared.problem.list', { key: String(path.at(-1)) }));
  return good;
}
