import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { MetricPlan, PlanColumn, Stage } from '../types.ts';
import { auditOf } from './audit.ts';
import { distinctLines, leftOut, named } from './lines.ts';
import type { BasketParameters } from './parameters.ts';

const RULE_COLUMNS: readonly PlanColumn[] = [
  { name: 'antecedent', type: 'text' },
  { name: 'consequent', type: 'text' },
  { name: 'items', type: 'count' },
  { name: 'baskets', type: 'count' },
  { name: 'support', type: 'number' },
  { name: 'confidence', type: 'number' },
  { name: 'lift', type: 'number' },
  { name: 'leverage', type: 'number' },
  { name: 'conviction', type: 'number' },
  { name: 'antecedent_baskets', type: 'count' },
  { name: 'consequent_baskets', type: 'count' },
];

const SET_COLUMNS: readonly PlanColumn[] = [
  { name: 'itemset', type: 'text' },
  { name: 'items', type: 'count' },
  { name: 'baskets', type: 'count' },
  { name: 'support', type: 'number' },
  { name: 'lift', type: 'number' },
];

/** Tables of one plan. */
export interface Names {
  readonly lines: string;
  readonly items: string;
  readonly totals: string;
  readonly sets: string;
  readonly members: string;
  readonly rules: string;
}

export function planOf(parameters: BasketParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('basket', parameters, context);
  const names = namesOf(relation);
  const rules = parameters.result === 'rules';
  return {
    kind: 'basket',
    relation,
    stages: [...lineStages(names, parameters, context), mining(names, parameters)],
    query: rules ? rulesQuery(names, parameters) : setsQuery(names, parameters),
    columns: rules ? RULE_COLUMNS : SET_COLUMNS,
    facts: [
      {
        columns: [
          { name: 'baskets', type: 'count' },
          { name: 'minimum_baskets', type: 'count' },
          { name: 'items', type: 'count' },
          { name: 'frequent_items', type: 'count' },
          { name: 'most_frequent', type: 'count' },
          { name: 'mean_items', type: 'number' },
          { name: 'frequent_itemsets', type: 'count' },
          { name: 'rules', type: 'count' },
        ],
        query: sql`SELECT t.baskets, t.minimum AS minimum_baskets, i.items, i.frequent_items, i.most_frequent,
            i.lines / nullif(t.baskets, 0) AS mean_items,
            (SELECT count(*) FROM ${names.sets}) AS frequent_itemsets,
            (SELECT count(*) FROM ${names.rules}) AS rules
          FROM ${names.totals} t, (SELECT count(*) AS items, max(baskets) AS most_frequent,
            count(*) FILTER (baskets >= (SELECT minimum FROM ${names.totals})) AS frequent_items,
            sum(baskets) AS lines FROM ${names.items}) i`,
      },
      {
        name: 'lengths',
        columns: [
          { name: 'items', type: 'count' },
          { name: 'itemsets', type: 'count' },
        ],
        query: sql`SELECT size AS items, count(*) AS itemsets FROM ${names.sets} GROUP BY size ORDER BY size`,
      },
      {
        columns: [
          { name: 'left_out_rows', type: 'count' },
          { name: 'left_out_share', type: 'number' },
        ],
        query: leftOut(parameters, context),
      },
    ],
    known: {
      by: parameters.by,
      unit: parameters.unit,
      min_support: parameters.min_support,
      min_confidence: parameters.min_confidence,
    },
    audit: auditOf(relation, parameters, context),
  };
}

export const namesOf = (relation: string): Names => ({
  lines: `${relation}_lines`,
  items: `${relation}_items`,
  totals: `${relation}_totals`,
  sets: `${relation}_sets`,
  members: `${relation}_members`,
  rules: `${relation}_rules`,
});

/** Lines, items from the most frequent on, and how many baskets a set needs: ⌈support × baskets⌉. */
export function lineStages(
  { lines, items, totals }: Names,
  parameters: BasketParameters,
  context: DatasetContext,
): readonly Stage[] {
  const counted = sql`(SELECT entity, CAST(count(*) AS INTEGER) AS baskets FROM ${lines} GROUP BY entity)`;
  return [
    { table: lines, query: distinctLines(parameters, context) },
    {
      table: totals,
      query: sql`SELECT CAST(n AS DOUBLE) AS baskets,
          CAST(greatest(1, ceil(CAST(${parameters.min_support} AS DOUBLE) * n - 1e-9)) AS DOUBLE) AS minimum
        FROM (SELECT coalesce(max(basket) + 1, 0) AS n FROM ${lines})`,
    },
    {
      table: items,
      query: sql`SELECT CAST(row_number() OVER (ORDER BY baskets DESC, entity) - 1 AS INTEGER) AS item, * EXCLUDE (name),
          coalesce(name, '') AS name
        FROM (${named(parameters, context, counted)})`,
    },
  ];
}

function mining(names: Names, parameters: BasketParameters): Stage {
  return {
    model: 'itemsets',
    inputs: {
      lines: sql`SELECT CAST(l.basket AS DOUBLE) AS basket, CAST(i.item AS DOUBLE) AS item FROM ${names.lines} l JOIN ${names.items} i USING (entity)
        WHERE i.baskets >= (SELECT minimum FROM ${names.totals})`,
      totals: sql`SELECT baskets, minimum FROM ${names.totals}`,
    },
    options: {
      shortest: parameters.min_length,
      longest: parameters.max_length,
      confidence: parameters.min_confidence,
    },
    outputs: [
      {
        name: 'sets',
        table: names.sets,
        columns: { itemset: 'INTEGER', size: 'INTEGER', baskets: 'INTEGER' },
      },
      {
        name: 'members',
        table: names.members,
        columns: { itemset: 'INTEGER', item: 'INTEGER' },
      },
      {
        name: 'rules',
        table: names.rules,
        columns: { antecedent: 'INTEGER', consequent: 'INTEGER', itemset: 'INTEGER' },
      },
    ],
  };
}

/** `itemset`, its names as one text and as a list, its product of shares. */
const labelled = ({ members, items, totals }: Names): Sql =>
  sql`(SELECT m.itemset, string_agg(i.name, ', ' ORDER BY i.name) AS label, list(i.name ORDER BY i.name) AS names,
      product(i.baskets / t.baskets) AS chance
    FROM ${members} m JOIN ${items} i USING (item), ${totals} t GROUP BY m.itemset)`;

function rulesQuery(names: Names, { sort }: BasketParameters): Sql {
  return sql`SELECT *, row_number() OVER (ORDER BY ${sort} DESC, ${sort === 'support' ? 'lift' : 'support'} DESC, antecedent, consequent) AS rule
    FROM (SELECT coalesce(l.label, '') AS antecedent, coalesce(l.names, []) AS antecedent_names,
        c.name AS consequent, b.size AS items, b.baskets,
        b.baskets / t.baskets AS support,
        b.baskets / coalesce(a.baskets, t.baskets) AS confidence,
        b.baskets * t.baskets / (coalesce(a.baskets, t.baskets) * c.baskets) AS lift,
        b.baskets / t.baskets - coalesce(a.baskets, t.baskets) / t.baskets * (c.baskets / t.baskets) AS leverage,
        CASE WHEN b.baskets < coalesce(a.baskets, t.baskets)
          THEN (1 - c.baskets / t.baskets) / (1 - b.baskets / coalesce(a.baskets, t.baskets)) END AS conviction,
        CAST(coalesce(a.baskets, t.baskets) AS INTEGER) AS antecedent_baskets, c.baskets AS consequent_baskets
      FROM ${names.rules} r
      JOIN ${names.sets} b ON b.itemset = r.itemset
      LEFT JOIN ${names.sets} a ON a.itemset = r.antecedent
      LEFT JOIN ${labelled(names)} l ON l.itemset = r.antecedent
      JOIN ${names.items} c ON c.item = r.consequent, ${names.totals} t)
    ORDER BY rule`;
}

function setsQuery(names: Names, { min_length, sort }: BasketParameters): Sql {
  const first = sort === 'lift' ? 'lift' : 'support';
  return sql`SELECT l.label AS itemset, l.names, s.size AS items, s.baskets, s.baskets / t.baskets AS support,
      s.baskets / t.baskets / l.chance AS lift
    FROM ${names.sets} s JOIN ${labelled(names)} l USING (itemset), ${names.totals} t
    WHERE s.size >= ${min_length} ORDER BY ${first} DESC, s.baskets DESC, l.label`;
}
