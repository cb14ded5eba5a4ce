import { words } from '../words.ts';

export const sources = words({});
