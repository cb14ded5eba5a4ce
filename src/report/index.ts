export { type ReportOptions, reportPage } from './page.ts';
export type * from './types.ts';
