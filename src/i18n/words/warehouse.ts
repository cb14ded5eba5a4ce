import { words } from '../words.ts';

export const warehouse = words({});
