import { findColumn } from '../detect/names.ts';
import { profile } from '../detect/profile.ts';
import { knownWords } from '../detect/words.ts';
import type { FileShape, Mapping, SourceDefinition } from '../types.ts';
import { byNames, type Names, origin, positionOf, timeOf } from './columns.ts';

/** Who acts, in the words of GA4, Universal Analytics, Mixpanel, Amplitude and Segment. */
const ACTORS = [
  'userpseudoid',
  'distinctid',
  'amplitudeid',
  'anonymousid',
  'clientid',
  'fullvisitorid',
  'userid',
];

const NAMES: Names = {
  event_time: [
    'eventtimestamp',
    'eventtime',
    'timestamp',
    'clienteventtime',
    'servertimestamp',
    'time',
    'ts',
  ],
  event_type: ['eventname', 'event', 'eventtype'],
  user_id: ACTORS,
  item_id: ['itemid', 'productid', 'itemsitemid', 'contentid', 'sku'],
  category_id: ['categoryid', 'itemcategoryid'],
  category_path: ['itemcategory', 'productcategory', 'categoryname', 'category'],
  brand: ['itembrand', 'brand', 'productbrand'],
  order_id: ['transactionid', 'ecommercetransactionid', 'orderid'],
  session_id: ['sessionid', 'session', 'visitid'],
  price: ['itemprice', 'price', 'productprice'],
  quantity: ['itemquantity', 'quantity'],
  amount: [
    'purchaserevenue',
    'ecommercepurchaserevenue',
    'revenue',
    'eventvalueinusd',
    'value',
    'itemrevenue',
  ],
  device: ['devicecategory', 'devicetype', 'device', 'platform', 'devicefamily', 'os'],
  region: ['georegion', 'region'],
  city: ['geocity', 'city'],
  country: ['geocountry', 'country', 'mpcountrycode'],
  variant: ['experimentvariant', 'variant', 'variation'],
};

/**
 * Exports of analytics tools: one row per event, its name in a column, times in seconds, milliseconds or
 * microseconds. `ga_session_id` is left out: it is the session's start and not unique over users, so sessions are
 * made by gap.
 */
export const eventLog: SourceDefinition = {
  id: 'event-log',
  timezone: 'UTC',
  grain: 'second',
  match(shape) {
    const columns = columnsOf(shape);
    if (!columns.event_time || !columns.event_type || !columns.user_id) return 0;
    const type = profile(shape)[positionOf(shape, columns.event_type)];
    if (!profile(shape)[positionOf(shape, columns.event_time)]?.time) return 0;
    const tool = findColumn(shape.columns.map(leaf), ...ACTORS.slice(0, -1)) >= 0;
    const gaWord = [...(type?.distinct ?? [])].some((word) => GA_WORDS.test(word));
    const named = findColumn(shape.columns.map(leaf), 'eventname') >= 0;
    if (tool) return named ? 0.95 : 0.85;
    return named || gaWord ? 0.7 : 0;
  },
  mapping(shape): Mapping {
    const columns = columnsOf(shape);
    const type = profile(shape)[positionOf(shape, columns.event_type)];
    return {
      columns,
      time: timeOf(shape, columns.event_time, { kind: 'epoch', unit: 'us' }),
      words: knownWords(type?.distinct ?? []),
    };
  },
};

const GA_WORDS =
  /^(?:page_?view|session_start|view_item|first_visit|screen_view|user_engagement|add_to_cart)$/i;

/** Nested records are flattened as `device.category`; Mixpanel marks its own properties with `$`. */
const leaf = (name: string) =>
  name.replace(/^(?:properties|event_properties|user_properties)[./]/i, '');

function columnsOf(shape: FileShape): Mapping['columns'] {
  const flat: FileShape = { ...shape, columns: shape.columns.map(leaf) };
  const found = byNames(flat, NAMES);
  const renamed: Record<string, ReturnType<typeof origin>> = {};
  for (const [canonical, from] of Object.entries(found)) {
    const position = positionOf(flat, from);
    if (position >= 0) renamed[canonical] = origin(shape, position);
  }
  return renamed;
}
