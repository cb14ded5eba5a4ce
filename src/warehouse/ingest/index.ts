export { runLoad } from './load.ts';
