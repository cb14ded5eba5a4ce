export { conversions, differences, means, valueDifferences } from './intervals.ts';
export { powerCurve } from './power.ts';
export { ratio } from './ratio.ts';
