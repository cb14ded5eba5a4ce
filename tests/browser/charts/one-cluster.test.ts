import { expect, test } from 'vitest';
import { clusterElbow, clusterRadar, clusterSizes } from '../../../src/charts/customers/index.ts';
import type { ChartOptions } from '../../../src/charts/types.ts';

const options: ChartOptions = { width: 640, theme: 'light', locale: 'en' };
const cluster = {
  cluster: 1,
  name: 'typical',
  users: 8,
  user_share: 1,
  mean_recency: 0,
  mean_frequency: 1,
  r_scaled: 0.5,
  f_scaled: 0.5,
  value_score: 0.5,
};

test('buyers who are all alike are said to be so, without an elbow or a radar of one', () => {
  const facts = {
    k: 1,
    clusters: [cluster],
    candidates: [{ k: 1, inertia: 0, silhouette: null, silhouette_squared: null, chosen: true }],
  };
  expect(clusterElbow([], facts, options)).toBeNull();
  expect(clusterRadar([], facts, options)).toBeNull();
  expect(clusterSizes([], facts, options)?.notes?.join()).toMatch(/^All buyers are alike/);
});

test('two clusters have a radar and no such sentence', () => {
  const facts = { k: 2, clusters: [cluster, { ...cluster, cluster: 2 }] };
  expect(clusterRadar([], facts, options)).not.toBeNull();
  expect(clusterSizes([], facts, options)?.notes).toBeUndefined();
});
