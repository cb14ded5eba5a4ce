export { countTo, type Timing } from './count.ts';
export { type FrameRate, frameRate, rateOf } from './frames.ts';
export { grow, settle } from './marks.ts';
export { replay, replays } from './replay.ts';
export * from './settings.ts';
