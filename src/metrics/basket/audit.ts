import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { AuditPlan } from '../types.ts';
import { named, rawLines } from './lines.ts';
import type { BasketParameters } from './parameters.ts';

/**
 * Every basket as a list of names, made anew; pairs are counted by joining the lines with themselves, all of them, and
 * longer sets that were found by looking into each basket that holds them.
 */
export function auditOf(
  relation: string,
  parameters: BasketParameters,
  context: DatasetContext,
): AuditPlan {
  const lines = `${relation}_audit`;
  const counts = `${relation}_audit_names`;
  const rules = parameters.result === 'rules';
  return {
    stages: [
      { table: lines, query: auditLines(parameters, context) },
      {
        table: counts,
        query: sql`SELECT name, count(*) AS held, (SELECT count(DISTINCT basket) FROM ${lines}) AS n
          FROM ${lines} GROUP BY name`,
      },
    ],
    query: rules
      ? sql`${pairRules(lines, counts, parameters)} UNION ALL ${foundRules(relation, lines, counts, parameters)}`
      : sql`${shortSets(lines, counts, parameters)} UNION ALL ${foundSets(relation, lines, counts)}`,
    key: rules ? ['antecedent', 'consequent'] : ['itemset'],
    compare: rules
      ? ['items', 'baskets', 'support', 'confidence', 'lift', 'leverage', 'conviction']
      : ['items', 'baskets', 'support', 'lift'],
    way: 'basket.audit',
  };
}

/** `basket, name`: baskets are told by the list of what tells them, not by a number. */
function auditLines(parameters: BasketParameters, context: DatasetContext): Sql {
  const { lines, told } = rawLines(parameters, context);
  const id = told.map((one) => `coalesce(CAST(${one} AS VARCHAR), '')`).join(` || '/' || `);
  const some = told.length === 1 ? sql`AND b0 IS NOT NULL` : sql``;
  const given = sql`(SELECT ${id} AS basket, entity FROM (${lines}) WHERE entity IS NOT NULL ${some})`;
  return sql`SELECT basket, coalesce(name, '') AS name FROM (${named(parameters, context, given)}) GROUP BY basket, name`;
}

const enough = (count: string, n: string, support: number) =>
  `${count} + 1e-9 >= CAST(${support} AS DOUBLE) * ${n}`;

const measures = (joint: string, left: string, right: string, n: string) =>
  `CAST(${joint} AS DOUBLE) / ${n} AS support, CAST(${joint} AS DOUBLE) / ${left} AS confidence,
    (CAST(${joint} AS DOUBLE) / ${left}) / (CAST(${right} AS DOUBLE) / ${n}) AS lift,
    CAST(${joint} AS DOUBLE) / ${n} - (CAST(${left} AS DOUBLE) / ${n}) * (CAST(${right} AS DOUBLE) / ${n}) AS leverage,
    CASE WHEN ${joint} < ${left} THEN (CAST(${n} AS DOUBLE) - ${right}) / ${n} * ${left} / (${left} - ${joint}) END AS conviction`;

/** Pairs of names that enough baskets hold: `a, b, joint`. */
const pairs = (lines: string, counts: string, { min_support }: BasketParameters): Sql => sql`(
  SELECT x.name AS a, y.name AS b, count(*) AS joint, any_value(p.held) AS held_a, any_value(q.held) AS held_b,
    any_value(p.n) AS n
  FROM ${lines} x JOIN ${lines} y ON x.basket = y.basket AND x.name <> y.name
    JOIN ${counts} p ON p.name = x.name AND ${enough('p.held', 'p.n', min_support)}
    JOIN ${counts} q ON q.name = y.name AND ${enough('q.held', 'q.n', min_support)}
  GROUP BY x.name, y.name HAVING ${enough('count(*)', 'any_value(p.n)', min_support)})`;

function pairRules(lines: string, counts: string, parameters: BasketParameters): Sql {
  const { min_length, max_length, min_confidence, min_support } = parameters;
  const single = sql`SELECT '' AS antecedent, name AS consequent, 1 AS items, held AS baskets,
      ${measures('held', 'n', 'held', 'n')} FROM ${counts}
    WHERE ${min_length} = 1 AND ${enough('held', 'n', min_support)} AND CAST(held AS DOUBLE) / n >= ${min_confidence}`;
  return sql`${single} UNION ALL SELECT a AS antecedent, b AS consequent, 2 AS items, joint AS baskets,
      ${measures('joint', 'held_a', 'held_b', 'n')}
    FROM ${pairs(lines, counts, parameters)}
    WHERE ${min_length} <= 2 AND ${max_length} >= 2 AND CAST(joint AS DOUBLE) / held_a >= ${min_confidence}`;
}

/** Baskets that hold all names of each list: `id, held`. */
const holding = (wanted: Sql, lines: string): Sql => sql`(
  SELECT id, count(*) AS held FROM (
    SELECT w.id, l.basket FROM (SELECT id, unnest(names) AS name, len(names) AS size FROM (${wanted})) w
      JOIN ${lines} l USING (name) GROUP BY w.id, l.basket, w.size HAVING count(*) = w.size)
  GROUP BY id)`;

function foundRules(
  relation: string,
  lines: string,
  counts: string,
  { min_confidence }: BasketParameters,
): Sql {
  const left = sql`SELECT DISTINCT antecedent AS id, antecedent_names AS names FROM ${relation} WHERE items > 2`;
  const whole = sql`SELECT rule AS id, list_append(antecedent_names, consequent) AS names FROM ${relation} WHERE items > 2`;
  return sql`SELECT r.antecedent, r.consequent, len(r.antecedent_names) + 1 AS items, b.held AS baskets,
      ${measures('b.held', 'a.held', 'c.held', 'c.n')}
    FROM ${relation} r JOIN ${holding(whole, lines)} b ON b.id = r.rule JOIN ${holding(left, lines)} a ON a.id = r.antecedent
      JOIN ${counts} c ON c.name = r.consequent
    WHERE r.items > 2 AND CAST(b.held AS DOUBLE) / a.held >= ${min_confidence}`;
}

function shortSets(lines: string, counts: string, parameters: BasketParameters): Sql {
  const { min_length, max_length, min_support } = parameters;
  return sql`SELECT name AS itemset, 1 AS items, held AS baskets, CAST(held AS DOUBLE) / n AS support, 1.0 AS lift
    FROM ${counts} WHERE ${min_length} = 1 AND ${enough('held', 'n', min_support)}
    UNION ALL SELECT a || ', ' || b, 2, joint, CAST(joint AS DOUBLE) / n,
      CAST(joint AS DOUBLE) * n / (CAST(held_a AS DOUBLE) * held_b)
    FROM ${pairs(lines, counts, parameters)} WHERE a < b AND ${min_length} <= 2 AND ${max_length} >= 2`;
}

function foundSets(relation: string, lines: string, counts: string): Sql {
  const wanted = sql`SELECT itemset AS id, names FROM ${relation} WHERE items > 2`;
  return sql`SELECT s.itemset, len(s.names) AS items, h.held AS baskets,
      CAST(h.held AS DOUBLE) / c.n AS support, CAST(h.held AS DOUBLE) / c.n / c.chance AS lift
    FROM ${relation} s JOIN ${holding(wanted, lines)} h ON h.id = s.itemset
      JOIN (SELECT w.itemset, product(CAST(held AS DOUBLE) / n) AS chance, any_value(n) AS n
        FROM (SELECT itemset, unnest(names) AS name FROM ${relation} WHERE items > 2) w JOIN ${counts} USING (name)
        GROUP BY w.itemset) c ON c.itemset = s.itemset
    WHERE s.items > 2`;
}
