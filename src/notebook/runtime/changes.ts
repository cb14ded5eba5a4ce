import type { Ingredients, Own } from './ingredients.ts';

/** One difference between what a result was computed from and what it would be computed from now. */
export type Change =
  | { readonly kind: 'data' }
  | { readonly kind: 'table'; readonly name: string }
  /** Its own text, or that of the cell `name` behind it. */
  | { readonly kind: 'text'; readonly name: string | null }
  | { readonly kind: 'value'; readonly name: string; readonly from: unknown; readonly to: unknown }
  | { readonly kind: 'again'; readonly name: string }
  | { readonly kind: 'added'; readonly name: string }
  | { readonly kind: 'removed'; readonly name: string };

/** What has changed, nearest first; empty where nothing has. */
export function changesOf(before: Ingredients, now: Ingredients): Change[] {
  const changes: Change[] = before.version === now.version ? [] : [{ kind: 'data' }];
  changes.push(...between({ ...before.own, turn: 0 }, { ...now.own, turn: 0 }, null));
  for (const [name, own] of now.behind) {
    const known = before.behind.get(name);
    if (known) changes.push(...between(known, own, name));
    else changes.push({ kind: 'added', name });
  }
  for (const name of before.behind.keys()) {
    if (!now.behind.has(name)) changes.push({ kind: 'removed', name });
  }
  const tables = new Set<string>();
  return changes.filter((change) => {
    if (change.kind !== 'table') return true;
    const first = !tables.has(change.name);
    tables.add(change.name);
    return first;
  });
}

function between(before: Own, now: Own, name: string | null): Change[] {
  const changes: Change[] = [];
  if (before.text !== now.text) changes.push({ kind: 'text', name });
  if (before.value !== now.value) {
    const [from, to] = [parsed(before.value), parsed(now.value)];
    changes.push({ kind: 'value', name: now.name, from, to });
  }
  for (const table of new Set([...Object.keys(before.tables), ...Object.keys(now.tables)])) {
    if (before.tables[table] !== now.tables[table]) changes.push({ kind: 'table', name: table });
  }
  if (before.turn !== now.turn) changes.push({ kind: 'again', name: now.name });
  return changes;
}

const parsed = (value: string): unknown => (value === '' ? undefined : JSON.parse(value));

/** The name that says most about why a result is out of date; empty where it is the data. */
export function nameOfChange(changes: readonly Change[], own: string): string {
  const named = changes.find((change) => change.kind === 'value') ?? changes[0];
  if (!named || named.kind === 'data') return '';
  return named.name ?? own;
}
