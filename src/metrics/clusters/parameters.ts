import type { ParametersOf } from '../parameters/field.ts';
import { choice, day, number, numberOr } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';

/** The numbers of clusters that are tried. */
export const LEAST = 2;
export const MOST = 8;

export const clusterFields = {
  k: numberOr('clusters.parameter.k', { auto: 'clusters.k.auto' }, 'auto'),
  reference: day('metrics.parameter.reference', (context) => context.to ?? '1970-01-01'),
  frequency: choice(
    'metrics.parameter.frequency',
    { orders: 'metrics.rfm.frequency.orders', rows: 'metrics.rfm.frequency.rows' },
    'orders',
  ),
  silhouette: choice(
    'clusters.parameter.silhouette',
    { euclidean: 'clusters.silhouette.euclidean', squared: 'clusters.silhouette.squared' },
    'euclidean',
  ),
  centring: choice(
    'clusters.parameter.centring',
    { mean: 'clusters.centring.mean', none: 'clusters.centring.none' },
    'mean',
  ),
  seed: number('clusters.parameter.seed', 1, {
    minimum: 0,
    maximum: 2_147_483_647,
    integer: true,
  }),
  restarts: number('clusters.parameter.restarts', null, {
    minimum: 1,
    maximum: 100,
    integer: true,
  }),
  ...scopeFields,
};

export type ClusterParameters = ParametersOf<typeof clusterFields>;
