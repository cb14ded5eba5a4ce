import { locale, t } from '../../i18n/index.ts';
import type { Problems } from './problems.ts';
import type { Path, Scalar } from './types.ts';

export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Text, or an object with one text a language. */
export function sentence(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (!isMapping(value)) return null;
  const chosen = value[locale.value] ?? value.en;
  return typeof chosen === 'string' ? chosen : null;
}

/** A number within bounds; null where there is none. */
export function numberIn(
  value: unknown,
  min: number,
  max: number,
  path: Path,
  problems: Problems,
): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  problems.add(path, t('declared.problem.number', { key: String(path.at(-1)), min, max }));
  return null;
}

/** Yes or no; `otherwise` where it is not said. */
export function flag(value: unknown, otherwise: boolean, path: Path, problems: Problems): boolean {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'boolean') return value;
  problems.add(path, t('declared.problem.boolean', { key: String(path.at(-1)) }));
  return otherwise;
}
