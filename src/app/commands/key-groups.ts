import { type Mode, NOTEBOOK_COMMANDS, type NotebookCommand } from './notebook-commands.ts';

/** Where keys of a group work, as the sheet of keys calls it. */
export type Where = 'page' | 'cell' | 'editor' | 'both';

export interface KeyGroup {
  readonly where: Where;
  readonly commands: readonly NotebookCommand[];
}

const ORDER: readonly Where[] = ['cell', 'both', 'editor', 'page'];

/** Every command of the notebook once, under the widest place that its keys work in. */
export const keyGroups = (): readonly KeyGroup[] =>
  ORDER.map((where) => ({
    where,
    commands: NOTEBOOK_COMMANDS.filter(({ modes }) => widest(modes) === where),
  }));

function widest(modes: readonly Mode[]): Where {
  if (modes.includes('page')) return 'page';
  if (modes.length > 1) return 'both';
  return modes[0] ?? 'page';
}
