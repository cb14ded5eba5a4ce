import { isKey, type Locale, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { Facts } from '../types.ts';

/** The words that mark a cluster, in the reader's language. */
export function marksLabel(name: unknown, locale: Locale): string {
  return String(name ?? '')
    .split('+')
    .map((mark) => {
      const key = `cluster.mark.${mark}`;
      return isKey(key) ? t(key, {}, locale) : mark;
    })
    .join(t('charts.comma', {}, locale));
}

/** “1 recent, frequent” */
export const clusterLabel = ({ cluster, name }: Row, locale: Locale): string =>
  t('cluster.numbered', { n: Number(cluster), name: marksLabel(name, locale) }, locale);

/** Rows of a fact that is a list. */
export const listed = (facts: Facts, name: string): readonly Row[] =>
  Array.isArray(facts[name]) ? (facts[name] as readonly Row[]) : [];
