import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasMoney, hasUsers, need } from '../capabilities.ts';
import { type ParametersOf, readParameters } from '../parameters/field.ts';
import { choice, number, optionalChoice } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { optionalText } from '../parameters/texts.ts';
import type { RawParameters } from '../types.ts';
import type { Scheme } from './gazetteer.ts';

export const placesFields = {
  by: optionalChoice('metrics.parameter.by', {
    country: 'metrics.by.country',
    region: 'metrics.by.region',
    city: 'metrics.by.city',
  }),
  map: optionalChoice('metrics.parameter.map', {
    world: 'metrics.map.world',
    regions: 'metrics.map.regions',
    'china-provinces': 'metrics.map.china-provinces',
    'brazil-states': 'metrics.map.brazil-states',
    cities: 'metrics.map.cities',
    file: 'metrics.map.file',
  }),
  file: optionalText('metrics.parameter.file'),
  property: optionalText('metrics.parameter.property'),
  measure: choice(
    'metrics.parameter.measure',
    {
      users: 'metrics.measure.users',
      views: 'metrics.measure.views',
      purchases: 'metrics.measure.purchases',
      buyers: 'metrics.measure.buyers',
      gmv: 'metrics.measure.gmv',
      conversion: 'metrics.measure.conversion',
    },
    'users',
  ),
  basis: choice(
    'metrics.parameter.basis',
    { user: 'metrics.basis.user', event: 'metrics.basis.event' },
    'user',
  ),
  top: number('metrics.parameter.top', 500, { minimum: 1, maximum: 1000, integer: true }),
  ...scopeFields,
};

export type PlaceColumn = 'country' | 'region' | 'city';

export type PlacesParameters = Omit<ParametersOf<typeof placesFields>, 'by' | 'map'> & {
  readonly by: PlaceColumn;
  /** `regions` stands for whichever scheme of regions knows most of the names. */
  readonly map: Scheme | 'regions' | 'file';
};

const COLUMNS: readonly PlaceColumn[] = ['country', 'region', 'city'];

const LACKS = {
  country: 'metrics.lacks.countries',
  region: 'metrics.lacks.regions',
  city: 'metrics.lacks.cities',
} as const;

/** The map on which a column's names are looked for where none is said. */
const mapOf = (by: PlaceColumn, context: DatasetContext): PlacesParameters['map'] => {
  if (by === 'country') return 'world';
  if (by === 'city') return 'cities';
  return context.source === 'olist' ? 'brazil-states' : 'regions';
};

export function readPlaces(raw: RawParameters, context: DatasetContext): PlacesParameters {
  const read = readParameters(placesFields, raw, context);
  const by = read.by ?? COLUMNS.find((column) => has(context, column)) ?? 'country';
  need(has(context, by), 'places', read.by === null ? 'metrics.lacks.places' : LACKS[by]);
  const users = hasUsers(context);
  const said = raw.measure !== undefined && raw.measure !== null;
  const measure = said || users ? read.measure : 'purchases';
  need(users || !['users', 'buyers'].includes(measure), 'places', 'metrics.lacks.users');
  need(measure !== 'gmv' || hasMoney(context), 'places', 'metrics.lacks.money');
  const map = read.map ?? (read.file === null ? mapOf(by, context) : 'file');
  const basis = users ? read.basis : 'event';
  return { ...read, by, map, measure, basis, ...scopeOf(read, context) };
}
