import { words } from '../words.ts';

export const ui = words({});
