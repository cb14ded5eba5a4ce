import { columnType, typeOf } from './values.ts';

/** True where the first record names the columns instead of being one of them. */
export function hasHeader(records: readonly (readonly string[])[], ragged: boolean): boolean {
  const [first, ...others] = records;
  if (!first || ragged) return false;
  if (first.some((field) => isValue(field))) return false;
  const rest = others.filter((record) => record.join() !== first.join());
  if (rest.length === 0) return true;
  const columns = first.map((_, i) => rest.map((record) => record[i] ?? null));
  const told = columns.some((values) => {
    const type = columnType(values);
    return type !== null && type !== 'text';
  });
  if (told) return true;
  if (first.some((field, i) => field !== '' && columns[i]?.includes(field))) return false;
  return first.every((field) => isName(field)) && new Set(first).size === first.length;
}

function isValue(field: string): boolean {
  return field.trim() !== '' && typeOf(field) !== 'text';
}

function isName(field: string): boolean {
  return /^[\p{L}_@#$]/u.test(field.trim()) && field.length <= 60;
}

/** Column names out of a header: trimmed, none empty, no two the same. */
export function columnNames(header: readonly string[] | null, width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, i) => {
    const wanted = header?.[i]?.trim() || `column${i}`;
    let name = wanted;
    for (let n = 1; taken.has(name); n++) name = `${wanted}_${n}`;
    taken.add(name);
    return name;
  });
}
