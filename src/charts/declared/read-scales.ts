import { t } from '../../i18n/index.ts';
import type { Problems } from './problems.ts';
import type { Declared, Path, Projection, ScaleSpec } from './types.ts';
import { flag, isMapping, isScalar, numberIn, sentence } from './value.ts';
import {
  FORMATS,
  INTERVALS,
  PROJECTIONS,
  SCALE_KEYS,
  SCALE_TYPES,
  SCALES,
  SCHEMES,
  type ScaleName,
} from './vocabulary.ts';

export function readScales(raw: unknown, problems: Problems): Declared['scales'] {
  if (raw === undefined || raw === null) return {};
  if (!isMapping(raw)) {
    problems.add(['scales'], t('declared.problem.mapping', { key: 'scales' }));
    return {};
  }
  const scales: Partial<Record<ScaleName, ScaleSpec>> = {};
  for (const [key, value] of Object.entries(raw)) {
    const name = problems.oneOf(['scales', key], key === 'colour' ? 'color' : key, SCALES);
    if (name) scales[name] = readScale(value, ['scales', key], problems);
  }
  return scales;
}

function readScale(raw: unknown, path: Path, problems: Problems): ScaleSpec {
  if (!isMapping(raw)) {
    problems.add(path, t('declared.problem.mapping', { key: String(path.at(-1)) }));
    return {};
  }
  const spec: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const known = problems.oneOf([...path, key], key, SCALE_KEYS);
    if (!known || value === null || value === undefined) continue;
    const read = scaleValue(known, value, [...path, key], problems);
    if (read !== undefined && read !== null) spec[known] = read;
  }
  return spec;
}

function scaleValue(
  key: (typeof SCALE_KEYS)[number],
  value: unknown,
  path: Path,
  problems: Problems,
): unknown {
  switch (key) {
    case 'type':
      return problems.oneOf(path, value === 'time' ? 'utc' : value, SCALE_TYPES);
    case 'scheme':
      return problems.oneOf(path, typeof value === 'string' ? value.toLowerCase() : value, SCHEMES);
    case 'format':
      return problems.oneOf(path, value, FORMATS);
    case 'interval':
      return problems.oneOf(path, value, INTERVALS);
    case 'domain':
    case 'range':
      return scalars(value, path, problems);
    case 'label':
      return value === false ? '' : sentence(value);
    case 'axis':
      if (value === false) return false;
      return problems.oneOf(path, value, ['top', 'bottom', 'left', 'right', 'both'] as const);
    case 'ticks':
      return numberIn(value, 0, 200, path, problems);
    case 'padding':
      return numberIn(value, 0, 1, path, problems);
    case 'pivot':
      return numberIn(value, -1e15, 1e15, path, problems);
    case 'rotate':
      return numberIn(value, -90, 90, path, problems);
    default:
      return flag(value, false, path, problems);
  }
}

function scalars(value: unknown, path: Path, problems: Problems): unknown {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  if (all.length > 0 && all.every((one) => isScalar(one) || one === null)) return all;
  problems.add(path, t('declared.problem.list', { key: String(path.at(-1)) }));
  return undefined;
}

export function readProjection(raw: unknown, problems: Problems): Projection | null {
  if (raw === undefined || raw === null || raw === false) return null;
  const spec = isMapping(raw) ? raw : { type: raw };
  for (const key of Object.keys(spec))
    if (!['type', 'rotate', 'box'].includes(key))
      problems.unknown(['projection', key], key, ['type', 'rotate', 'box']);
  const type = problems.oneOf(
    isMapping(raw) ? ['projection', 'type'] : ['projection'],
    spec.type,
    PROJECTIONS,
  );
  const rotate = numbers(spec.rotate, 2, 3, ['projection', 'rotate'], problems);
  const box = numbers(spec.box, 4, 4, ['projection', 'box'], problems);
  return type ? { type, ...(rotate && { rotate }), ...(box && { box }) } : null;
}

function numbers(
  value: unknown,
  least: number,
  most: number,
  path: Path,
  problems: Problems,
): readonly number[] | null {
  if (value === undefined || value === null) return null;
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  if (all.length >= least && all.length <= most && all.every((one) => typeof one === 'number'))
    return all as readonly number[];
  problems.add(path, t('declared.problem.numbers', { key: String(path.at(-1)), n: most }));
  return null;
}
