import type { SourceDefinition, SourceId } from '../types.ts';
import { eventLog } from './event-log.ts';
import { olist } from './olist.ts';
import { onlineRetail } from './online-retail.ts';
import { rees46 } from './rees46.ts';
import { retailrocket } from './retailrocket.ts';
import { taobao } from './taobao.ts';
import { tianchiMobile } from './tianchi-mobile.ts';

/** Kinds of files known by name; where two fit equally well, the earlier one is taken. */
export const SOURCES: readonly SourceDefinition[] = [
  taobao,
  tianchiMobile,
  rees46,
  retailrocket,
  onlineRetail,
  olist,
  eventLog,
];

/** The definition of a known source; undefined for `custom`. */
export function sourceDefinition(id: SourceId): SourceDefinition | undefined {
  return SOURCES.find((source) => source.id === id);
}

/** The words that `open({source})` takes. */
export const SOURCE_IDS: readonly SourceId[] = [...SOURCES.map((source) => source.id), 'custom'];
