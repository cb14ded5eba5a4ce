import { sourceDefinition } from '../known/index.ts';
import type { Mapping, SourceId, TimeGrain } from '../types.ts';

type RuleDefaults = Readonly<
  Record<
    'duplicates' | 'price_illegal' | 'bot_session' | 'out_of_window',
    'reject' | 'flag' | 'off'
  >
>;

/** Sources of order lines: two equal rows can be two real sales. */
const ORDER_LINES: ReadonlySet<SourceId> = new Set(['online-retail', 'olist']);

/**
 * What each rule does unless the reader says otherwise. Equal rows are repeats in a log with seconds or finer, and
 * possibly real in order lines and coarser times; a file of purchases alone with an order or a quantity holds order
 * lines too. The window is the source's official one, where it has one.
 */
export function defaultRules(source: SourceId, grain: TimeGrain, mapping?: Mapping): RuleDefaults {
  const fine = grain === 'second' || grain === 'subsecond';
  return {
    duplicates: fine && !orderLines(source, mapping) ? 'reject' : 'flag',
    price_illegal: 'flag',
    bot_session: 'flag',
    out_of_window: sourceDefinition(source)?.window ? 'reject' : 'off',
  };
}

function orderLines(source: SourceId, mapping: Mapping | undefined): boolean {
  if (ORDER_LINES.has(source)) return true;
  const { event_type: type, order_id: order, quantity } = mapping?.columns ?? {};
  const sales = type !== undefined && 'constant' in type && type.constant === 'purchase';
  return sales && (order !== undefined || quantity !== undefined);
}
