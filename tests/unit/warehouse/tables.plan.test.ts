import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TableDefinition } from '../../../src/warehouse/table.ts';
import { dwd } from '../../../src/warehouse/tables/dwd.ts';
import { behind, buildPlan, plan, TABLES } from '../../../src/warehouse/tables/index.ts';
import { REES46, TAOBAO } from './native.ts';

const table = (name: string, dependencies: readonly string[], applies = true): TableDefinition => ({
  ...dwd,
  name,
  dependencies,
  applies: () => applies,
});
const names = (tables: readonly TableDefinition[]) => tables.map(({ name }) => name);

describe('the build plan', () => {
  it('puts every table after those it depends on, whatever order they are listed in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...TABLES], { minLength: TABLES.length }), (shuffled) => {
        const order = names(buildPlan(shuffled, REES46));
        for (const { name, dependencies } of shuffled)
          for (const dependency of dependencies)
            if (order.includes(name) && order.includes(dependency))
              expect(order.indexOf(dependency)).toBeLessThan(order.indexOf(name));
      }),
    );
  });

  it('leaves out what the source cannot fill', () => {
    const taobao = names(plan(TAOBAO));
    expect(taobao).toContain('dws_item_day');
    for (const absent of ['dws_brand_day', 'dim_brand', 'dim_session', 'dim_user'])
      expect(taobao).not.toContain(absent);
    expect(names(plan(REES46))).toContain('dim_session');
  });

  it('does not wait for a table that does not apply', () => {
    const order = buildPlan([table('b', ['a']), table('a', [], false)], TAOBAO);
    expect(names(order)).toEqual(['b']);
  });

  it('names the way round where tables depend on each other', () => {
    const circle = [table('a', ['c']), table('b', ['a']), table('c', ['b'])];
    expect(() => buildPlan(circle, TAOBAO)).toThrow('a → c → b → a');
  });

  it('knows what is behind a table', () => {
    const all = plan(TAOBAO);
    expect(names(behind(['dws_order_day'], all))).toEqual([
      'dws_order_day',
      'dws_user_day',
      'dws_user',
      'dws_hour',
    ]);
    expect(names(behind(['dwd_rejects'], all))).toEqual(['dwd_rejects']);
  });
});
