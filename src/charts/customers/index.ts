export { clusterCloud } from './cloud.ts';
export { clusterElbow } from './elbow.ts';
export { lifetimeLeaders } from './leaders.ts';
export { lifetimeFrequencies, lifetimeTenths, lifetimeTracking } from './lifetime.ts';
export { clusterMoves } from './moves.ts';
export { clusterRadar } from './radar.ts';
export { repurchaseIntervals, repurchaseSteps } from './repurchase.ts';
export { repurchaseCurve } from './repurchase-curve.ts';
export { clusterSizes } from './sizes.ts';
