export { detect } from './detect.ts';
export { groupByShape, type ShapeGroup, shapeKey } from './group.ts';
export {
  checkMapping,
  type RawMapping,
  type RawOrigin,
  resolveMapping,
  textualIds,
} from './mapping.ts';
export { decodePlan, decodePlans, type PlanOptions } from './plan.ts';
export { isInteger, type Profile, profile } from './profile.ts';
export { defaultRules } from './rules.ts';
export { guessTime, type TimeGuess } from './times.ts';
export { eventType, knownWords } from './words.ts';
