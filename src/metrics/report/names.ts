/** The report's sections in the order in which they are read. */
export const SECTIONS = [
  'concentration',
  'bottleneck',
  'segments',
  'retention',
  'calendar',
  'hours',
] as const;
export type Section = (typeof SECTIONS)[number];
