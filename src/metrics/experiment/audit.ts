import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { AuditPlan } from '../types.ts';
import type { ExperimentParameters } from './parameters.ts';
import { unitsAgain } from './units.ts';

/**
 * Single rows summed up another way, deviations from the mean squared one by one; test statistics by formula in SQL, and
 * their tails by integrating the densities.
 */
export function auditOf(
  relation: string,
  parameters: ExperimentParameters,
  context: DatasetContext,
): AuditPlan {
  const { converts, valued, alpha } = parameters;
  const [units, arms, tails] = ['units', 'arms', 'tails'].map(
    (name) => `${relation}_again_${name}`,
  ) as [string, string, string];
  return {
    stages: [
      { table: units, query: unitsAgain(parameters, context) },
      { table: arms, query: armsOf(units, relation) },
      {
        model: 'integrated',
        inputs: {
          statistics: sql`SELECT CAST(number AS DOUBLE) AS number, z, t, degrees FROM ${arms}`,
        },
        options: { alpha },
        outputs: [
          {
            name: 'tails',
            table: tails,
            columns: {
              number: 'INTEGER',
              p: 'DOUBLE',
              critical: 'DOUBLE',
              value_p: 'DOUBLE',
              value_critical: 'DOUBLE',
            },
          },
        ],
      },
    ],
    query: again(arms, tails),
    key: ['variant'],
    compare: [
      'units',
      ...(converts
        ? [
            'conversions',
            'conversion',
            'conversion_difference',
            'conversion_difference_low',
            'conversion_difference_high',
            'z',
            'p',
          ]
        : []),
      ...(valued
        ? [
            'mean_value',
            'value_difference',
            'value_difference_low',
            'value_difference_high',
            't',
            'degrees',
            'value_p',
          ]
        : []),
    ],
    way: 'experiment.audit',
  };
}

/** Every variant beside the control of the first way, with the statistics of the comparison; those of the control are NULL. */
function armsOf(units: string, relation: string): Sql {
  const arms = sql`SELECT u.variant, count(*) AS units, sum(outcome) AS conversions, count(value) AS valued,
      any_value(m) AS mean, sum((value - m) * (value - m)) / nullif(count(value) - 1, 0) AS variance
    FROM ${units} u JOIN (SELECT variant, sum(value) / count(value) AS m FROM ${units} GROUP BY variant) USING (variant)
    GROUP BY u.variant`;
  return sql`SELECT *, conversion_difference / nullif(sqrt(pooled * (1 - pooled) * (1.0 / units + 1.0 / n0)), 0) AS z,
      value_difference / nullif(sqrt(e + e0), 0) AS t,
      (e + e0) * (e + e0) / nullif(e * e / (valued - 1) + e0 * e0 / (valued0 - 1), 0) AS degrees
    FROM (SELECT *, rate - rate0 AS conversion_difference, (conversions + x0) / CAST(units + n0 AS DOUBLE) AS pooled,
        mean - mean0 AS value_difference
      FROM (SELECT a.*, r.number, conversions / CAST(units AS DOUBLE) AS rate, variance / valued AS e
        FROM (${arms}) a JOIN (SELECT variant, row_number() OVER () AS number FROM ${relation}) r USING (variant))
      LEFT JOIN (SELECT variant AS control0, units AS n0, conversions AS x0, conversions / CAST(units AS DOUBLE) AS rate0,
          mean AS mean0, variance / valued AS e0, valued AS valued0
        FROM (${arms}) WHERE variant = (SELECT variant FROM ${relation} WHERE control)) ON variant <> control0)`;
}

function again(arms: string, tails: string): Sql {
  const around = (middle: string, critical: string, error: string) =>
    `${middle} - ${critical} * ${error} AS ${middle}_low, ${middle} + ${critical} * ${error} AS ${middle}_high`;
  const error = 'sqrt(rate * (1 - rate) / units + rate0 * (1 - rate0) / n0)';
  return sql`SELECT variant, units, conversions, rate AS conversion, conversion_difference,
      ${around('conversion_difference', 'critical', error)}, z, p,
      mean AS mean_value, value_difference, ${around('value_difference', 'value_critical', 'sqrt(e + e0)')},
      t, degrees, value_p
    FROM ${arms} JOIN ${tails} USING (number)`;
}
