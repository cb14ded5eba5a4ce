import { words } from '../words.ts';

export const app = words({});
