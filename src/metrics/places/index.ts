import { format, t } from '../../i18n/index.ts';
import { hasUsers } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf } from '../parameters/field.ts';
import { relationName } from '../relation.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { FactQuery, Metric, PlanColumn } from '../types.ts';
import { loadNames, REGIONS } from './gazetteer.ts';
import { placesMembers } from './members.ts';
import { type PlacesParameters, placesFields, readPlaces } from './parameters.ts';
import { namesTable, placePeople, placeSums, placesColumns, placesRows } from './rows.ts';

/** Traffic, buyers and money by country, province or city, and which names could not be found on the map. */
export const places: Metric<PlacesParameters> = {
  kind: 'places',
  version: 1,
  schema: formOf(placesFields),
  parameters: readPlaces,
  ready: async ({ map }) => {
    if (map !== 'file') await loadNames(map);
  },
  plan(parameters, context) {
    const relation = relationName('places', parameters, context);
    const columns = placesColumns(parameters, context);
    const [names, all] = [`${relation}_names`, `${relation}_all`];
    const people = hasUsers(context) ? `${relation}_people` : null;
    const again = `${relation}_again`;
    const shown = (from: Sql) =>
      sql`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${from}
        WHERE rank <= ${parameters.top} ORDER BY rank`;
    const rows = (table: string, users: string | null, second: boolean) =>
      placesRows(
        parameters,
        table,
        placeSums(table, parameters, parameters, context, second),
        users,
      );
    return {
      kind: 'places',
      relation,
      stages: [
        namesTable(names, parameters, context),
        ...(people ? [placePeople(people, names, parameters, parameters, context, false)] : []),
        { table: all, query: rows(names, people, false) },
      ],
      query: shown(sql`${all}`),
      columns,
      // What a place is called most may differ from one period to the other.
      pair: (row) => `coalesce('=' || ${row}.code, '?' || ${row}.${parameters.by})`,
      facts: [
        wholeOf(all),
        unlocated(all, parameters, columns),
        ...(parameters.map === 'regions' ? [meant(names)] : []),
        {
          columns: [{ name: 'nowhere_events', type: 'count' }],
          query: sql`SELECT count(*) AS nowhere_events
            FROM ${scopedEvents(parameters, context, sql`${parameters.by} IS NULL`)}`,
        },
      ],
      known: {
        by: parameters.by,
        map: parameters.map,
        measure: parameters.measure,
        basis: parameters.basis,
      },
      audit: {
        stages: [
          namesTable(`${again}_names`, parameters, context),
          ...(people
            ? [placePeople(again, `${again}_names`, parameters, parameters, context, true)]
            : []),
        ],
        query: shown(sql`(${rows(`${again}_names`, people && again, true)})`),
        key: [parameters.by],
        compare: columns.map(({ name }) => name).filter((name) => name !== parameters.by),
        way: 'metrics.audit.sets',
      },
    };
  },
  members: placesMembers,
  define(parameters, context, facts) {
    const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
    const { by, map, measure, basis } = parameters;
    return {
      id: 'places',
      version: 1,
      title: t('metrics.places.title.by', {
        by: chosen('metrics.by', by),
        measure: chosen('metrics.measure', measure),
      }),
      text: prose(
        t('metrics.places.text', {
          measure: chosen('metrics.measure', measure),
          by: chosen('metrics.by', by),
        }),
        chosen('metrics.places.map', String(facts.map ?? map)),
        hasUsers(context) ? t('metrics.places.users') : t('metrics.without.users'),
        chosen('metrics.places.basis', basis),
        map === 'file' || number('unlocated_places') === 0
          ? null
          : t('metrics.places.unlocated', {
              n: number('unlocated_places'),
              events: number('unlocated_events'),
              share: format.percent(number('unlocated_share')),
            }),
        number('nowhere_events') > 0
          ? t('metrics.places.nowhere', { n: number('nowhere_events') })
          : null,
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

const wholeOf = (all: string): FactQuery => ({
  columns: [
    { name: 'places', type: 'count' },
    { name: 'located_places', type: 'count' },
    { name: 'unlocated_places', type: 'count' },
    { name: 'unlocated_events', type: 'count' },
    { name: 'unlocated_share', type: 'number' },
  ],
  query: sql`SELECT count(*) AS places, count(*) FILTER (located) AS located_places,
      count(*) FILTER (NOT located) AS unlocated_places,
      coalesce(sum(events) FILTER (NOT located), 0) AS unlocated_events,
      coalesce(sum(events) FILTER (NOT located), 0) / nullif(sum(events), 0) AS unlocated_share
    FROM ${all}`,
});

/** On which map the names were found. */
const meant = (names: string): FactQuery => ({
  columns: [{ name: 'map', type: 'text' }],
  query: sql`SELECT coalesce(any_value(scheme), ${bind(REGIONS[0])}) AS map FROM ${names}`,
});

const MOST_NAMED = 200;

/** What could not be found, with its figures: the first by events. */
const unlocated = (
  all: string,
  { by }: PlacesParameters,
  columns: readonly PlanColumn[],
): FactQuery => ({
  name: 'unlocated',
  columns: columns.filter(
    ({ name }) => !['code', 'located', 'names', 'latitude', 'longitude'].includes(name),
  ),
  query: sql`SELECT * FROM ${all} WHERE NOT located ORDER BY events DESC, ${by} LIMIT ${MOST_NAMED}`,
});
