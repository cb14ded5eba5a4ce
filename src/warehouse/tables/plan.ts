import { TabhouseError } from '../../engine/errors.ts';
import type { TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';

/**
 * The tables that apply, each after those it depends on; else in the order given. Dependencies on tables that do
 * not apply are dropped. Throws `TabhouseError('internal')` that names the way round where tables depend on each other.
 */
export function buildPlan(
  tables: readonly TableDefinition[],
  context: DatasetContext,
): readonly TableDefinition[] {
  const applying = new Map(
    tables.filter((table) => table.applies(context)).map((table) => [table.name, table]),
  );
  const ordered: TableDefinition[] = [];
  const done = new Set<string>();
  const visit = (table: TableDefinition, path: readonly string[]) => {
    if (done.has(table.name)) return;
    const way = [...path, table.name];
    if (path.includes(table.name))
      throw new TabhouseError('internal', { parameters: { cycle: way.join(' → ') } });
    for (const name of table.dependencies) {
      const dependency = applying.get(name);
      if (dependency) visit(dependency, way);
    }
    done.add(table.name);
    ordered.push(table);
  };
  for (const table of applying.values()) visit(table, []);
  return ordered;
}

/** Tables whose rows change when `changed` do, `changed` among them, in build order. */
export function behind(
  changed: readonly string[],
  plan: readonly TableDefinition[],
): readonly TableDefinition[] {
  const touched = new Set(changed);
  for (const table of plan)
    if (table.dependencies.some((name) => touched.has(name))) touched.add(table.name);
  return plan.filter((table) => touched.has(table.name));
}
