import type { IconName } from '../../ui/icons.ts';

export type CommandGroup = 'notebook' | 'cell' | 'add' | 'go' | 'table' | 'data' | 'page';

/** One thing that can be done now. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly title: string;
  readonly icon: IconName;
  /** As people read them. */
  readonly keys?: string;
  /** Words that find it besides its title; not shown. */
  readonly hint?: string;
  run(): void;
}

/** Formats that rows are exported in. */
export const FILES = 'CSV Parquet JSON Arrow';
