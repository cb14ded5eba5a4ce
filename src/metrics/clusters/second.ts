import type { DatasetContext } from '../../warehouse/types.ts';
import { buyersFromEvents } from '../rfm/buyers.ts';
import { withUserId } from '../rfm/scores.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { AuditPlan, Stage } from '../types.ts';
import type { ClusterParameters } from './parameters.ts';

/**
 * The second way: recency, frequency and money from single events; every distance from every centre, where a centre is
 * the mean of the members that the first way gives it; clusters numbered anew by their value. It agrees where the first
 * way ended at a fixed point of K-Means.
 */
export function clusterAudit(
  parameters: ClusterParameters,
  context: DatasetContext,
  relation: string,
  money: boolean,
): AuditPlan {
  const [buyers, places, nearest] = ['again', 'again_places', 'again_nearest'].map(
    (name) => `${relation}_${name}`,
  ) as [string, string, string];
  const stages: Stage[] = [
    { table: buyers, query: buyersFromEvents(parameters, context) },
    { table: places, query: standardised(buyers, relation, money) },
    { table: nearest, query: nearestCentres(places, money) },
  ];
  const figures = ['recency', 'frequency', ...(money ? ['monetary'] : [])];
  return {
    stages,
    query: sql`SELECT b.user_id, ${figures.map((name) => `b.${name}`).join(', ')}, v.cluster
      FROM ${withUserId(sql`${buyers}`, context)} b
      JOIN ${nearest} n USING (user_key) JOIN (${numbered(buyers, nearest, money)}) v ON v.found = n.found`,
    key: ['user_id'],
    compare: [...figures, 'cluster'],
    way: 'clusters.audit',
  };
}

const axesOf = (money: boolean) => ['recency', 'frequency', ...(money ? ['monetary'] : [])];

function standardised(buyers: string, relation: string, money: boolean): Sql {
  const axes = axesOf(money);
  const logs = axes.map((axis) => `ln(1 + greatest(CAST(${axis} AS DOUBLE), 0)) AS ${axis}`);
  const scaled = axes.map(
    (axis) =>
      `(${axis} - avg(${axis}) OVER ()) / CASE WHEN coalesce(stddev_samp(${axis}) OVER (), 0) > 1e-12
        THEN stddev_samp(${axis}) OVER () ELSE 1 END AS ${axis}`,
  );
  return sql`SELECT user_key, ${scaled.join(', ')}, cluster AS own
    FROM (SELECT user_key, ${logs.join(', ')} FROM ${buyers})
    JOIN (SELECT user_key, cluster FROM ${relation}) USING (user_key)`;
}

/** The nearest centre of each user; its own where that is as near but for rounding. */
function nearestCentres(places: string, money: boolean): Sql {
  const axes = axesOf(money);
  const distance = axes.map((axis) => `(p.${axis} - c.${axis}) * (p.${axis} - c.${axis})`);
  return sql`SELECT user_key,
      CASE WHEN min(d) FILTER (centre = own) <= min(d) + 1e-9 THEN any_value(own) ELSE arg_min(centre, d) END AS found
    FROM (SELECT p.user_key, p.own, c.own AS centre, ${distance.join(' + ')} AS d
      FROM ${places} p, (SELECT own, ${axes.map((axis) => `avg(${axis}) AS ${axis}`).join(', ')}
        FROM ${places} GROUP BY own) c)
    GROUP BY user_key`;
}

/** Clusters by value score, from 1. */
function numbered(buyers: string, nearest: string, money: boolean): Sql {
  const scaled = (axis: string, better: 'low' | 'high') => {
    const share = `CASE WHEN max(${axis}) OVER () > min(${axis}) OVER ()
      THEN (${axis} - min(${axis}) OVER ()) / (max(${axis}) OVER () - min(${axis}) OVER ()) ELSE 0.5 END`;
    return better === 'low' ? `(1 - ${share})` : `(${share})`;
  };
  const rest = money
    ? `0.35 * ${scaled('frequency', 'high')} + 0.35 * ${scaled('monetary', 'high')}`
    : `0.7 * ${scaled('frequency', 'high')}`;
  const means = axesOf(money).map((axis) => `avg(CAST(${axis} AS DOUBLE)) AS ${axis}`);
  return sql`SELECT found, CAST(row_number() OVER (ORDER BY round(score, 9) DESC, users DESC, found) AS INTEGER) AS cluster
    FROM (SELECT found, users, 0.3 * ${scaled('recency', 'low')} + ${rest} AS score
      FROM (SELECT found, count(*) AS users, ${means.join(', ')}
        FROM ${buyers} JOIN ${nearest} USING (user_key) GROUP BY found))`;
}
