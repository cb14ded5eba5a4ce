import type { Workspace } from '../../workspace.ts';
import type { ChoosableInput } from './choices.ts';
import { followsOf } from './variants.ts';

/** Ways of choosing that a file can hold: each is a result and a drawing of every cell that follows. */
export const MOST_COMBINATIONS = 60;
/** Ways that are prepared without being asked for, and seconds that they may take by the cells' own times. */
const [UNASKED, UNASKED_SECONDS] = [12, 60];

/** In how many ways can the working inputs be chosen? */
export const waysOf = (inputs: readonly ChoosableInput[], working: ReadonlySet<string>): number =>
  inputs
    .filter(({ name }) => working.has(name))
    .reduce((ways, { choices }) => ways * Math.max(1, choices.length), 1);

/** Names of inputs that can work in a file at little cost: those with the fewest choices first. */
export function affordable(
  { runtime }: Workspace,
  inputs: readonly ChoosableInput[],
): ReadonlySet<string> {
  const chosen = new Set<string>();
  const { cells } = runtime.document.value;
  const byChoices = inputs
    .filter(({ choices }) => choices.length > 1)
    .sort((one, other) => one.choices.length - other.choices.length);
  for (const input of byChoices) {
    const with_ = new Set([...chosen, input.name]);
    const ways = waysOf(inputs, with_);
    const follows = followsOf(
      cells,
      runtime.graph.value,
      inputs.filter(({ name }) => with_.has(name)),
    );
    const seconds = [...follows.keys()].reduce((sum, id) => {
      const state = runtime.state(id).value;
      return sum + (state.phase === 'done' ? state.milliseconds / 1000 : 0);
    }, 0);
    if (ways > UNASKED || seconds * ways > UNASKED_SECONDS) break;
    if ([...follows.values()].some((names) => names.includes(input.name))) chosen.add(input.name);
  }
  return chosen;
}
