import { ofEvents } from '../segments/behind-events.ts';
import { understood, whole } from '../segments/row.ts';
import { memberKey } from '../segments/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Members } from '../types.ts';
import type { HourlyParameters } from './index.ts';

/** Who was there, or bought, in an hour of the day (of a weekday). */
export const hourlyMembers: Members<HourlyParameters> = {
  columns: ({ by }) => (by === 'weekday' ? ['weekday', 'hour'] : ['hour']),
  who: () => ['visitors', 'buyers'],
  query(parameters, asked) {
    const who = understood(asked, hourlyMembers.columns(parameters), ['visitors', 'buyers']);
    const conditions: Sql[] = [];
    const [hour, weekday] = [whole(asked.where, 'hour'), whole(asked.where, 'weekday')];
    if (hour !== undefined) conditions.push(sql`hour = ${hour}`);
    if (weekday !== undefined) conditions.push(sql`isodow(day) = ${weekday}`);
    if (who === 'buyers') conditions.push(sql`event_type = 'purchase'`);
    return ofEvents(memberKey(asked.of), parameters, asked.context, ...conditions);
  },
};
