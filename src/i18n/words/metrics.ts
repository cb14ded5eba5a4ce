import { words } from '../words.ts';

export const metrics = words({});
