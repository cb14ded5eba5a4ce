export { coefficients } from './coefficients.ts';
export { calibration, histogram, roc } from './curves.ts';
export { likeliest } from './likeliest.ts';
