import { type Engine, type QueryOptions, rowsOf } from '../engine/index.ts';
import type { DatasetContext } from '../warehouse/index.ts';

export const OPTION_LIMIT = 200;

/** SQL of the most frequent values of a column with how often they occur, from the smallest layer that knows them. */
export function choicesSql(column: string, context: DatasetContext): string {
  const tail = `group by all having value is not null order by n desc, value limit ${OPTION_LIMIT}`;
  if (column === 'brand')
    return `select brand as value, sum(events) as n from dws_brand_day ${tail}`;
  if (column === 'category_path' || column === 'category_id') {
    const byKey = 'select category_key, sum(events) as n from dws_category_day group by all';
    return column === 'category_id' && !context.textual.includes('category_id')
      ? `select category_key as value, n from (${byKey}) where category_key is not null order by n desc, value limit ${OPTION_LIMIT}`
      : `select d.${column} as value, sum(k.n) as n from (${byKey}) k join dim_category d using (category_key) ${tail}`;
  }
  return `select "${column}" as value, count(*) as n from dwd ${tail}`;
}

/** Which of some values a column of the events has. */
export async function present(
  column: string,
  values: readonly string[],
  { engine, context }: { readonly engine: Engine; readonly context: DatasetContext },
  options: QueryOptions,
): Promise<ReadonlySet<string>> {
  const marks = values.map(() => '?').join(', ');
  const brand = column === 'brand' && context.columns.some((one) => one === 'brand');
  const table = brand ? 'dim_brand' : 'dwd_events';
  const found = await engine.query(
    `select distinct cast("${column}" as varchar) as value from ${table} where cast("${column}" as varchar) in (${marks})`,
    values,
    options,
  );
  return new Set(rowsOf(found).map(({ value }) => String(value)));
}
