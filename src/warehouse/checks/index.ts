export { checksOf } from './checks.ts';
export { type CheckOptions, runChecks } from './run.ts';
