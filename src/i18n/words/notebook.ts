import { words } from '../words.ts';

export const notebook = words({});
