import type { TableStatus } from '../warehouse/index.ts';

type Named = Pick<TableStatus, 'layer' | 'name'>;

/** A picked file that is not events, as a table of its own. */
export const isPlain = ({ layer, name }: Named): boolean => layer === 'ods' && name !== 'ods';

/** True for what SQL can read: everything but the picked files themselves. */
export const isQueryable = ({ layer, name }: Named): boolean => layer !== 'ods' || name !== 'ods';
