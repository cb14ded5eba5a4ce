import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { ChartOptions, Facts, Twin } from '../types.ts';
import { columnLabel, num } from '../values.ts';

/** What an entity is told by: what happened, who it was, what came of it. */
export const FIGURES = [
  'views',
  'favs',
  'carts',
  'purchases',
  'users',
  'buyers',
  'orders',
  'gmv',
  'aov',
] as const;
/** Its rates, and what it loses on the way. */
export const RATES = ['conversion', 'loss_interest', 'loss_purchase'] as const;

export const entityOf = ({ parameters = {} }: ChartOptions): 'brand' | 'category' =>
  parameters.entity === 'category' ? 'category' : 'brand';

/** A category's last level; a brand as it is; words for none. */
export function nameOf(value: unknown, { locale }: Pick<ChartOptions, 'locale'>): string {
  const name = String(value ?? '');
  return name.trim() === '' ? t('charts.shops.none', {}, locale) : name;
}

export const shortName = (row: Row, options: ChartOptions): string => {
  const entity = entityOf(options);
  const name = nameOf(row[entity], options);
  return entity === 'category' ? (name.split('.').at(-1) ?? name) : name;
};

/** The two that are compared: the chosen, else the first of the list. */
export function comparedOf(rows: readonly Row[]): readonly Row[] {
  const chosen = rows.filter((row) => row.chosen === true);
  const others = rows.filter((row) => row.chosen !== true);
  return [...chosen, ...others].slice(0, 2);
}

/** Picks an entity: a category with levels below opens them, everything else is chosen. */
export function pickEntity(row: Row, { onPick, ...options }: ChartOptions, choose = false): void {
  const entity = entityOf(options);
  const deeper = entity === 'category' && row.deeper === true && !choose;
  onPick?.(deeper ? 'parent' : entity, row[entity], row);
}

/** The rates of an entity (of all where `facts` are given) by which it is compared, where they can be told. */
export function ratesOf(row: Row): Readonly<Record<string, number>> {
  const ratio = (part: string, whole: string) => num(row[part]) / num(row[whole]);
  return {
    to_interest: ratio('interested', 'viewed'),
    to_purchase: ratio('bought', 'interested'),
    view_to_purchase: ratio('bought', 'viewed'),
    buyers_of_users: ratio('buyers', 'users'),
    orders_of_buyer: ratio('orders', 'buyers'),
    aov: ratio('gmv', 'orders'),
  };
}

/** All entities together, in the columns of a row. */
export const wholeOf = (facts: Facts): Row =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([name]) => name.startsWith('all_'))
      .map(([name, value]) => [name.slice(4), value]),
  );

const HIDDEN = new Set(['deeper']);

export const twinOf = (rows: readonly Row[], { locale }: ChartOptions): Twin => ({
  columns: Object.keys(rows[0] ?? {})
    .filter((name) => !HIDDEN.has(name))
    .map((name) => ({ name, label: columnLabel(name, locale) })),
  rows,
});
