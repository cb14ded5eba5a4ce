import { t } from '../../i18n/index.ts';
import { has, hasSessions, need, needColumn } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { sessionsSentence } from '../overview/sentences.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Metric, PlanColumn, TableStage } from '../types.ts';
import { pathsMembers } from './members.ts';
import { type PathsParameters, pathsFields } from './parameters.ts';
import { ways } from './routes.ts';
import { linksApart } from './second.ts';
import { nodesOf, topCategories } from './tracks.ts';

const COLUMNS: readonly PlanColumn[] = [
  { name: 'step', type: 'count' },
  { name: 'source', type: 'text' },
  { name: 'target', type: 'text' },
  { name: 'sessions', type: 'count' },
  { name: 'share', type: 'number' },
];

const PATHS = 20;

/** What sessions do around an event, step by step, and where they begin and end. */
export const paths: Metric<PathsParameters> = {
  kind: 'paths',
  version: 1,
  schema: formOf(pathsFields),
  parameters(raw, context) {
    need(hasSessions(context), 'paths', 'metrics.lacks.sessions');
    const read = readParameters(pathsFields, raw, context);
    const categories = has(context, 'category_id') || has(context, 'category_path');
    needColumn(read.nodes !== 'category' || categories, 'paths', 'category');
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('paths', parameters, context);
    const [top, found, again] = [`${relation}_top`, `${relation}_found`, `${relation}_again`];
    const tops: readonly TableStage[] =
      parameters.nodes === 'category'
        ? [{ table: top, query: topCategories(parameters, context) }]
        : [];
    const whole = (...ranges: readonly Sql[]) => ways(parameters, context, top, ...ranges);
    const apart = (...ranges: readonly Sql[]) =>
      linksApart(parameters, nodesOf(parameters, context, top, ...ranges));
    const total = sql`(SELECT sum(sessions) FROM ${found})`;
    return {
      kind: 'paths',
      relation,
      stages: [
        ...tops,
        {
          table: found,
          query: whole(),
          slice: { column: 'session_key', query: (range) => whole(range) },
        },
      ],
      query: rows(
        sql`SELECT CAST(first + i - 1 AS INTEGER) AS step, path[i] AS source, path[i + 1] AS target, sessions
          FROM (SELECT *, unnest(range(1, len(path))) AS i FROM ${found})`,
        total,
      ),
      columns: COLUMNS,
      facts: [
        {
          columns: [{ name: 'sessions', type: 'count' }],
          query: sql`SELECT coalesce(sum(sessions), 0) AS sessions FROM ${found}`,
        },
        {
          name: 'paths',
          columns: [
            { name: 'path', type: 'text' },
            { name: 'sessions', type: 'count' },
            { name: 'share', type: 'number' },
          ],
          query: sql`SELECT array_to_string(path, ' → ') AS path, CAST(sum(sessions) AS BIGINT) AS sessions,
              sum(sessions) / ${total} AS share
            FROM ${found} GROUP BY path ORDER BY 2 DESC, 1 LIMIT ${PATHS}`,
        },
      ],
      known: { around: parameters.around, direction: parameters.direction },
      audit: {
        stages: [
          ...tops,
          {
            table: again,
            query: apart(),
            slice: { column: 'session_key', query: (range) => apart(range) },
          },
        ],
        query: rows(
          sql`SELECT * FROM ${again} WHERE target IS NOT NULL`,
          sql`(SELECT sum(sessions) FROM ${again} WHERE step IS NULL)`,
        ),
        key: ['step', 'source', 'target'],
        compare: ['sessions', 'share'],
        way: 'paths.audit',
      },
    };
  },
  define(parameters, context, facts) {
    return {
      id: 'paths',
      version: 1,
      title: t('paths.named', { around: chosenAround(parameters) }),
      text: prose(
        t('paths.text', { around: chosenAround(parameters), steps: parameters.steps }),
        t(parameters.repeats === 'collapse' ? 'paths.text.collapse' : 'paths.text.keep'),
        parameters.nodes === 'category' ? t('paths.text.category', { top: parameters.top }) : null,
        sessionsSentence(context),
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
  members: pathsMembers,
};

const chosenAround = ({ around }: PathsParameters): string =>
  around === 'start' || around === 'end' ? t(`paths.around.${around}`) : chosen('event', around);

const rows = (links: Sql, total: Sql): Sql =>
  sql`SELECT step, source, target, CAST(sum(sessions) AS BIGINT) AS sessions, sum(sessions) / ${total} AS share
    FROM (${links}) GROUP BY step, source, target ORDER BY step, sessions DESC, source, target`;
