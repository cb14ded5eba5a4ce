import { constant } from '../../../engine/parameters.ts';
import type { ColumnFilter, Condition } from '../types.ts';

const TIMES = /^(?:TIMESTAMP|DATETIME)/;
const TEXTS = /^(?:VARCHAR|ENUM|UUID)/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const isTime = (type: string) => TIMES.test(type) || type === 'DATE';
export const isNumber = (type: string) =>
  /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL|FLOAT|DOUBLE)/.test(type) &&
  !isNested(type);
/** Lists, structs, maps: compared by their text. */
export const isNested = (type: string) =>
  type.endsWith(']') || /^(?:STRUCT|MAP|UNION)\(/.test(type);

/** A value as the column has it; NULL where the text cannot be one. */
function cast(text: string, type: string): string {
  const value = constant(text);
  if (type === 'VARCHAR' || isNested(type)) return value;
  return `TRY_CAST(${value} AS ${type})`;
}

/** A condition on `column`, which is SQL; one that is true for no row where a value is none of the column's type. */
export function conditionSql(column: string, type: string, condition: Condition): string {
  const value = isNested(type) ? `CAST(${column} AS VARCHAR)` : column;
  switch (condition.kind) {
    case 'null':
      return `${column} IS ${condition.is ? '' : 'NOT '}NULL`;
    case 'contains':
      return containsSql(column, type, condition.text);
    case 'in': {
      const present = condition.values.filter((one) => one !== null);
      const parts = [
        ...(present.length > 0
          ? [`${value} IN (${present.map((one) => cast(one, type)).join(', ')})`]
          : []),
        ...(present.length < condition.values.length ? [`${column} IS NULL`] : []),
      ];
      return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false';
    }
    case 'range': {
      const { from, to } = condition;
      const parts = [
        ...(from === null ? [] : [`${value} >= ${cast(from, type)}`]),
        ...(to === null ? [] : [upTo(value, to, type)]),
      ];
      return parts.length > 0 ? parts.join(' AND ') : 'true';
    }
  }
}

function upTo(value: string, to: string, type: string): string {
  return TIMES.test(type) && DAY.test(to.trim())
    ? `${value} < TRY_CAST(${constant(to)} AS DATE) + INTERVAL 1 DAY`
    : `${value} <= ${cast(to, type)}`;
}

export function containsSql(column: string, type: string, text: string): string {
  const value = TEXTS.test(type) && type === 'VARCHAR' ? column : `CAST(${column} AS VARCHAR)`;
  return `contains(lower(${value}), lower(${constant(text)}))`;
}

export const equalFilters = (a: readonly ColumnFilter[], b: readonly ColumnFilter[]) =>
  JSON.stringify(a) === JSON.stringify(b);
