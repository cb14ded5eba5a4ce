import type { EventType } from '../../sources/types.ts';

/** Event type → its column in the counts block of every DWS table. */
const COUNTS: Readonly<Record<EventType, string>> = {
  view: 'views',
  fav: 'favs',
  cart: 'carts',
  remove: 'removes',
  purchase: 'purchases',
  refund: 'refunds',
  click: 'clicks',
  rate: 'rates',
};

/** True for events of any of the words. Words are checked choices, so they stand in the text. */
export const isEvent = (words: readonly EventType[], column = 'event_type'): string =>
  words.length === 1
    ? `${column} = '${words[0]}'`
    : `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`;

/** True for rows of a counts block with an event of any of the words. */
export const hasEvent = (words: readonly EventType[]): string =>
  `(${words.map((word) => `${COUNTS[word]} > 0`).join(' OR ')})`;
