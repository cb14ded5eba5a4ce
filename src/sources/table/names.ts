import { identifier } from '../../engine/identifier.ts';
import type { FileShape } from '../types.ts';
import type { TableSchema } from './types.ts';

/** `CREATE TABLE` of the schema; `relation` is written as it is, quoted and qualified by the caller. */
export function createTable(relation: string, { columns }: TableSchema): string {
  const list = columns.map(({ name, type }) => `  ${identifier(name)} ${type}`);
  return `create table ${relation} (\n${list.join(',\n')}\n)`;
}

/** A name for SQL from a file's name: letters, digits and `_`, not beginning with a digit, lower case. */
export function tableName(shape: FileShape): string {
  const source = shape.member ?? shape.name;
  const base = source.split('/').at(-1) ?? source;
  const plain = base
    .replace(/(?:\.(?:csv|tsv|txt|json|ndjson|jsonl|xlsx?|xlsb|parquet|gz|zip))+$/i, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return /^\p{L}/u.test(plain) ? plain : `t_${plain || 'table'}`;
}
