import { words } from '../words.ts';

export const engine = words({});
