import { words } from '../words.ts';

export const cells = words({});
