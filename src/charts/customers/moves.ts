import { movesBetween } from '../compare/moves.ts';
import { nameColours } from '../marks/colours.ts';
import type { Chart } from '../types.ts';
import { num } from '../values.ts';
import { clusterLabel, listed } from './names.ts';

/** In which cluster buyers of the earlier period are now; null where no two periods are compared. */
export const clusterMoves: Chart = (_rows, facts, options) => {
  const clusters = listed(facts, 'clusters');
  const names = clusters.map((row) => clusterLabel(row, options.locale));
  const colours = nameColours(names, options.theme);
  const name = (value: unknown) =>
    names[clusters.findIndex(({ cluster }) => num(cluster) === num(value))] ?? String(value);
  return movesBetween(
    facts,
    { column: 'cluster', name, colour: (value) => colours(name(value)) },
    options,
  );
};
