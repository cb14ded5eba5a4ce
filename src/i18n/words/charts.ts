import { words } from '../words.ts';

export const charts = words({});
