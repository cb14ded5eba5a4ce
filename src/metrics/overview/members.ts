import { ofEvents } from '../segments/behind-events.ts';
import { day, understood } from '../segments/row.ts';
import { memberKey } from '../segments/types.ts';
import { sql } from '../sql/fragment.ts';
import type { Members } from '../types.ts';
import type { OverviewParameters } from './parameters.ts';

/** The visitors or buyers of the period or one of its days; the items seen or bought. */
export const overviewMembers: Members<OverviewParameters> = {
  columns: ({ by }) => (by === 'day' ? ['day'] : []),
  who: () => ['visitors', 'buyers'],
  query(parameters, asked) {
    const who = understood(asked, overviewMembers.columns(parameters), ['visitors', 'buyers']);
    const on = day(asked.where, 'day');
    const word = who === 'buyers' ? 'purchase' : parameters.uv === 'view' ? 'view' : null;
    return ofEvents(
      memberKey(asked.of),
      parameters,
      asked.context,
      ...(on === undefined ? [] : [sql`day = ${on}`]),
      ...(word === null ? [] : [sql`event_type = '${word}'`]),
    );
  },
};
