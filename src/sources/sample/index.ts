export { sampleFile, sampleName } from './file.ts';
export { generateSample } from './generate.ts';
export type { SampleOptions, SampleProgress, SampleShape } from './types.ts';
