import { ofEvents } from '../segments/behind-events.ts';
import { texts, understood } from '../segments/row.ts';
import { memberKey } from '../segments/types.ts';
import { sql } from '../sql/fragment.ts';
import type { Members } from '../types.ts';
import type { PlacesParameters } from './parameters.ts';
import { namesTable, PLACE } from './rows.ts';

const WHO = ['visitors', 'buyers'];

/** Who was at a place, or bought there, by every name that the data have for it. */
export const placesMembers: Members<PlacesParameters> = {
  columns: ({ by }) => [by],
  who: () => WHO,
  query(parameters, asked) {
    const { by } = parameters;
    const { context, where } = asked;
    const who = understood(asked, [by], WHO);
    const { query: names } = namesTable('', parameters, context);
    const values = where[by];
    return ofEvents(
      memberKey(asked.of),
      parameters,
      context,
      values === undefined
        ? sql`${by} IS NOT NULL`
        : sql`${by} IN (SELECT raw FROM (${names}) WHERE ${PLACE} IN (
            SELECT ${PLACE} FROM (${names}) WHERE ${texts('raw', values)}))`,
      ...(who === 'buyers' ? [sql`event_type = 'purchase'`] : []),
    );
  },
};
