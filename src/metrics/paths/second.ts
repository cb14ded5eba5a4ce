import { type Sql, sql } from '../sql/fragment.ts';
import type { PathsParameters } from './parameters.ts';
import { anchor, EXIT, reach, START } from './tracks.ts';

/**
 * `step, source, target, sessions` once more: each node is joined to the one after it, and both ends of a session are
 * counted by themselves. The number of sessions in all stands in a row without a step.
 */
export function linksApart(parameters: PathsParameters, nodes: Sql): Sql {
  const [low, high] = reach(parameters);
  return sql`WITH n AS MATERIALIZED (${nodes}),
      a AS MATERIALIZED (SELECT s, ${anchor(parameters)} AS a, max(i) AS z FROM n GROUP BY s HAVING ${anchor(parameters)} IS NOT NULL)
    SELECT CAST(x.i - a AS INTEGER) AS step, x.node AS source, y.node AS target, count(*) AS sessions
      FROM n x JOIN a USING (s) JOIN n y ON y.s = x.s AND y.i = x.i + 1
      WHERE x.i - a >= ${low} AND y.i - a <= ${high} GROUP BY ALL
    UNION ALL SELECT CAST(-a AS INTEGER), '${START}', node, count(*)
      FROM n JOIN a USING (s) WHERE i = 1 AND -a >= ${low} GROUP BY ALL
    UNION ALL SELECT CAST(z - a AS INTEGER), node, '${EXIT}', count(*)
      FROM n JOIN a USING (s) WHERE i = z AND z - a + 1 <= ${high} GROUP BY ALL
    UNION ALL SELECT NULL, NULL, NULL, count(*) FROM a`;
}
