export { anomalyAlerts } from './alerts.ts';
export { anomalyLine } from './anomaly-line.ts';
export { forecastErrors } from './errors.ts';
export { forecastFan } from './fan.ts';
export { forecastParts } from './parts.ts';
