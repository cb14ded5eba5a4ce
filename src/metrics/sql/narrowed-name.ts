import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';

/** Name of the view of the events that pass some filters; see `narrowed`. */
export const narrowedName = (filters: object, context: DatasetContext): string =>
  relationName('scope', filters, context);
